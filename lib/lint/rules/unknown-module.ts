import { didYouMean } from '../../conf/did-you-mean';
import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';

/** A module that this version of Asterisk does not have. */
export const unknownModule: Rule = {
  id: 'unknown-module',
  severity: 'error',
  summary: 'a module to load that this version of Asterisk does not have',
  check(subject, report) {
    const known = subject.catalog.modules;
    for (const { module, key, at } of loadedModules(subject)?.load ?? []) {
      if (!Object.hasOwn(known, module)) {
        const end = key.includes('require') ? 'it does not start' : 'it logs an error';
        report(
          `Asterisk ${subject.version.full} has no module ${module}${didYouMean(module, Object.keys(known))}: ${end}`,
          at,
        );
      }
    }
  },
};
