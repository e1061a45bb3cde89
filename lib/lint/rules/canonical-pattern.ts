import type { Rule } from '../rule';

/** A pattern that is written otherwise than most write it. */
export const canonicalPattern: Rule = {
  id: 'canonical-pattern',
  severity: 'info',
  summary: 'a pattern that has a simpler form',
  check({ dialplan }, report) {
    for (const { extensions } of dialplan.contexts.values()) {
      for (const { pattern, location } of extensions.filter((each) => each.pattern.startsWith('_'))) {
        const canonical = simplest(pattern);
        if (canonical !== pattern) {
          report(`'${pattern}' is the same as '${canonical}': write that`, location);
        }
      }
    }
  },
};

function simplest(pattern: string): string {
  const places = pattern
    .replace(/\[0-9\]/g, 'X')
    .replace(/\[1-9\]/g, 'Z')
    .replace(/\[2-9\]/g, 'N')
    // What means something in a pattern is itself in a set.
    .replace(/\[([^\]\-xznXZN.!])\]/g, '$1')
    .replace(/\.!$/, '.')
    .replace(/\[[^\]]*\]|[xzn]/g, (each) => (each.length === 1 ? each.toUpperCase() : each));
  const isNumber = /^_[\d*#+]+$/.test(places);
  return isNumber ? places.slice(1) : places;
}
