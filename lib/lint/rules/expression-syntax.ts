import type { Rule } from '../rule';

/** A mistake in `${…}` or `$[…]`. */
export const expressionSyntax: Rule = {
  id: 'expression-syntax',
  severity: 'error',
  summary: 'a mistake in `${…}` or `$[…]`',
  check(subject, report) {
    for (const { step } of subject.steps) {
      for (const { message, start } of subject.textOf(step).mistakes) {
        report(message, subject.placeIn(step, start));
      }
    }
  },
};
