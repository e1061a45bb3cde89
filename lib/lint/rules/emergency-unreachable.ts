import { NumberingPlan } from '../../dialplan/numbering-plan';
import { fraudPaths, trunkPaths } from '../reach/fraud-paths';
import { phoneEntrances } from '../reach/outside';
import { walk } from '../reach/walk';
import type { Rule } from '../rule';

/** A phone that may call outside, and not the emergency services. */
export const emergencyUnreachable: Rule = {
  id: 'emergency-unreachable',
  severity: 'error',
  summary: 'a phone that may call outside, and not the emergency services',
  check(subject, report) {
    const { emergency, country } = subject.options;
    const numbers = emergency ?? (country === undefined ? [] : NumberingPlan.of(country).emergencyNumbers);
    for (const { context, at } of phoneEntrances(subject)) {
      // Who may call nobody outside, such as a doorbell, is meant not to.
      const isBarred = fraudPaths(subject, { context }).length === 0;
      for (const number of isBarred ? [] : numbers) {
        if (trunkPaths(subject, walk(subject, { context, number })).length === 0) {
          report(`phones of '${context}' cannot call ${number}, though they may call outside: send it to a trunk`, at);
        }
      }
    }
  },
};
