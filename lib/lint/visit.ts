import type { SourceLocation } from '../conf/validation-error';
import type { GlobalVariable, ModelStep } from '../dialplan/model/dialplan-model';
import { HINT_PRIORITY } from '../dialplan/model/dialplan-model';
import type { DialplanProblemKind } from '../dialplan/model/problem';
import type { Severity } from './finding';
import type { PlacedSection } from './placed-section';
import type { Report, Rule } from './rule';
import type { PlacedStep, Subject } from './subject';

/** A rule that tells what reading the dialplan found. */
export function problemRule(
  id: string,
  severity: Severity,
  summary: string,
  kinds: readonly DialplanProblemKind[],
): Rule {
  return {
    id,
    severity,
    summary,
    check({ dialplan }, report) {
      for (const { message, location, related } of dialplan.problems.filter(({ kind }) => kinds.includes(kind))) {
        report(message, location, related === undefined ? [] : [{ message: 'the first one is here', ...related }]);
      }
    },
  };
}

/** A rule about the options of objects of one type in `pjsip.conf` that name objects of another. */
export function referenceRule(
  id: string,
  summary: string,
  from: readonly string[],
  option: string,
  type: string,
  consequence: string,
): Rule {
  return {
    id,
    severity: 'error',
    summary,
    check(subject, report) {
      if (!subject.isComplete('pjsip.conf')) {
        return;
      }
      const names = new Set(subject.objects(type).map(({ name }) => name));
      for (const object of from.flatMap((each) => subject.objects(each))) {
        for (const { word, at } of object.list(option)) {
          if (!names.has(word) && !isOpen(word)) {
            report(
              `'${object.name}' names the ${type} '${word}', which is not there${meant(word, [...names])}: ${consequence}`,
              at,
            );
          }
        }
      }
    },
  };
}

/** Whether a value is only known later: a variable, or the placeholder of a secret. */
export function isOpen(text: string): boolean {
  return text.includes('${') || text.includes('«');
}

/** Asks what was meant, among these. */
export function meant(word: string, names: readonly string[]): string {
  const [near] = names.filter((name) => name.toLowerCase() === word.toLowerCase());
  return near === undefined ? '' : ` (there is '${near}')`;
}

/** A text with the variables of `[globals]` in it. */
export function withGlobals(text: string, globals: readonly GlobalVariable[]): string {
  return text.replace(/\$\{(?:GLOBAL\()?(\w+)\)?\}/g, (found, name: string) => {
    const value = globals.findLast((each) => each.name === name)?.value;
    return value === undefined || value === '' ? found : value;
  });
}

/** The steps of each extension, in their order. */
export function extensionsOf(subject: Subject): readonly (readonly PlacedStep[])[] {
  return subject.once('extensions', () =>
    [...subject.dialplan.contexts.values()].flatMap((context) =>
      context.extensions.map((extension) => extension.steps.map((step) => ({ context, extension, step }))),
    ),
  );
}

/** Every hint of the dialplan. */
export function hintsOf({ dialplan }: Subject): readonly ModelStep[] {
  return [...dialplan.contexts.values()]
    .flatMap(({ extensions }) => extensions)
    .flatMap(({ hint }) => (hint?.priority === HINT_PRIORITY ? [hint] : []));
}

/** Tells each pair of objects that share what should be one's own. */
export function reportTwice(
  objects: readonly PlacedSection[],
  keyOf: (object: PlacedSection) => string,
  message: (object: PlacedSection) => string,
  report: Report,
): void {
  const first = new Map<string, SourceLocation>();
  for (const object of objects) {
    const there = first.get(keyOf(object));
    if (there === undefined) {
      first.set(keyOf(object), object.at);
    } else {
      report(message(object), object.at, [{ message: 'the first one is here', ...there }]);
    }
  }
}
