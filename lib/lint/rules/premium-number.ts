import { reportExpensive } from '../reach/expensive-numbers';
import type { Rule } from '../rule';

/** Phones that may call premium numbers, which nobody opened. */
export const premiumNumber: Rule = {
  id: 'premium-number',
  severity: 'warning',
  summary: 'phones that may call premium numbers, which nobody opened',
  check(subject, report) {
    reportExpensive(subject, 'premium', report);
  },
};
