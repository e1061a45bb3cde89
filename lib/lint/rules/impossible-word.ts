import { catalogOf } from '../../catalog/catalog-of';
import { AsteriskVersion } from '../../catalog/version';
import { nearest } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** `${NAME} = WORD` and the other way round, with quotation marks or without. */
const COMPARISONS = [
  /(?<=["[(\s])\$\{(?<name>\w+)\}"?\s*(?:==?|!=)\s*"?(?<word>[A-Za-z][\w -]*?)"?\s*(?=[\]&|)])/g,
  /(?<=[[("\s])(?<word>[A-Za-z][\w -]*?)"?\s*(?:==?|!=)\s*"?\$\{(?<name>\w+)\}(?=["\s\])&|])/g,
];

/** A comparison of what an application left with a word that it never leaves. */
export const impossibleWord: Rule = {
  id: 'impossible-word',
  severity: 'warning',
  summary: 'a comparison with a word that a variable never holds',
  check(subject, report) {
    const own = setHere(subject);
    // The catalogs of other versions are read only where something is compared.
    const words = () => subject.once('words of variables', wordsOfVariables);
    for (const { step } of subject.steps.filter((each) => each.step.arguments.includes('$['))) {
      for (const { groups = {}, index } of COMPARISONS.flatMap((each) => [...step.arguments.matchAll(each)])) {
        const { name = '', word = '' } = groups;
        const known = own.has(name) ? undefined : words().get(name);
        if (known !== undefined && !known.has(word)) {
          const meant = nearest(word, [...known]);
          const hint = meant === undefined ? '' : `, did you mean '${meant}'?`;
          report(
            `${name} is never '${word}'${hint} (it is one of ${[...known].join(', ')}): correct it`,
            subject.placeIn(step, index),
          );
        }
      }
    }
  },
};

/** What applications of any version leave in variables. */
function wordsOfVariables(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { applications } of AsteriskVersion.ALL.map(catalogOf)) {
    for (const [name, words] of Object.values(applications).flatMap((each) =>
      Object.entries(each.variableWords ?? {}),
    )) {
      found.set(name, new Set([...(found.get(name) ?? []), ...words]));
    }
  }
  return found;
}

/** Variables that the dialplan sets itself. */
function setHere(subject: Subject): ReadonlySet<string> {
  const named = subject
    .named('Set', 'MSet', 'ImportVar')
    .flatMap(({ written }) => [...written.arguments.matchAll(/(?:^|,)[\s_]*(\w+)\s*=/g)].map(([, name = '']) => name));
  return new Set([...named, ...subject.dialplan.globals.map(({ name }) => name)]);
}
