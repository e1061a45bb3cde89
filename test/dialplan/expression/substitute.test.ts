import * as fc from 'fast-check';
import type { Scope } from '../../../lib/dialplan/expression/scope';
import { substitute } from '../../../lib/dialplan/expression/substitute';
import { isTrueCondition } from '../../../lib/dialplan/expression/truth';

function scope(values: Readonly<Record<string, string>> = {}): Scope {
  const variables = new Map(Object.entries(values));
  return { variable: (name) => variables.get(name), setVariable: (name, value) => variables.set(name, value) };
}

describe('substitute', () => {
  test.each([
    ['$[0.1 + 0.2]', '0.3'],
    ['$[2 / 3]', '0.666666666666666667'],
    ['$[1 / 0]', '2147483647'],
    ['$[18446744073709551617]', '18446744073709551617'],
    ['$[18446744073709551617 + 0]', '1.84467440737095516e+19'],
    ['$[-0]', '-0'],
    ['$[7 % -3]', '1'],
    ['$["a" = a]', '0'],
    ['$["5" = 5]', '0'],
    ['$[5 = 5.0]', '1'],
    ['$[-1 : 1]', '-1'],
    ['$["hello" =~ "l(.)o"]', 'l'],
    ['$["abcd" : "(a|ab)(c|bcd)?"]', 'a'],
    ['$[1 2]', '1'],
    ['$[1 +]', '0'],
    ['$[= 1]', ''],
    ['$[]', ''],
    ['$["a"]', '"a"'],
  ])('gives %s the value %s', (text, value) => {
    expect(substitute(text, scope())).toBe(value);
  });

  test('counts offsets and lengths in bytes', () => {
    expect(substitute('${x:0:4}|${LEN(${x})}', scope({ x: 'grün' }))).toBe('grü|5');
  });

  test('names what it hangs on, each once', () => {
    const unknown: Scope = {
      variable: (name) => (name === 'x' ? { unknown: 'AGI(x)' } : undefined),
      callFunction: (name, args) => (name === 'DB' ? { unknown: `DB(${args})` } : undefined),
    };
    expect(substitute('${x}$[${x} + 1]${DB(a/b)}', unknown)).toEqual({ unknowns: ['AGI(x)', 'DB(a/b)'] });
    expect(substitute('${CHANNEL(state)}', unknown)).toEqual({ unknowns: ['CHANNEL(state)'] });
    expect(substitute('${SET(y=1)}', unknown)).toEqual({ unknowns: ['SET(y=1)'] });
    expect(substitute('a', unknown)).toBe('a');
  });

  test('asks the scope for times and for what the dialplan has', () => {
    const asked: Scope = {
      variable: () => undefined,
      isTime: (timing) => (timing === '*' ? true : undefined),
      dialplanExists: (context, extension) => context === 'a' && extension === 's',
    };
    expect(substitute('${IFTIME(*?yes:no)}${DIALPLAN_EXISTS(a,s)}${DIALPLAN_EXISTS(b)}', asked)).toBe('yes10');
  });

  test('adds, subtracts and compares integers as they are', () => {
    const integer = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n });
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        const shown = (value: bigint) => String(value);
        expect(substitute(`$[${a} + ${b}]`, scope())).toBe(shown(a + b));
        expect(substitute(`$[${a} - ${b}]`, scope())).toBe(shown(a - b).replace(/^-?0$/, '0'));
        expect(substitute(`$[${a} < ${b}]`, scope())).toBe(a < b ? '1' : '0');
      }),
    );
  });

  test('never fails', () => {
    const unit = fc.constantFrom(...'$${}[]():x1" +=?~,\\'.split(''), 'LEN(', 'CUT(x,', 'ü');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const value = substitute(text, scope({ x: 'a-b' }));
        expect(typeof value === 'string' || value.unknowns.length > 0).toBe(true);
      }),
    );
  });
});

describe('isTrueCondition', () => {
  test.each([
    ['', false],
    ['0', false],
    ['-0', false],
    ['0.5', false],
    ['00abc', false],
    ['1', true],
    ['-1', true],
    [' ', true],
    ['no', true],
    ['"0"', true],
  ])('takes %j for %s', (text, truth) => {
    expect(isTrueCondition(text)).toBe(truth);
  });
});
