import { didYouMean } from '../../conf/did-you-mean';
import { areContextsKnown, hasContext } from '../known-contexts';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A context that is included and is not there. */
export const missingInclude: Rule = {
  id: 'missing-include',
  severity: 'warning',
  summary: 'a context that is included and is not there',
  check(subject, report) {
    const { dialplan } = subject;
    if (!areContextsKnown(subject)) {
      return;
    }
    const names = [...dialplan.contexts.keys()];
    for (const { name, includes } of dialplan.contexts.values()) {
      for (const { context, location } of includes) {
        if (!hasContext(subject, context) && !isOpen(context)) {
          report(
            `'${name}' includes '${context}', which is not there${didYouMean(context, names)}: nothing in it is found`,
            location,
          );
        }
      }
    }
  },
};
