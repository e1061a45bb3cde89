import { FUNCTIONS_FILE, madeFunctions } from '../../config/made-functions';
import { didYouMean } from '../../conf/did-you-mean';
import type { SourceLocation } from '../../conf/validation-error';
import { allNodes } from '../../dialplan/expression/parse-text';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** A function that this version of Asterisk does not have. */
export const unknownFunction: Rule = {
  id: 'unknown-function',
  severity: 'error',
  summary: 'a function that this version of Asterisk does not have',
  check(subject, report) {
    const made = madeFunctions(subject.sources.map(({ file }) => file));
    const known = [...Object.keys(subject.catalog.functions), ...made];
    const names = new Set(known);
    // Without that file, nobody knows what its sections are.
    const isOpen = (name: string) => name.startsWith('ODBC_') && !subject.isComplete(FUNCTIONS_FILE);
    for (const { name, at, lost } of [...readIn(subject), ...writtenIn(subject)]) {
      if (!names.has(name) && !isOpen(name)) {
        const hint = didYouMean(name, known);
        report(`Asterisk ${subject.version.full} has no function '${name}'${hint}: ${lost}`, at);
      }
    }
  },
};

interface UsedFunction {
  readonly name: string;
  readonly at: SourceLocation;
  /** What its use comes to. */
  readonly lost: string;
}

function readIn(subject: Subject): readonly UsedFunction[] {
  return subject.steps.flatMap(({ step }) =>
    allNodes(subject.textOf(step).nodes).flatMap((node) =>
      node.kind === 'call' && !node.name.includes('$') && node.name !== ''
        ? [{ name: node.name, at: subject.placeIn(step, node.start), lost: 'it gives nothing' }]
        : [],
    ),
  );
}

/** Those that are set, such as `Set(CALLERID(num)=1)`. */
function writtenIn(subject: Subject): readonly UsedFunction[] {
  return subject.named('Set', 'MSet').flatMap(({ name: application, written, arguments: given, step }) =>
    (application === 'Set' ? [written.arguments] : given).flatMap((each) => {
      const [, name] = /^\s*"?([A-Za-z0-9_]+)\([^=]*\)\s*=/.exec(each) ?? [];
      return name === undefined ? [] : [{ name, at: step.location, lost: 'nothing is set' }];
    }),
  );
}
