import { matchExtension } from '../pattern';
import { extensionKey } from '../pattern-order';
import type { ModelContext, ModelExtension } from './dialplan-model';

/** What is looked up once for a context: every step of a call looks for the same number again. */
export interface ContextIndex {
  readonly byNumber: ReadonlyMap<string, readonly ModelExtension[]>;
  readonly patterns: readonly ModelExtension[];
  /** The patterns that a number can match that begins so. */
  readonly byBeginning: Map<string, readonly ModelExtension[]>;
  readonly found: Map<string, readonly ModelExtension[]>;
}

/** How many searches of a context are remembered. */
export const MAX_REMEMBERED = 100;

/** How many characters of a number are looked at before its patterns are. */
const BEGINNING = 4;

/** The patterns that a number can match by its beginning. */
export function patternsFor({ patterns, byBeginning }: ContextIndex, number: string): readonly ModelExtension[] {
  let left = patterns;
  for (let length = 1; length <= Math.min(BEGINNING, number.length); length++) {
    const beginning = number.slice(0, length);
    const known = byBeginning.get(beginning);
    left = known ?? left.filter(({ pattern }) => matchExtension(pattern, beginning, 'can-match') !== 'none');
    byBeginning.set(beginning, left);
  }
  return left;
}

const indexes = new WeakMap<ModelContext, ContextIndex>();

/** The index of a context, made when it is first searched. */
export function indexOf(context: ModelContext): ContextIndex {
  const known = indexes.get(context);
  if (known !== undefined) {
    return known;
  }
  const byNumber = new Map<string, ModelExtension[]>();
  const patterns: ModelExtension[] = [];
  for (const extension of context.extensions) {
    const key = extensionKey(extension.pattern);
    const same = byNumber.get(key) ?? [];
    (extension.pattern.startsWith('_') ? patterns : same).push(extension);
    if (same.length > 0) byNumber.set(key, same);
  }
  const index: ContextIndex = { byNumber, patterns, byBeginning: new Map(), found: new Map() };
  indexes.set(context, index);
  return index;
}
