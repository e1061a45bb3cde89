import type { Rule } from '../rule';

/** A command whose output becomes part of a file. */
export const execDirective: Rule = {
  id: 'exec-directive',
  severity: 'warning',
  summary: '`#exec`, a command whose output becomes part of a file',
  check({ sources }, report) {
    for (const { file } of sources) {
      for (const item of [...file.head, ...file.sections.flatMap(({ items }) => items)]) {
        if (item.kind === 'directive' && item.name === 'exec') {
          const at = { file: file.name, line: 1, column: 1, ...item.position };
          report(
            `what '${item.target}' prints is checked by nobody, and Asterisk ignores it without execincludes=yes: write the file`,
            at,
          );
        }
      }
    }
  },
};
