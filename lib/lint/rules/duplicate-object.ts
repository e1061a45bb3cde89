import type { Rule } from '../rule';
import { reportTwice } from '../visit';

/** Two objects of one type and name in `pjsip.conf`. */
export const duplicateObject: Rule = {
  id: 'duplicate-object',
  severity: 'error',
  summary: 'two objects of one type and name in `pjsip.conf`',
  check(subject, report) {
    const objects = subject.sections('pjsip.conf').filter(({ type }) => type !== '');
    reportTwice(
      objects,
      ({ name, type }) => `${type} ${name}`,
      ({ name, type }) =>
        `there is a ${type} '${name}' already, Asterisk refuses this one: name it otherwise, or join them with (+)`,
      report,
    );
  },
};
