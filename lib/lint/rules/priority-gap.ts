import { jumpsOf } from '../../dialplan/jump';
import type { Rule } from '../rule';
import { extensionsOf } from '../visit';

/** A priority that is left out, where a call ends though steps follow. */
export const priorityGap: Rule = {
  id: 'priority-gap',
  severity: 'warning',
  summary: 'a priority that is left out',
  check(subject, report) {
    const targets = new Set(
      subject.applications.flatMap(({ name, written }) =>
        jumpsOf(name, written.arguments).map((each) => each.priority),
      ),
    );
    for (const steps of extensionsOf(subject)) {
      for (const [index, { step, extension }] of steps.entries()) {
        const before = steps[index - 1]?.step;
        const isEntered = step.label !== undefined || targets.has(String(step.priority)) || step.priority > 100;
        if (before !== undefined && step.priority > before.priority + 1 && !isEntered) {
          const message = `'${extension.pattern}' goes from priority ${before.priority} to ${step.priority}, a call ends between them: number it ${before.priority + 1}, or use 'n'`;
          report(message, step.location, [{ message: 'the last step that is reached', ...before.location }]);
        }
      }
    }
  },
};
