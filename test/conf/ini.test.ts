import * as ini from 'ini';
import { flatten } from '../../lib/conf/flatten';
import { parse } from '../../lib/conf/parse';
import { config } from '../support/pbx';

// Where Asterisk's dialect and plain INI agree, a reader that is not ours must find what ours finds.
const PLAIN = ['asterisk.conf', 'cdr.conf', 'manager.conf', 'rtp.conf'];

test.each(PLAIN)('%s is read by ini as by us', (name) => {
  const text = config().render().files.get(name) ?? '';
  const ours = flatten(parse(text, name).file).map((section) => [
    section.name,
    Object.fromEntries(section.variables.map(({ key, value }) => [key, value])),
  ]);
  const theirs = Object.entries(ini.parse(text)).map(([section, values]) => [
    section,
    Object.fromEntries(Object.entries(values as object).map(([key, value]) => [key, String(value)])),
  ]);
  expect(ours.length).toBeGreaterThan(0);
  expect(theirs).toEqual(ours);
});

test('elsewhere ini would change what Asterisk reads', () => {
  expect(ini.stringify({ udp6: { bind: '[::]:5060' } })).toContain('bind="[::]:5060"');
  expect(ini.stringify({ hall: { allow: ['alaw', 'ulaw'] } })).toContain('allow[]=alaw');
  expect(ini.parse('[hall]\ntype=endpoint\n[hall]\ntype=aor\n')).toEqual({ hall: { type: 'aor' } });
});
