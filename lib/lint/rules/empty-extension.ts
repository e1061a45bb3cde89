import type { Rule } from '../rule';

/** A hint for an extension that cannot be called. */
export const emptyExtension: Rule = {
  id: 'empty-extension',
  severity: 'info',
  summary: 'an extension that has a hint and no steps',
  check({ dialplan }, report) {
    for (const { name, extensions } of dialplan.contexts.values()) {
      // A pattern may be what a call of it finds.
      const hasPattern = extensions.some((each) => each.steps.length > 0 && each.pattern.startsWith('_'));
      for (const { pattern, hint, steps, location } of extensions) {
        if (hint !== undefined && steps.length === 0 && !hasPattern) {
          report(`'${pattern}' of '${name}' has a hint and no steps: it can be watched, and not called`, location);
        }
      }
    }
  },
};
