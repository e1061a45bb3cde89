import type { Rule } from '../rule';

/** A trunk's endpoint whose name a phone may give as its user, so that the phone's password guards the trunk. */
export const nameClash: Rule = {
  id: 'name-clash',
  severity: 'warning',
  summary: 'a trunk that is identified by its address and by its name',
  check(subject, report) {
    const identified = subject.objects('identify').map((each) => each.value('endpoint'));
    for (const endpoint of subject.objects('endpoint').filter(({ name }) => identified.includes(name))) {
      const by = endpoint.list('identify_by').map(({ word }) => word);
      const byName = by.length === 0 || by.includes('username');
      if (byName && endpoint.value('auth') === undefined) {
        report(
          `'${endpoint.name}' is identified by its address, and also whoever calls himself '${endpoint.name}' is taken for it: set identify_by=ip`,
          endpoint.at,
        );
      }
    }
  },
};
