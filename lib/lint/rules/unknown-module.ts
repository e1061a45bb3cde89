import { catalogOf } from '../../catalog/catalog-of';
import { AsteriskVersion } from '../../catalog/version';
import { didYouMean, nearest } from '../../conf/did-you-mean';
import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';

/** So many characters are wrong in a slip of the pen. */
const SLIP = 1;

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
    // One that is not there is kept out anyhow; what is nearly another one is most likely meant to be that.
    const anywhere = AsteriskVersion.ALL.flatMap((version) => Object.keys(catalogOf(version).modules));
    for (const { module, at } of loadedModules(subject)?.noload ?? []) {
      const meant = anywhere.includes(module) ? undefined : nearest(module, Object.keys(known), SLIP);
      if (meant !== undefined) {
        report(`Asterisk ${subject.version.full} has no module ${module} to keep out, did you mean '${meant}'?`, at);
      }
    }
  },
};
