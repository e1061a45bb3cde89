import { parse } from '../../../lib/conf/parse';
import { describePbx } from '../../../lib/testing/calls/described-pbx';
import { withStandInAuths } from '../../../lib/testing/calls/stand-in-auths';
import { SipPassword } from '../../../lib';
import { config, password, phone } from '../../support/pbx';

/** `pjsip.conf` of a house whose passwords are in one file of a Secret, as it is read with what it includes. */
function house() {
  const made = config();
  const inFile = SipPassword.inFile(password(made, 'auths.conf'));
  phone(made, 'hall', '201', { password: inFile });
  phone(made, 'kitchen', '202');
  const { files } = made.render();
  const text = files.get('pjsip.conf') ?? '';
  return parse(
    text.replace(/^#include "(.+)"$/m, (_, name: string) => files.get(name) ?? ''),
    'pjsip.conf',
  ).file;
}

test('a phone whose section is in a Secret can be called', () => {
  expect(describePbx(house()).phones.map(({ name }) => name)).toEqual(['kitchen']);
  const { phones } = describePbx(withStandInAuths(house()));
  expect(phones.map(({ name, username }) => [name, username])).toEqual([
    ['hall', 'hall'],
    ['kitchen', 'kitchen'],
  ]);
});

test('a section that is missing without a Secret stays a mistake', () => {
  const { file } = parse('[hall]\ntype=endpoint\nauth=hall\n', 'pjsip.conf');
  expect(withStandInAuths(file)).toBe(file);
});
