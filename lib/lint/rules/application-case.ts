import type { Rule } from '../rule';

/** An application in another case than Asterisk's own. */
export const applicationCase: Rule = {
  id: 'application-case',
  severity: 'info',
  summary: 'an application in another case than its own',
  check({ applications }, report) {
    for (const { name, known, written, step } of applications) {
      if (known && written.name !== name) {
        report(
          `'${written.name}' is spelled '${name}': Asterisk finds it, people who search for it do not`,
          step.location,
        );
      }
    }
  },
};
