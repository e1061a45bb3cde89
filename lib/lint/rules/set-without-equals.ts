import type { Rule } from '../rule';

/** `Set` without `=`. */
export const setWithoutEquals: Rule = {
  id: 'set-without-equals',
  severity: 'error',
  summary: '`Set` without `=`',
  check(subject, report) {
    for (const { written, step } of subject.named('Set', 'MSet')) {
      if (!written.arguments.includes('=')) {
        report(`'${written.arguments}' sets nothing, Asterisk ignores it: write 'name=value'`, step.location);
      }
    }
  },
};
