import { matchExtension } from '../../lib/dialplan/pattern';

test.each([
  ['201', '201', 'match'],
  ['20-1', '2-01', 'match'],
  ['201', '2011', 'none'],
  ['_2XX', '201', 'match'],
  ['_2XX', '20', 'none'],
  ['_2xx', '2-01', 'match'],
  ['_NZX', '210', 'match'],
  ['_NZX', '110', 'none'],
  ['_NZX', '200', 'none'],
  ['_X.', '1', 'none'],
  ['_X.', '12', 'match'],
  ['_X!', '1', 'early'],
  ['_X!', 'a', 'none'],
  ['_[1-3a]', 'a', 'match'],
  ['_[1-3a]', '4', 'none'],
  ['_[1-]', '-', 'none'],
  ['_[]1', '1', 'match'],
  ['_[1', '1', 'none'],
  ['_+44.', '+441', 'match'],
  ['_*X#', '*1#', 'match'],
  ['_A', 'a', 'none'],
  ['_X.', '_X.', 'match'],
  ['s', 's', 'match'],
])('%s and %s: %s', (extension, number, expected) => {
  expect(matchExtension(extension, number)).toBe(expected);
});

test.each([
  ['_2XX', '20', 'match-more', 'match'],
  ['_2XX', '201', 'match-more', 'none'],
  ['_2XX', '201', 'can-match', 'match'],
  ['_2X.', '201', 'match-more', 'match'],
  ['_2X!', '2', 'match-more', 'match'],
  ['_2X!', '20', 'match-more', 'early'],
  ['201', '20', 'match-more', 'match'],
  ['201', '201', 'match-more', 'none'],
  ['201', '201', 'can-match', 'match'],
  ['201', '3', 'can-match', 'none'],
] as const)('%s and %s, asked for %s: %s', (extension, number, mode, expected) => {
  expect(matchExtension(extension, number, mode)).toBe(expected);
});
