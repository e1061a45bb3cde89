import { compareExtensions, whyBefore } from '../pattern-order';
import type { DialplanModel, ModelExtension } from './dialplan-model';
import { findExtension, type ExtensionSearch, type FoundStep } from './find-extension';

/** An extension that matches as well, and is not taken. */
export interface Rival {
  readonly context: string;
  readonly extension: string;
  /** Why another one is taken, as a sentence without its end. */
  readonly why: string;
}

/** What else matches a number that was found: in the context of what is taken, then in those that are searched later. */
export function rivalsOf(model: DialplanModel, search: ExtensionSearch, taken: FoundStep): readonly Rival[] {
  const { context, extension, rivals } = taken;
  const why = model.settings.extenpatternmatchnew
    ? () => 'the tree of patterns has narrower characters first'
    : (rival: ModelExtension) => whyTaken(extension, rival, taken.step.priority);
  const found = rivals.map((rival) => ({ context: context.name, extension: shown(rival), why: why(rival) }));
  const passOver = new Set([context]);
  for (;;) {
    const next = findExtension(model, { ...search, passOver });
    if (next.kind !== 'step') {
      return found;
    }
    passOver.add(next.context);
    const later = `the context '${next.context.name}' is searched later`;
    for (const each of [next.extension, ...next.rivals]) {
      found.push({ context: next.context.name, extension: shown(each), why: later });
    }
  }
}

function shown({ pattern, callerId }: ModelExtension): string {
  return callerId === undefined ? pattern : `${pattern}/${callerId}`;
}

function whyTaken(taken: ModelExtension, other: ModelExtension, priority: number): string {
  if (other.steps.every((step) => step.priority !== priority)) {
    return `it has no priority ${priority}`;
  }
  if (compareExtensions(taken.pattern, other.pattern) !== 0) {
    return whyBefore(taken.pattern, other.pattern);
  }
  return other.callerId === undefined || taken.callerId === undefined
    ? "what asks for the caller's number comes first"
    : `of the callers' numbers, ${whyBefore(taken.callerId, other.callerId)}`;
}
