import { didYouMean } from '../../conf/did-you-mean';
import { areContextsKnown, hasContext } from '../known-contexts';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** Options that name a context, and what comes of it where it is not there. */
const OPTIONS = new Map([
  ['context', 'its calls are refused'],
  ['message_context', 'its messages are refused'],
  ['subscribe_context', 'it can watch nobody'],
]);

/** A context that an endpoint names and the dialplan does not have. */
export const missingContext: Rule = {
  id: 'missing-context',
  severity: 'error',
  summary: 'a context that an endpoint names and the dialplan does not have',
  check(subject, report) {
    const names = [...subject.dialplan.contexts.keys()];
    if (!areContextsKnown(subject)) {
      // The dialplan may be written in another language, or come from a database.
      return;
    }
    for (const endpoint of subject.objects('endpoint')) {
      for (const { key, value, at } of endpoint.options) {
        const consequence = OPTIONS.get(key);
        if (consequence !== undefined && !hasContext(subject, value) && !isOpen(value) && value !== '') {
          const near = didYouMean(value, names);
          report(
            `${key} of '${endpoint.name}' is '${value}', which the dialplan does not have${near}: ${consequence}`,
            at,
          );
        }
      }
    }
  },
};
