import type { Rule } from '../rule';

/** An extension that looks like a pattern and is none, or a pattern that no number matches. */
export const invalidPattern: Rule = {
  id: 'invalid-pattern',
  severity: 'error',
  summary: 'a pattern that no number matches, or that was meant and is none',
  check({ dialplan }, report) {
    for (const { extensions } of dialplan.contexts.values()) {
      for (const { pattern, location } of extensions) {
        const mistake = pattern.startsWith('_') ? patternMistake(pattern) : numberMistake(pattern);
        if (mistake !== undefined) {
          report(`'${pattern}' ${mistake}`, location);
        }
      }
    }
  },
};

function patternMistake(pattern: string): string | undefined {
  const open = pattern.replace(/\[[^\]]*\]/g, '');
  if (open.includes('[')) {
    return "has a set of characters that is not closed, no number matches it: add ']'";
  }
  if (open.includes(']')) {
    return "closes a set of characters that is not open: add '['";
  }
  if (pattern.includes('[]')) {
    return 'has an empty set of characters: name some';
  }
  const backwards = [...pattern.matchAll(/\[[^\]]*\]/g)].flatMap(([set]) =>
    [...set.slice(1, -1).matchAll(/([^])-([^])/g)].filter(([, from = '', to = '']) => from > to),
  )[0];
  if (backwards !== undefined) {
    return `has the range '${backwards[0]}', which runs backwards and matches nothing: turn it round`;
  }
  // That `.!` takes no more than `.` is told by another rule.
  const wild = /[.!]./.exec(open.replace(/\.!$/, '.'));
  if (wild !== null) {
    return `goes on behind '${wild[0].charAt(0)}', which takes all that follows: end it there`;
  }
  return pattern === '_' ? 'is a pattern of nothing: write what it matches' : undefined;
}

/** Digits with what only means something in a pattern. */
function numberMistake(number: string): string | undefined {
  return /^[+\d]*([XZN]+\d*[XZN]*[.!]?|\[[\d-]+\]\S*|\d[.!])$/.test(number) &&
    /[XZN[.!]/.test(number) &&
    /^[+\d[XZN]/.test(number) &&
    number.length > 1
    ? `looks like a pattern and is taken as it is: write '_${number}'`
    : undefined;
}
