import type { Rule } from '../rule';

/** A file that is not UTF-8. */
export const fileEncoding: Rule = {
  id: 'file-encoding',
  severity: 'warning',
  summary: 'a file that is not UTF-8, or begins with a byte order mark',
  check(subject, report) {
    for (const file of subject.texts.keys()) {
      const lines = subject.lines(file);
      if (lines[0]?.startsWith('\ufeff') === true) {
        report('the file begins with a byte order mark, which spoils its first line: save it as UTF-8 without one', {
          file,
          line: 1,
          column: 1,
        });
      }
      const line = lines.findIndex((each) => each.includes('\ufffd') && !each.trimStart().startsWith(';'));
      if (line >= 0) {
        report('a character is not UTF-8, phones show it wrong: save the file as UTF-8', {
          file,
          line: line + 1,
          column: (lines[line]?.indexOf('\ufffd') ?? 0) + 1,
        });
      }
    }
  },
};
