import { median, ratio, table } from '../../bench/figure';

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('a table shows both sides, the ratio, and the limit where there is one', () => {
  const figure = { what: 'synth', unit: 's', ours: 1.1, against: 'bare', theirs: 1 };
  expect(ratio(figure)).toBeCloseTo(1.1);
  expect(table([{ ...figure, limit: 1.25 }, figure]).split('\n')).toEqual([
    'what   ours    against  theirs  ratio  limit',
    'synth  1.10 s  bare     1 s     1.10×  1.25×',
    'synth  1.10 s  bare     1 s     1.10×',
  ]);
});
