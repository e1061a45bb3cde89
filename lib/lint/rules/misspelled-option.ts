import { schemaOptions } from '../option-mistakes';
import type { Rule } from '../rule';

/** An option that nothing is known of, and that is nearly one that is. */
export const misspelledOption: Rule = {
  id: 'misspelled-option',
  severity: 'warning',
  summary: 'an option that is nearly one that Asterisk has there',
  check(subject, report) {
    for (const { schema, place, key, at } of schemaOptions(subject)) {
      const meant = schema.meantBy(place, key);
      if (meant !== undefined) {
        report(`[${place.name}]: nothing is known of '${key}', did you mean '${meant}'?`, at);
      }
    }
  },
};
