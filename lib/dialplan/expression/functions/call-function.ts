import { isUnknown, type Scope, type Unknown } from '../scope';
import type { ComputedFunction } from './dialplan-function';
import { encodingFunctions } from './encoding-functions';
import { listFunctions } from './list-functions';
import { logicFunctions } from './logic-functions';
import { numberFunctions } from './number-functions';
import { textFunctions } from './text-functions';
import { timeFunctions } from './time-functions';

const COMPUTED: Readonly<Record<string, ComputedFunction>> = {
  ...textFunctions,
  ...listFunctions,
  ...logicFunctions,
  ...numberFunctions,
  ...encodingFunctions,
  ...timeFunctions,
};

/** The functions whose value follows from their arguments and from variables. */
export const COMPUTED_FUNCTIONS: readonly string[] = Object.keys(COMPUTED);

/** The value of a function: what the scope says of it, what can be computed, or that it cannot be known. */
export function callFunction(call: { readonly name: string; readonly args: string }, scope: Scope): string | Unknown {
  const { name, args } = call;
  const own = scope.callFunction?.(name, args);
  if (own !== undefined) {
    return own;
  }
  const computed = Object.hasOwn(COMPUTED, name) ? COMPUTED[name] : undefined;
  const value = computed === undefined ? { unknown: '' } : (computed(args, scope) ?? '');
  return isUnknown(value) && value.unknown === '' ? { unknown: `${name}(${args})` } : value;
}
