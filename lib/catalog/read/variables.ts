import type { CatalogApplication } from '../catalog';
import { below, type Element } from './documentation';

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
export function variablesOf(application: Element): Pick<CatalogApplication, 'variables'> {
  const named = below(application, 'variable').flatMap(({ attributes: { name = '' } }) => (name === '' ? [] : [name]));
  const variables = [...new Set(named)].filter((name) => !READ.some((pattern) => pattern.test(name))).sort();
  return variables.length > 0 ? { variables } : {};
}
