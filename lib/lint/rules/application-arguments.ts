import { stepMistake } from '../../dialplan/check-step';
import type { Rule } from '../rule';

/** Arguments that an application does not take: too few, or letters and words that it does not know. */
export const applicationArguments: Rule = {
  id: 'application-arguments',
  severity: 'error',
  summary: 'arguments that an application does not take',
  check(subject, report) {
    for (const { step } of subject.steps) {
      // That is a rule of its own, which says more.
      if (/^\s*M?Set\s*$/i.test(step.application) && !step.arguments.includes('=')) {
        continue;
      }
      const mistake = stepMistake({ name: step.application.trim(), arguments: step.arguments }, subject.version);
      if (mistake !== undefined) {
        report(mistake, step.location);
      }
    }
  },
};
