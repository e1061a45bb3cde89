import { didYouMean } from '../../lib/conf/did-you-mean';

test.each([
  ['Dail', ['Dial', 'Hangup'], ", did you mean 'Dial'? (known: Dial, Hangup)"],
  ['dial', ['Dial'], ", did you mean 'Dial'? (known: Dial)"],
  ['xyz', ['Dial', 'Hangup'], ' (known: Dial, Hangup)'],
  ['x', [], ''],
])('%s among %j', (word, known, text) => {
  expect(didYouMean(word, known)).toBe(text);
});

test('a long list is cut', () => {
  const known = Array.from({ length: 20 }, (_, index) => `word${index}`);
  expect(didYouMean('other', known)).toBe(` (known: ${known.slice(0, 12).join(', ')} …)`);
});
