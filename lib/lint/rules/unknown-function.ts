import { didYouMean } from '../../conf/did-you-mean';
import { allNodes } from '../../dialplan/expression/parse-text';
import type { Rule } from '../rule';

/** What is asked of a channel by another technology's own name, or made by the user: `func_odbc.conf` and the like. */
const MADE = /^(ODBC_|AST_SORCERY_)/;

/** A function that this version of Asterisk does not have. */
export const unknownFunction: Rule = {
  id: 'unknown-function',
  severity: 'error',
  summary: 'a function that this version of Asterisk does not have',
  check(subject, report) {
    const known = subject.catalog.functions;
    const own = subject.sections('func_odbc.conf').map(({ name }) => name);
    const isKnown = (name: string) => Object.hasOwn(known, name) || MADE.test(name) || own.includes(name);
    for (const { step } of subject.steps) {
      for (const node of allNodes(subject.textOf(step).nodes)) {
        if (node.kind === 'call' && !node.name.includes('$') && node.name !== '' && !isKnown(node.name)) {
          const hint = didYouMean(node.name, Object.keys(known));
          const message = `Asterisk ${subject.version.full} has no function '${node.name}'${hint}: it gives nothing`;
          report(message, subject.placeIn(step, node.start));
        }
      }
    }
  },
};
