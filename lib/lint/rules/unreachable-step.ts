import { jumpsOf } from '../../dialplan/jump';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { extensionsOf, isOpen } from '../visit';

/** Steps behind which a call never goes on. */
const LAST = ['Hangup', 'Goto', 'Return', 'MacroExit', 'Busy', 'Congestion'];

/** A step behind one that ends the call or leaves the extension. */
export const unreachableStep: Rule = {
  id: 'unreachable-step',
  severity: 'warning',
  summary: 'a step that is never reached',
  check(subject, report) {
    const targets = subject.once('targets of jumps', () => targetsOf(subject));
    if (targets.has('?')) {
      // A jump to a priority that only a variable knows may lead anywhere.
      return;
    }
    for (const steps of extensionsOf(subject)) {
      for (const [index, { step }] of steps.entries()) {
        const before = steps[index - 1]?.step;
        const isEntered = step.label !== undefined || targets.has(String(step.priority)) || step.priority > 100;
        const ends = before !== undefined && LAST.includes(before.application.trim()) && !isOpen(before.application);
        if (before !== undefined && ends && !isEntered && step.priority === before.priority + 1) {
          const message = `this step is never reached, ${before.application} before it goes elsewhere: remove it, or give it a label`;
          report(message, step.location, [{ message: 'a call leaves here', ...before.location }]);
        }
      }
    }
  },
};

function targetsOf(subject: Subject): ReadonlySet<string> {
  const priorities = subject.applications.flatMap(({ name, written }) =>
    jumpsOf(name, written.arguments).map(({ priority }) => (/[$]/.test(priority) ? '?' : priority)),
  );
  return new Set(priorities.filter((each) => each !== '1'));
}
