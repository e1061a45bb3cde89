import { AsteriskVersion } from '../../catalog/version';
import { catalogOf } from '../../catalog/catalog-of';
import { didYouMean } from '../../conf/did-you-mean';
import { nameIn } from '../../dialplan/check-step';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** An application that this version of Asterisk does not have. */
export const unknownApplication: Rule = {
  id: 'unknown-application',
  severity: 'error',
  summary: 'an application that this version of Asterisk does not have',
  check({ applications, catalog, version }, report) {
    for (const { name, known, step } of applications) {
      if (known || name === '' || isOpen(name) || name.includes('$[')) {
        continue;
      }
      const others = AsteriskVersion.ALL.filter((other) => nameIn(catalogOf(other), name) !== undefined);
      const elsewhere = others.map(({ full }) => full).join(', ');
      const hint = elsewhere === '' ? didYouMean(name, Object.keys(catalog.applications)) : `, but ${elsewhere} has`;
      report(`Asterisk ${version.full} has no application '${name}'${hint}: a call ends at this step`, step.location);
    }
  },
};
