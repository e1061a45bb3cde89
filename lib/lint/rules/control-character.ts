import type { Rule } from '../rule';

/** A character that cannot be seen, and is part of a key or value. */
export const controlCharacter: Rule = {
  id: 'control-character',
  severity: 'warning',
  summary: 'a control character or invisible space in a line',
  check(subject, report) {
    for (const file of subject.texts.keys()) {
      for (const [index, line] of subject.lines(file).entries()) {
        // eslint-disable-next-line no-control-regex -- they are what is looked for
        const found = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u00a0\u200b-\u200f\u202a-\u202e\u2060]|(?!^)\ufeff|\r(?=.)/.exec(
          line,
        );
        if (found !== null && !line.trimStart().startsWith(';')) {
          const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
          report(`U+${code} cannot be seen and is part of the line: remove it`, {
            file,
            line: index + 1,
            column: found.index + 1,
          });
        }
      }
    }
  },
};
