import { didYouMean } from '../../conf/did-you-mean';
import { jumpsOf, type Jump } from '../../dialplan/jump';
import { candidates, hasSwitch, type FoundExtension } from '../reach/lookup';
import { areContextsKnown, madeContexts } from '../known-contexts';
import type { Rule } from '../rule';
import type { PlacedApplication, Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';

/** A jump to a context, extension, priority or label that is not there. */
export const missingTarget: Rule = {
  id: 'missing-target',
  severity: 'error',
  summary: 'a jump to a context, extension, priority or label that is not there',
  check(subject, report) {
    if (!areContextsKnown(subject)) {
      return;
    }
    for (const application of subject.applications) {
      for (const jump of jumpsOf(application.name, application.written.arguments)) {
        const mistake = mistakeIn(subject, application, jump);
        if (mistake !== undefined) {
          report(`${mistake}: the call ends there`, application.step.location);
        }
      }
    }
  },
};

function mistakeIn(subject: Subject, { context, extension }: PlacedApplication, jump: Jump): string | undefined {
  const { dialplan } = subject;
  const expand = (text: string) => withGlobals(text, dialplan.globals);
  const target = expand(jump.context ?? context.name);
  const wanted = expand(jump.extension ?? '${EXTEN}');
  const priority = expand(jump.priority);
  if (isUnknown(target) || madeContexts(subject).has(target)) {
    return undefined;
  }
  if (!dialplan.contexts.has(target)) {
    const near = didYouMean(target, [...dialplan.contexts.keys()]);
    return `there is no context '${target}'${near}`;
  }
  if (hasSwitch(dialplan, target)) {
    return undefined;
  }
  const here = jump.extension === undefined ? [{ context, extension }] : undefined;
  if (here === undefined && isUnknown(wanted)) {
    return undefined;
  }
  const found = here ?? candidates(dialplan, target, wanted);
  if (found.length === 0) {
    // Whoever goes to an extension that is not there comes to `i`, where there is one; a routine that is not there ends the call.
    const isInvalid = !jump.returns && candidates(dialplan, target, 'i').length > 0;
    return isInvalid ? undefined : `'${target}' has no extension '${wanted}'`;
  }
  if (priority === '') {
    return `'${wanted},' names no priority`;
  }
  return isUnknown(priority) ? undefined : priorityMistake(found, target, wanted, priority);
}

function priorityMistake(
  found: readonly FoundExtension[],
  context: string,
  wanted: string,
  priority: string,
): string | undefined {
  const steps = found.flatMap(({ extension }) => extension.steps);
  const isThere = /^\d+$/.test(priority)
    ? steps.some((step) => step.priority === Number(priority))
    : steps.some((step) => step.label === priority);
  // `n`, `s` and `+1` count from the step itself.
  if (isThere || /^[-+]|^(n|s|next|same|hint)$/.test(priority)) {
    return undefined;
  }
  const labels = steps.flatMap(({ label }) => label ?? []);
  const shown = wanted === '${EXTEN}' ? (found[0]?.extension.pattern ?? '') : wanted;
  return /^\d+$/.test(priority)
    ? `'${shown}' of '${context}' has no priority ${priority}`
    : `'${shown}' of '${context}' has no label '${priority}'${didYouMean(priority, labels)}`;
}

function isUnknown(text: string): boolean {
  return isOpen(text) || text.includes('$[');
}
