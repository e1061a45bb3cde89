import type { CatalogApplication } from '../catalog';
import { below, childrenOf, type Element } from './documentation';

/** Variables that applications read, which are documented as those that they set. */
const READ = [
  /^(CONF_)?LIMIT_/,
  /^(MACRO|GOSUB)_RESULT$/,
  /^MORSE/,
  /^SENDTEXT_/,
  /^LOCAL(STATIONID|HEADERINFO)$/,
  /^ALARMRECEIVER_/,
  /^OSP(IN|LOOKUPSTATUS$)/,
];

/** The variables that an application sets, as its documentation names them. */
export function variablesOf(application: Element): Pick<CatalogApplication, 'variables' | 'variableWords'> {
  const documented = below(application, 'variable');
  const named = documented.flatMap(({ attributes: { name = '' } }) => (name === '' ? [] : [name]));
  const variables = [...new Set(named)].filter((name) => !READ.some((pattern) => pattern.test(name))).sort();
  const words = documented.flatMap((variable) => {
    const name = variable.attributes.name ?? '';
    const values = childrenOf(variable, 'value').flatMap((value) => value.attributes.name ?? []);
    return values.length > 0 && variables.includes(name) ? [[name, values] as const] : [];
  });
  return variables.length > 0
    ? { variables, ...(words.length > 0 ? { variableWords: Object.fromEntries(words) } : {}) }
    : {};
}
