import { jumpsOf } from '../../dialplan/jump';
import { lookUp } from '../reach/lookup';
import type { Rule } from '../rule';
import type { PlacedStep, Subject } from '../subject';
import { extensionsOf, isOpen } from '../visit';

/** Applications that take no time and always go on. */
const INSTANT = ['NoOp', 'Set', 'MSet', 'Verbose', 'Log', 'Goto', 'Answer', 'Progress', 'Ringing', 'StopMixMonitor'];

/** Steps that lead back to themselves without an end, a wait or a choice. */
export const endlessLoop: Rule = {
  id: 'endless-loop',
  severity: 'error',
  summary: 'steps that lead back to themselves without an end, a wait or a choice',
  check(subject, report) {
    const told = new Set<unknown>();
    for (const placed of subject.named('Goto')) {
      const { step } = placed;
      const path: PlacedStep[] = [];
      let next: PlacedStep | undefined = placedIn(subject, placed);
      while (next !== undefined && !path.includes(next) && path.length < 1000) {
        path.push(next);
        next = INSTANT.includes(next.step.application.trim()) ? following(subject, next) : undefined;
      }
      if (next?.step === step && !path.some((each) => told.has(each.step))) {
        path.forEach((each) => told.add(each.step));
        report(
          'this leads back to itself for ever, and keeps a processor busy: add a Wait, a condition or an end',
          step.location,
        );
      }
    }
  },
};

function following(subject: Subject, { context, extension, step }: PlacedStep): PlacedStep | undefined {
  const [jump] = jumpsOf(step.application.trim(), step.arguments);
  if (step.application.trim() !== 'Goto' || jump === undefined) {
    const index = extension.steps.indexOf(step);
    const next = extension.steps[index + 1];
    return next?.priority === step.priority + 1 ? placedIn(subject, { context, extension, step: next }) : undefined;
  }
  if ([jump.context, jump.extension, jump.priority].some((each) => each !== undefined && isOpen(each))) {
    return undefined;
  }
  const found =
    jump.extension === undefined
      ? { context, extension }
      : lookUp(subject.dialplan, jump.context ?? context.name, jump.extension);
  const target = found?.extension.steps.find(
    ({ priority, label }) => String(priority) === jump.priority || label === jump.priority,
  );
  return found === undefined || target === undefined ? undefined : placedIn(subject, { ...found, step: target });
}

function placedIn(subject: Subject, placed: PlacedStep): PlacedStep {
  const all = subject.once(
    'placed steps',
    () =>
      new Map(
        extensionsOf(subject)
          .flat()
          .map((each) => [each.step, each]),
      ),
  );
  return all.get(placed.step) ?? placed;
}
