import type { Rule } from '../rule';

/** A hint for an extension that cannot be called. */
export const emptyExtension: Rule = {
  id: 'empty-extension',
  severity: 'info',
  summary: 'an extension that has a hint and no steps',
  check({ dialplan }, report) {
    for (const { name, extensions } of dialplan.contexts.values()) {
      for (const { pattern, hint, steps, location } of extensions) {
        const elsewhere = extensions.some((each) => each.steps.length > 0 && each.pattern.startsWith('_'));
        if (hint !== undefined && steps.length === 0 && !elsewhere) {
          report(`'${pattern}' of '${name}' has a hint and no steps: it can be watched, and not called`, location);
        }
      }
    }
  },
};
