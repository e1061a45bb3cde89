import type { Rule } from '../rule';

/** Spaces around the `=` of `Set`, which become part of the name or of the value. */
export const setWithSpaces: Rule = {
  id: 'set-with-spaces',
  severity: 'warning',
  summary: 'spaces around the `=` of `Set`',
  check(subject, report) {
    for (const { written, step } of subject.named('Set')) {
      const [, name = '', before = '', after = ''] = /^\s*([^=]*?)(\s*)=(\s*)/.exec(written.arguments) ?? [];
      if (before !== '' || after !== '') {
        const what =
          before === ''
            ? 'value then begins with a space'
            : `name is then '${name}${before}', which '\${${name}}' does not find`;
        report(`spaces stand around the '=' of Set, the ${what}: remove them`, step.location);
      }
    }
  },
};
