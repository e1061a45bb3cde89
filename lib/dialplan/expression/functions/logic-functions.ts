import { trim } from '../../../conf/dialect';
import { isUnknown, type Scope, type Unknown } from '../scope';
import { isTrueCondition } from '../truth';
import type { ComputedFunction } from './dialplan-function';
import { functionArguments, UNKNOWN } from './function-arguments';

/** Functions that ask and choose. Source: `funcs/func_logic.c`, `funcs/func_dialplan.c`, `funcs/func_global.c`. */
export const logicFunctions: Readonly<Record<string, ComputedFunction>> = {
  ISNULL: (args) => (args === '' ? '1' : '0'),
  EXISTS: (args) => (args === '' ? '0' : '1'),
  IF: (args) => choice(args, (condition) => isTrueCondition(trim(condition))),
  IFTIME: (args, scope) =>
    choice(args, (condition) => (scope.isTime === undefined ? UNKNOWN : scope.isTime(condition))),
  SET: set,
  DIALPLAN_EXISTS: (args, scope) => {
    const [context, extension, priority] = functionArguments(args, 3);
    const found = context === undefined ? false : scope.dialplanExists?.(context, extension, priority);
    return found === undefined ? UNKNOWN : isUnknown(found) ? found : found ? '1' : '0';
  },
  LOCAL: (args, scope) => scope.variable(args) ?? '',
};

/** `condition?yes:no`; quotation marks and backslashes are left out of the first two. */
function choice(
  args: string,
  holds: (condition: string) => boolean | Unknown | undefined,
): string | Unknown | undefined {
  const [condition = '', rest] = functionArguments(args, 2, '?');
  if (condition === '' || rest === undefined || rest === '') {
    return undefined;
  }
  const [yes, no = ''] = functionArguments(rest, 2, ':');
  const result = holds(condition);
  return result === undefined || isUnknown(result) ? result : trim((result ? yes : no) ?? '');
}

function set(args: string, scope: Scope): string | Unknown | undefined {
  const equals = args.indexOf('=');
  if (equals <= 0) {
    return undefined;
  }
  if (scope.setVariable === undefined) {
    return UNKNOWN;
  }
  const value = trim(args.slice(equals + 1));
  scope.setVariable(trim(args.slice(0, equals)), value);
  return value;
}
