import type { CatalogParameter } from '../../catalog/catalog';
import type { Rule } from '../rule';

/** Applications whose last parameter is a text, commas and all, or that ignore all they are given. */
export const PARAMETER_TEXTS = [
  ...['NoOp', 'Verbose', 'Log', 'SendText', 'System', 'TrySystem', 'SIPAddHeader', 'JabberSend', 'Festival'],
  ...['UserEvent', 'CELGenUserEvent', 'PlayTones'],
];

/** More arguments than an application has. */
export const tooManyArguments: Rule = {
  id: 'too-many-arguments',
  severity: 'warning',
  summary: 'more arguments than an application has',
  check({ applications, catalog }, report) {
    for (const application of applications) {
      const { name, known, step } = application;
      const { parameters = [], separator = ',' } = (known ? catalog.applications[name] : undefined) ?? {};
      if (
        separator !== ',' ||
        parameters.length === 0 ||
        parameters.some(isOpenEnded) ||
        PARAMETER_TEXTS.includes(name)
      ) {
        continue;
      }
      const names = parameters.flatMap(namesOf);
      const extra = application.arguments.slice(names.length).filter((each) => each !== '');
      if (extra.length > 0) {
        const count = names.length === 1 ? '1 parameter' : `${names.length} parameters`;
        const message = `${name} has ${count} (${names.join(', ')}), the rest is ignored or taken for part of the last one: '${extra.join(',')}'`;
        report(message, step.location);
      }
    }
  },
};

/** A parameter, or the parts of one that is documented as several with commas between them. */
function namesOf({ name, arguments: parts = [], separator, parentheses }: CatalogParameter): readonly string[] {
  return parts.length > 0 && separator === undefined && parentheses !== true ? parts.flatMap(namesOf) : [name];
}

/** The last one of some takes all that remains, commas too. */
function isOpenEnded({ multiple, arguments: parts = [], separator }: CatalogParameter): boolean {
  return multiple === true || separator === ',' || parts.some(isOpenEnded);
}
