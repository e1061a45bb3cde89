import { includesPattern } from '../../dialplan/pattern-language';
import type { Rule } from '../rule';

/** An extension that no number reaches, as another one takes all of them first. */
export const shadowedExtension: Rule = {
  id: 'shadowed-extension',
  severity: 'warning',
  summary: 'an extension that another one of its context always takes first',
  check({ dialplan }, report) {
    for (const { extensions } of dialplan.contexts.values()) {
      // The list is in the order of the search: only an open end can come before what it holds.
      const open: (typeof extensions)[number][] = [];
      for (const extension of extensions.filter(({ pattern }) => pattern.startsWith('_'))) {
        const by = open.find(({ pattern }) => includesPattern(pattern, extension.pattern));
        if (by !== undefined) {
          const message = `'${extension.pattern}' is never reached, '${by.pattern}' takes all of its numbers first: remove one`;
          report(message, extension.location, [{ message: 'this one is tried first', ...by.location }]);
        } else if (/[.!]$/.test(extension.pattern) && extension.callerId === undefined) {
          open.push(extension);
        }
      }
    }
  },
};
