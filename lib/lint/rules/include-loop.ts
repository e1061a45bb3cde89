import type { Rule } from '../rule';

/** Contexts that include each other in a circle. */
export const includeLoop: Rule = {
  id: 'include-loop',
  severity: 'error',
  summary: 'contexts that include each other in a circle',
  check({ dialplan }, report) {
    const done = new Set<string>();
    const follow = (name: string, path: readonly string[]): void => {
      const context = dialplan.contexts.get(name);
      if (context === undefined || done.has(name)) {
        return;
      }
      for (const { context: next, location } of context.includes) {
        const from = [...path, name].indexOf(next);
        if (from >= 0) {
          const circle = [...[...path, name].slice(from), next].join(' → ');
          report(
            `contexts include each other: ${circle}, Asterisk searches them again and again: take one out`,
            location,
          );
        } else {
          follow(next, [...path, name]);
        }
      }
      done.add(name);
    };
    for (const name of dialplan.contexts.keys()) {
      follow(name, []);
    }
  },
};
