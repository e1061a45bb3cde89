import { dialplanPatterns, leadingDigitPattern } from '../../lib/dialplan/digit-pattern';

test.each<[string, string[]]>([
  ['', ['']],
  ['999', ['999']],
  ['\\d', ['X']],
  ['[0-9]', ['X']],
  ['[1-9]', ['Z']],
  ['[2-9]', ['N']],
  ['[5]', ['5']],
  ['[2-49]', ['[2-49]']],
  ['[01]', ['[01]']],
  ['[0-26-8]', ['[0-26-8]']],
  ['[1357]', ['[1357]']],
  ['\\d{4}', ['XXXX']],
  ['1\\d{2,4}', ['1XX', '1XXX', '1XXXX']],
  ['12?3', ['123', '13']],
  ['(?:12)?3', ['123', '3']],
  ['(?:1[02]){2}', ['1[02]1[02]']],
  ['1|2', ['[12]']],
  ['1\\d|21', ['1X', '21']],
  ['9(?:[01]\\d|8[2-49])\\d{7}', ['98[2-49]XXXXXXX', '9[01]XXXXXXXX']],
  ['800(?:1111)?', ['800', '8001111']],
])('%j', (expression, patterns) => {
  expect(dialplanPatterns(expression)).toEqual(patterns);
});

test.each([
  ['[2-9]\\d{9}|3\\d{6}', 'N'],
  ['0\\d{5}|[1-38]\\d{8}', '[0-38]'],
  ['(?:[1-9]\\d|22)', 'Z'],
])('leadingDigitPattern of %j', (expression, pattern) => {
  expect(leadingDigitPattern(expression)).toBe(pattern);
});

test.each(['1+', '1*', 'a', '(1', '1)', '[^1]', '(?!1)2', '1{2,}', '.'])(
  'fails for %j, which no metadata hold',
  (expression) => {
    expect(() => dialplanPatterns(expression)).toThrow(
      /holds at column \d+ what this library cannot turn into dialplan patterns/,
    );
  },
);
