import { problemRule } from '../visit';

/** A line of a context that Asterisk ignores. */
export const ignoredLine = problemRule('ignored-line', 'error', 'a line of a context that Asterisk ignores', [
  'same-without-exten',
  'priority',
  'unclosed-label',
  'unclosed-arguments',
  'empty-extension',
  'unknown-keyword',
]);
