import type { Rule } from '../rule';

/** A file whose lines end in two ways. */
export const lineEnding: Rule = {
  id: 'line-ending',
  severity: 'warning',
  summary: 'a file whose lines end in two ways',
  check(subject, report) {
    for (const file of subject.texts.keys()) {
      const lines = subject.lines(file).slice(0, -1);
      const windows = lines.filter((line) => line.endsWith('\r')).length;
      if (windows > 0 && windows < lines.length) {
        const line = lines.findIndex((each) => each.endsWith('\r') !== windows > lines.length / 2);
        report(
          `${windows} of ${lines.length} lines end with a carriage return, the others do not: somebody's editor mixed two files; save all with LF`,
          { file, line: line + 1, column: (lines[line]?.length ?? 0) || 1 },
        );
      }
    }
  },
};
