import { didYouMean } from '../../lib/conf/did-you-mean';

test.each([
  ['Dail', ['Dial', 'Hangup'], ", did you mean 'Dial'? (known: Dial, Hangup)"],
  ['dial', ['Dial'], ", did you mean 'Dial'? (known: Dial)"],
  ['xyz', ['Dial', 'Hangup'], ' (known: Dial, Hangup)'],
  ['x', [], ''],
])('%s among %j', (word, known, text) => {
  expect(didYouMean(word, known)).toBe(text);
});

describe('of a long list', () => {
  const known = Array.from({ length: 20 }, (_, index) => `word${index}`);

  test('some are told where none is meant', () => {
    expect(didYouMean('other', known)).toBe(' (known: word0, word1, word2, word3, word4, word5 … and 14 more)');
  });

  test('only the one that is meant', () => {
    expect(didYouMean('wrd7', known)).toBe(", did you mean 'word7'?");
  });
});
