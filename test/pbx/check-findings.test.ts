import { application } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, pbx, phone } from '../support/pbx';

describe('errors in the files of a PBX', () => {
  test('end its making, with the path of the construct, the rule and the place', () => {
    const files = config(chart());
    phone(files, 'hall', '201');
    files.dialplan.context('lobby').extension('1', [application.raw('Goto', 'nowhere,s,1')]);
    const { code, message } = errorOf(() => files.render());
    expect(code).toBe('LintFinding');
    expect(message).toMatch(
      /^\[test\/config\]: the files have errors:\n {2}extensions\.conf:\d+:1 missing-target there is no context 'nowhere'/,
    );
  });

  test('are those of the rules that are on', () => {
    const files = config(chart(), { lint: { rules: { 'missing-target': 'off' } } });
    phone(files, 'hall', '201');
    files.dialplan.context('lobby').extension('1', [application.raw('Goto', 'nowhere,s,1')]);
    expect(() => files.render()).not.toThrow();
  });

  test('name five, and how many more there are', () => {
    const files = config(chart());
    const lobby = files.dialplan.context('lobby');
    [1, 2, 3, 4, 5, 6, 7].forEach((each) => lobby.extension(String(each), [application.raw('Goto', 'nowhere,s,1')]));
    const { message } = errorOf(() => files.render());
    expect(message.split('\n')).toHaveLength(7);
    expect(message).toMatch(/\n {2}and 2 more$/);
  });

  test('fails with a way from outside to a trunk', () => {
    const scope = chart();
    const files = config(scope);
    files.pjsip.addObject('endpoint', 'gate', { context: 'gate', outboundAuth: 'gate' });
    files.pjsip.addObject('auth', 'gate', { username: 'gate', password: 'x' });
    files.dialplan.context('gate').extension('_0X.', [application.raw('Dial', 'PJSIP/${FILTER(0-9,${EXTEN})}@gate')]);
    expect(errorOf(() => pbx(scope, { config: files })).message).toContain("toll-fraud calls from 'gate' can go out");
  });
});
