import type { DialplanModel, ModelContext, ModelExtension } from '../../dialplan/model/dialplan-model';
import { patternsMeet } from '../../dialplan/pattern-language';
import { matchExtension } from '../../dialplan/pattern';
import { placesSearched } from './loopback-places';

/** An extension with the context that it stands in, which another one may include. */
export interface FoundExtension {
  readonly context: ModelContext;
  readonly extension: ModelExtension;
}

/** An extension with the place of a call that comes to it. */
export interface PlacedExtension extends FoundExtension {
  /** The context that the call is in from then on. */
  readonly at: string;
  /** What is dialled there. @default - anything */
  readonly number?: string;
}

/** The extension that a number finds in a context. */
export function lookUp(model: DialplanModel, name: string, number: string): PlacedExtension | undefined {
  for (const { context, at, number: own = number } of placesSearched(model, name, number)) {
    const extension = extensionIn(context, own);
    if (extension !== undefined) {
      return { context, extension, at, number: own };
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
export function candidates(model: DialplanModel, name: string, pattern?: string): readonly PlacedExtension[] {
  return placesSearched(model, name, pattern).flatMap((place) => {
    const { context, number } = place;
    if (number?.startsWith('_') === false) {
      const extension = extensionIn(context, number);
      return extension === undefined ? [] : [{ ...place, extension }];
    }
    return context.extensions
      .filter((extension) => number === undefined || patternsMeet(number, extension.pattern))
      .map((extension) => ({ ...place, extension }));
  });
}

/** Whether what is not in a context may still be found by a switch. */
export function hasSwitch(model: DialplanModel, name: string): boolean {
  return (
    model.settings.overrideswitch !== undefined ||
    placesSearched(model, name).some(({ context }) => context.switches.length > 0)
  );
}
