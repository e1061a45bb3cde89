import type { Rule } from '../rule';

/** A pattern that takes whatever is dialled, hang-up and failure handlers too. */
export const catchAllPattern: Rule = {
  id: 'catch-all-pattern',
  severity: 'warning',
  summary: 'a pattern that takes whatever is dialled',
  check({ dialplan }, report) {
    for (const { name, extensions } of dialplan.contexts.values()) {
      for (const { pattern, location } of extensions.filter((each) => /^_(\.!?|!)$/.test(each.pattern))) {
        report(
          `'${pattern}' of '${name}' takes whatever is dialled, and also 'h', 'i' and 't': write a stricter one, such as '_X.'`,
          location,
        );
      }
    }
  },
};
