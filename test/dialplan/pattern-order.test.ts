import * as fc from 'fast-check';
import { compareExtensions, extensionKey, whyBefore } from '../../lib/dialplan/pattern-order';

const extension = fc.oneof(
  fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '*', '-'), minLength: 1, maxLength: 4 }),
  fc
    .array(fc.constantFrom('X', 'Z', 'n', '1', '2', '-', '[1-3]', '[2-9]', '[13]', '[]'), {
      minLength: 1,
      maxLength: 4,
    })
    .chain((places) => fc.constantFrom('', '.', '!').map((end) => `_${places.join('')}${end}`)),
);

test('the order of extensions is one, and agrees with what is the same', () => {
  fc.assert(
    fc.property(extension, extension, extension, (a, b, c) => {
      expect(Math.sign(compareExtensions(a, b))).toBe(-Math.sign(compareExtensions(b, a)) + 0);
      expect(compareExtensions(a, b) === 0).toBe(extensionKey(a) === extensionKey(b));
      if (compareExtensions(a, b) <= 0 && compareExtensions(b, c) <= 0) {
        expect(compareExtensions(a, c)).toBeLessThanOrEqual(0);
      }
    }),
  );
});

test.each([
  ['201', '_2XX', 'a number comes before patterns'],
  ['_2XX', '_X.', "at place 1, '2' matches 1 character and 'X' 10"],
  ['_X[13]', '_XN', "at place 2, '[13]' matches 2 characters and 'N' 8"],
  ['_[1-3]', '_[2-4]', "at place 1, '[1-3]' and '[2-4]' match 3 characters each, and the first has the lower ones"],
  ['_[12]', '_[13]', "at place 1, '[12]' and '[13]' match 2 characters each, and the first has the lower ones"],
  ['_2-XX', '_2.', "at place 2, 'X' comes before the wildcard '.'"],
  ['_2.', '_2!', "at place 2, the wildcard '.' comes before the wildcard '!'"],
  ['_2!', '_2', "at place 2, the wildcard '!' comes before the end"],
])('%s comes before %s: %s', (first, second, why) => {
  expect(compareExtensions(first, second)).toBeLessThan(0);
  expect(whyBefore(first, second)).toBe(why);
});
