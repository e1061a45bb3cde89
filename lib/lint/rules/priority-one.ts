import { candidates } from '../reach/lookup';
import type { Rule } from '../rule';
import type { PlacedStep, Subject } from '../subject';
import { extensionsOf } from '../visit';

/** An extension that no call can enter, as it has no priority 1. */
export const priorityOne: Rule = {
  id: 'priority-one',
  severity: 'error',
  summary: 'an extension without priority 1',
  check(subject, report) {
    const others = new Set<string>();
    for (const context of subject.dialplan.contexts.values()) {
      context.extensions
        .filter(({ steps }) => steps[0]?.priority === 1)
        .forEach(({ pattern }) => others.add(`${context.name} ${pattern}`));
    }
    for (const [first] of extensionsOf(subject)) {
      // A caller's number may choose which one of an extension's kinds it is.
      if (
        first !== undefined &&
        first.step.priority > 1 &&
        // A routine may be entered by its label alone.
        first.step.label === undefined &&
        !others.has(`${first.context.name} ${first.extension.pattern}`) &&
        !goesOn(subject, first)
      ) {
        const { extension, step } = first;
        report(`'${extension.pattern}' has no priority 1, no call can enter it: begin with 1`, step.location);
      }
    }
  },
};

/**
 * Whether a call comes from another extension that matches too: for each priority, Asterisk looks for the extension anew, and passes over
 * those that lack it.
 */
function goesOn({ dialplan }: Subject, { context, extension, step }: PlacedStep): boolean {
  return [...dialplan.contexts.keys()]
    .map((name) => candidates(dialplan, name, extension.pattern))
    .some(
      (found) =>
        found.some((each) => each.context === context) &&
        found.some((each) => each.extension.steps.some(({ priority }) => priority === step.priority - 1)),
    );
}
