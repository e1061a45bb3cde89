import type { DialplanModel, ModelContext, ModelExtension } from '../../dialplan/model/dialplan-model';
import { patternsMeet } from '../../dialplan/pattern-language';
import { matchExtension } from '../../dialplan/pattern';

/** An extension with the context that it stands in, which another one may include. */
export interface FoundExtension {
  readonly context: ModelContext;
  readonly extension: ModelExtension;
}

const orders = new WeakMap<DialplanModel, Map<string, readonly ModelContext[]>>();

/** The context and all that it includes, each once, in the order of the search. */
export function searched(model: DialplanModel, name: string): readonly ModelContext[] {
  const known = orders.get(model) ?? new Map<string, readonly ModelContext[]>();
  orders.set(model, known);
  const found = known.get(name) ?? searchOrder(model, name);
  known.set(name, found);
  return found;
}

function searchOrder(model: DialplanModel, name: string): readonly ModelContext[] {
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

/** Numbers by themselves, and what has to be compared one by one. */
interface Index {
  readonly numbers: ReadonlyMap<string, ModelExtension>;
  readonly patterns: readonly ModelExtension[];
}

const indexes = new WeakMap<ModelContext, Index>();

function extensionIn(context: ModelContext, number: string): ModelExtension | undefined {
  const { numbers, patterns } = indexOf(context);
  return numbers.get(number) ?? patterns.find(({ pattern }) => matchExtension(pattern, number) !== 'none');
}

function indexOf(context: ModelContext): Index {
  const isNumber = ({ pattern, callerId }: ModelExtension) => !pattern.startsWith('_') && callerId === undefined;
  const found = indexes.get(context) ?? {
    numbers: new Map(context.extensions.filter(isNumber).map((each) => [each.pattern, each])),
    patterns: context.extensions.filter((each) => !isNumber(each)),
  };
  indexes.set(context, found);
  return found;
}

/** The extensions that a number of this pattern may find; with no pattern, all of them. */
export function candidates(model: DialplanModel, context: string, pattern?: string): readonly FoundExtension[] {
  if (pattern !== undefined && !pattern.startsWith('_')) {
    const extensions = searched(model, context).map((each) => ({
      context: each,
      extension: extensionIn(each, pattern),
    }));
    return extensions.flatMap(({ context: each, extension }) =>
      extension === undefined ? [] : [{ context: each, extension }],
    );
  }
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
