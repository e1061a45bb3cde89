import type { Rule } from '../rule';

/** A manager interface that is reachable from other machines without TLS, or from anywhere. */
export const managerExposure: Rule = {
  id: 'manager-exposure',
  severity: 'error',
  summary: 'a manager interface that other machines reach',
  check(subject, report) {
    const sections = subject.sections('manager.conf');
    const general = sections.find(({ name }) => name === 'general');
    if (general?.isOn('enabled') !== true) {
      return;
    }
    const bind = general.value('bindaddr') ?? '0.0.0.0';
    if (isLocal(bind)) {
      return;
    }
    for (const user of sections.filter((each) => each.name !== 'general' && each.value('secret') !== undefined)) {
      const closed = user.options.some(
        ({ key, value }) => key === 'acl' || (key === 'deny' && value.startsWith('0.0.0.0')),
      );
      if (!closed) {
        const at = general.option('bindaddr')?.at ?? general.at;
        report(
          `the manager listens on ${bind}, and '${user.name}' may log in from anywhere: bind to 127.0.0.1, or give deny and permit`,
          user.at,
          [{ message: 'it listens here', ...at }],
        );
      }
    }
  },
};

/** Whether only programs of the same machine reach an address. */
export function isLocal(address: string): boolean {
  return /^(127\.|\[?::1\]?$|localhost$)/.test(address.trim());
}
