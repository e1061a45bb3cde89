import type { DialplanModel, ModelContext, ModelExtension } from '../../dialplan/model/dialplan-model';
import { patternsMeet } from '../../dialplan/pattern-language';
import { matchExtension } from '../../dialplan/pattern';

/** An extension with the context that it stands in, which another one may include. */
export interface FoundExtension {
  readonly context: ModelContext;
  readonly extension: ModelExtension;
}

/** The context and all that it includes, each once, in the order of the search. */
export function searched(model: DialplanModel, name: string): readonly ModelContext[] {
  const found = new Map<string, ModelContext>();
  const add = (each: string): void => {
    const context = model.contexts.get(each);
    if (context !== undefined && !found.has(each)) {
      found.set(each, context);
      context.includes.forEach((include) => {
        add(include.context);
      });
    }
  };
  add(name);
  return [...found.values()];
}

/** The extension that a number finds in a context. */
export function lookUp(model: DialplanModel, context: string, number: string): FoundExtension | undefined {
  for (const each of searched(model, context)) {
    const extension = extensionIn(each, number);
    if (extension !== undefined) {
      return { context: each, extension };
    }
  }
  return undefined;
}

const exact = new WeakMap<ModelContext, ReadonlyMap<string, ModelExtension>>();

function extensionIn(context: ModelContext, number: string): ModelExtension | undefined {
  const byNumber =
    exact.get(context) ??
    new Map(context.extensions.filter(({ callerId }) => callerId === undefined).map((each) => [each.pattern, each]));
  exact.set(context, byNumber);
  return (
    byNumber.get(number) ??
    context.extensions.find(
      ({ pattern, callerId }) =>
        (pattern.startsWith('_') || callerId !== undefined) && matchExtension(pattern, number) !== 'none',
    )
  );
}

/** The extensions that a number of this pattern may find; with no pattern, all of them. */
export function candidates(model: DialplanModel, context: string, pattern?: string): readonly FoundExtension[] {
  return searched(model, context).flatMap((each) =>
    each.extensions
      .filter((extension) => pattern === undefined || patternsMeet(pattern, extension.pattern))
      .map((extension) => ({ context: each, extension })),
  );
}

/** Whether what is not in a context may still be found by a switch. */
export function hasSwitch(model: DialplanModel, context: string): boolean {
  return (
    model.settings.overrideswitch !== undefined || searched(model, context).some((each) => each.switches.length > 0)
  );
}
