import { readTiming } from '../../dialplan/model/timing';
import { split } from '../../dialplan/scan';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A time that is none, of an include or a branch. */
export const includeTime: Rule = {
  id: 'include-time',
  severity: 'error',
  summary: 'a time that is none',
  check(subject, report) {
    for (const { message, location } of subject.dialplan.problems.filter(({ kind }) => kind === 'timing')) {
      report(message, location);
    }
    for (const { written, step } of subject.named('GotoIfTime', 'ExecIfTime')) {
      const [times = ''] = split(written.arguments, '?', 2);
      for (const mistake of isOpen(times) ? [] : readTiming(times.trim()).mistakes) {
        report(
          `'${mistake}' is no time, Asterisk leaves it out: write hours as 9:00-17:00, days as mon-fri`,
          step.location,
        );
      }
    }
  },
};
