import * as fc from 'fast-check';
import { AsteriskVersion } from '../../lib/catalog/version';
import { lint } from '../../lib/lint/lint';
import type { LintOptions } from '../../lib/lint/lint-options';

function findingsIn(texts: Readonly<Record<string, string>>, options: LintOptions = {}) {
  return lint({ texts: new Map(Object.entries(texts)), version: AsteriskVersion.V22, options }).findings;
}

const told = (texts: Readonly<Record<string, string>>, options?: LintOptions) =>
  findingsIn(texts, options).map(({ rule, severity, file, line }) => `${file}:${line} ${severity} ${rule}`);

const DIAL = '[a]\nexten => 1,1,Dail(PJSIP/hall)\nsame => n,Hangup()\n';

describe('lint', () => {
  test('takes the severity of a rule from the options, and leaves out what is off', () => {
    expect(told({ 'extensions.conf': DIAL })).toEqual(['extensions.conf:2 error unknown-application']);
    expect(told({ 'extensions.conf': DIAL }, { rules: { 'unknown-application': 'warning' } })).toEqual([
      'extensions.conf:2 warning unknown-application',
    ]);
    expect(told({ 'extensions.conf': DIAL }, { rules: { 'unknown-application': 'off' } })).toEqual([]);
  });

  test('leaves what a comment with a reason ignores, on its line and on the next one', () => {
    const here = DIAL.replace(')\nsame', ') ; lint-ignore unknown-application a module of ours\nsame');
    const before = DIAL.replace('exten', '; lint-ignore unknown-application a module of ours\nexten');
    expect(told({ 'extensions.conf': here })).toEqual([]);
    expect(told({ 'extensions.conf': before })).toEqual([]);
    expect(told({ 'extensions.conf': before.replace('exten', 'exten => 2,1,Hangup()\nexten') })).toEqual([
      'extensions.conf:2 warning lint-ignore',
      'extensions.conf:4 error unknown-application',
    ]);
  });

  test('tells the place in the file that is included', () => {
    const texts = { 'extensions.conf': '[x]\nexten => 5,1,Hangup()\n#include more.conf\n', 'more.conf': DIAL };
    expect(told(texts)).toEqual(['more.conf:2 error unknown-application']);
  });

  test('tells the column of a mistake in an expression', () => {
    const text = '[a]\nexten => 1,1,Set(x=${y})\nsame => n,GotoIf($["${x}" = ]?1)\nsame => n,Hangup()\n';
    expect(findingsIn({ 'extensions.conf': text })).toEqual([
      expect.objectContaining({ rule: 'expression-syntax', line: 3, column: 29 }),
    ]);
  });

  test('says nothing of a reference that a secret file may hold', () => {
    const pjsip = '#include secret-a-b.conf\n[hall]\ntype = endpoint\nauth = hall\naors = hall\nallow = alaw\n';
    const secret = '; the whole file: «secret:a/b»\n';
    expect(told({ 'pjsip.conf': pjsip, 'secret-a-b.conf': secret })).toEqual([]);
    expect(told({ 'pjsip.conf': pjsip, 'secret-a-b.conf': '' })).toEqual([
      'pjsip.conf:4 error missing-auth',
      'pjsip.conf:5 error missing-aor',
    ]);
  });

  test('names the way of a call from outside to a trunk', () => {
    const texts = {
      'pjsip.conf': '[tk]\ntype = endpoint\ncontext = in\noutbound_auth = tk\n[tk]\ntype = auth\nusername = x\n',
      'extensions.conf':
        '[in]\nexten => _X.,1,Goto(out,${EXTEN},1)\n[out]\nexten => _0X.,1,Dial(PJSIP/${FILTER(0-9,${EXTEN})}@tk)\nsame => n,Hangup()\n',
    };
    const [finding] = findingsIn(texts).filter(({ rule }) => rule === 'toll-fraud');
    expect(finding?.message).toContain('in → _X. → Goto out,_0X. → tk ${FILTER(0-9,${EXTEN})}');
    expect(finding?.related.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'pjsip.conf:3',
      'extensions.conf:2',
      'extensions.conf:4',
    ]);
  });

  test('reads whatever it is given, and every finding lies in a file', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...[
          '[a]',
          '[b](a)',
          '[c](+)',
          '[general]',
          '[globals]',
          'X=${X}',
          'type = endpoint',
          'context = a',
          'auth = x',
        ],
        ...['exten => _X.,1,Dial(PJSIP/${EXTEN}@b)', 'same => n,Goto(a,${EXTEN},1)', 'include => a', 'include => b'],
        ...[
          'exten => s,1,Gosub(a,s,1(x))',
          'same => n(l),GotoIf($[${x}]?l:m)',
          '#include x.conf',
          '#exec y',
          ';--',
          '--;',
        ],
        ...['exten => 1,hint,PJSIP/a', 'switch => Realtime/a', 'same => n,Dial(Local/1@a,,T)', 'load = chan_pjsip.so'],
        ...['; lint-ignore toll-fraud', 'outbound_auth = x', 'type = identify', 'endpoint = b', 'autoload = no'],
      ),
      fc.string({ maxLength: 30 }),
    );
    const text = fc.array(line, { maxLength: 15 }).map((lines) => lines.join('\n'));
    const names = ['extensions.conf', 'pjsip.conf', 'x.conf', 'modules.conf', 'voicemail.conf'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), text), (texts) => {
        for (const { file, line: at, column, message } of findingsIn(texts, { country: 'GB' })) {
          expect(Object.keys(texts)).toContain(file);
          expect(at).toBeLessThanOrEqual((texts[file] ?? '').split('\n').length);
          expect(Math.min(at, column)).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});
