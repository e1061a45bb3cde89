import { split } from '../../dialplan/scan';
import type { Rule } from '../rule';

/** Spaces around the `=` of `Set`, which become part of the name or of the value. */
export const setWithSpaces: Rule = {
  id: 'set-with-spaces',
  severity: 'warning',
  summary: 'spaces around the `=` of `Set`',
  check(subject, report) {
    for (const { name: application, written, step } of subject.named('Set', 'MSet')) {
      for (const pair of application === 'Set' ? [written.arguments] : split(written.arguments)) {
        const [all = '', first = '', name = '', before = '', after = ''] = /^(\s*)([^=]*?)(\s*)=(\s*)/.exec(pair) ?? [];
        if (first !== '' || before !== '') {
          const where = before === '' ? `before '${name}'` : "around the '='";
          const is = all.slice(0, all.indexOf('='));
          report(
            `spaces stand ${where} of ${application}, the name is then '${is}', which '\${${name}}' does not find: remove them`,
            step.location,
          );
        } else if (after !== '') {
          report(
            `spaces stand around the '=' of ${application}, the value then begins with a space: remove them`,
            step.location,
          );
        }
      }
    }
  },
};
