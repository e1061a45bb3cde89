import { didYouMean } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A context that is included and is not there. */
export const missingInclude: Rule = {
  id: 'missing-include',
  severity: 'warning',
  summary: 'a context that is included and is not there',
  check(subject, report) {
    const { dialplan } = subject;
    if (!subject.isComplete('extensions.conf')) {
      return;
    }
    const names = [...dialplan.contexts.keys()];
    // Parked calls, agents and others make contexts of their own when they are loaded.
    const made = ['parkedcalls'];
    for (const { name, includes } of dialplan.contexts.values()) {
      for (const { context, location } of includes) {
        if (!dialplan.contexts.has(context) && !made.includes(context) && !isOpen(context)) {
          report(
            `'${name}' includes '${context}', which is not there${didYouMean(context, names)}: nothing in it is found`,
            location,
          );
        }
      }
    }
  },
};
