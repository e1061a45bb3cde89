import type { CatalogParameter } from '../../catalog/catalog';
import type { Rule } from '../rule';

/** More arguments than an application has. */
export const tooManyArguments: Rule = {
  id: 'too-many-arguments',
  severity: 'warning',
  summary: 'more arguments than an application has',
  check({ applications, catalog }, report) {
    for (const application of applications) {
      const { name, known, step } = application;
      const { parameters = [], separator = ',' } = (known ? catalog.applications[name] : undefined) ?? {};
      if (separator !== ',' || parameters.length === 0 || parameters.some(isOpenEnded)) {
        continue;
      }
      const extra = application.arguments.slice(parameters.length).filter((each) => each !== '');
      if (extra.length > 0) {
        const message = `${name} has ${parameters.length} parameters (${parameters.map((each) => each.name).join(', ')}), the rest is ignored or taken for part of the last one: '${extra.join(',')}'`;
        report(message, step.location);
      }
    }
  },
};

/** The last one of some takes all that remains, commas too. */
function isOpenEnded({ multiple, arguments: parts = [], separator }: CatalogParameter): boolean {
  return multiple === true || separator === ',' || parts.some(isOpenEnded);
}
