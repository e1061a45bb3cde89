import { Lock } from '../../lib/conf/lock';
import { print } from '../../lib/conf/print';
import { ConfigFile } from '../../lib/config/config-file';
import { optionName, optionText } from '../../lib/config/options';
import { PjsipFile } from '../../lib/config/pjsip-file';
import { placeholder, secretsIn } from '../../lib/config/secret-placeholder';
import { errorOf } from '../support/error-of';

test.each([
  ['directMedia', 'direct_media'],
  ['rtpstart', 'rtpstart'],
  ['t38Udptl', 't38_udptl'],
  ['direct_media', 'direct_media'],
  ['100rel', '100rel'],
  ['TRUSTED', 'TRUSTED'],
  ['set_var', 'set_var'],
])("the option %s is Asterisk's %s", (name, asterisk) => {
  expect(optionName(name)).toBe(asterisk);
});

test.each([
  [true, 'yes'],
  [false, 'no'],
  [5060, '5060'],
  [['alaw', 'ulaw'], 'alaw,ulaw'],
  ['as it is', 'as it is'],
])('the value %j is written %s', (value, text) => {
  expect(optionText(value)).toBe(text);
});

describe('a section', () => {
  const section = () => new ConfigFile('x.conf', new Lock()).addSection('a', { one: 1 });

  test('sets in place, adds at the end, takes out', () => {
    const made = section().set({ two: 2, three: 3 }).add('two', 22).set({ one: 'x' });
    expect(made.get('two')).toBe('22');
    expect(made.set({ two: 'again', three: undefined }).toNode().items).toMatchObject([
      { key: 'one', value: 'x' },
      { key: 'two', value: 'again' },
    ]);
  });

  test('fails once closed, and stays as it was', () => {
    const lock = new Lock();
    const file = new ConfigFile('x.conf', lock);
    const made = file.addSection('a', { one: 1 });
    lock.close('it is over');
    expect(errorOf(() => made.set({ one: 2 })).message).toBe(
      'cannot set one in [a] of x.conf, it is over: do it before',
    );
    expect(errorOf(() => made.add('two', 2)).code).toBe('ConfigClosed');
    expect(errorOf(() => file.addSection('b')).code).toBe('ConfigClosed');
    expect(
      errorOf(() => {
        file.include('y.conf');
      }).code,
    ).toBe('ConfigClosed');
    expect(made.get('one')).toBe('1');
  });

  test.each([['a\nb'], [' a'], ['a\0']])('fails with the value %j', (value) => {
    expect(errorOf(() => section().set({ one: value })).code).toBe('ConfValue');
  });
});

test('a file has notes, includes and sections of one name', () => {
  const file = new ConfigFile('x.conf', new Lock(), undefined, ['why it is there']);
  file.include('local.conf');
  file.addSection('a', { b: 1 });
  file.addSection('a', { c: 2 });
  file.section('a').set({ d: 3 });
  expect(print(file.toNode())).toBe('; why it is there\n#include "local.conf"\n[a]\nb = 1\nd = 3\n\n[a]\nc = 2\n');
});

test('pjsip.conf has what is for all of SIP first, then transports, then the rest as it was made', () => {
  const pjsip = new PjsipFile(new Lock());
  pjsip.addObject('endpoint', 'hall');
  pjsip.addObject('aor', 'hall');
  pjsip.addObject('transport', 'udp6');
  pjsip.global().set({ userAgent: 'x' });
  expect(pjsip.toNode().sections.map(({ name }) => name)).toEqual(['global', 'udp6', 'hall', 'hall']);
});

test('secrets are found by their placeholders', () => {
  expect(placeholder({ name: 'a', key: 'b.c' })).toBe('«secret:a/b.c»');
  expect(secretsIn('x = «secret:a/b.c»«secret:a/d»\ny = «secret:a/d»\n  ; «secret:no/no»\n')).toEqual([
    { name: 'a', key: 'b.c' },
    { name: 'a', key: 'd' },
  ]);
});
