import { didYouMean } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** Options that name a context. */
const OPTIONS = ['context', 'message_context', 'subscribe_context'];

/** A context that an endpoint names and the dialplan does not have. */
export const missingContext: Rule = {
  id: 'missing-context',
  severity: 'error',
  summary: 'a context that an endpoint names and the dialplan does not have',
  check(subject, report) {
    const { contexts } = subject.dialplan;
    if (!subject.isComplete('extensions.conf')) {
      // The dialplan may be written in another language, or come from a database.
      return;
    }
    for (const endpoint of subject.objects('endpoint')) {
      for (const { key, value, at } of endpoint.options.filter((each) => OPTIONS.includes(each.key))) {
        if (!contexts.has(value) && !isOpen(value) && value !== '') {
          const near = didYouMean(value, [...contexts.keys()]);
          report(
            `${key} of '${endpoint.name}' is '${value}', which the dialplan does not have${near}: its calls are refused`,
            at,
          );
        }
      }
    }
  },
};
