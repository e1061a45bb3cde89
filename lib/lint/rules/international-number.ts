import { reportExpensive } from '../reach/expensive-numbers';
import type { Rule } from '../rule';

/** Phones that may call international numbers, which nobody opened. */
export const internationalNumber: Rule = {
  id: 'international-number',
  severity: 'warning',
  summary: 'phones that may call international numbers, which nobody opened',
  check(subject, report) {
    reportExpensive(subject, 'international', report);
  },
};
