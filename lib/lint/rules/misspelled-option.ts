import { misspellings } from '../option-mistakes';
import type { Rule } from '../rule';

/** An option that nothing is known of, and that is nearly one that is. */
export const misspelledOption: Rule = {
  id: 'misspelled-option',
  severity: 'warning',
  summary: 'an option that is nearly one that Asterisk has there',
  check(subject, report) {
    for (const { section, key, meant, at } of misspellings(subject)) {
      report(`[${section}]: nothing is known of '${key}', did you mean '${meant}'?`, at);
    }
  },
};
