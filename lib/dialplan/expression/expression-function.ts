import { numberValue, textValue, toNumber, toText, type ExpressionValue } from './expression-value';
import { ExtendedFloat } from './extended-float';
import { callFunction } from './functions/call-function';
import { isUnknown, type Scope, type Unknown } from './scope';

type OneNumber = (value: ExtendedFloat) => ExtendedFloat | undefined;

/** What can be computed to the last digit; the rest of them depends on the C library. */
const EXACT: Readonly<Record<string, OneNumber>> = {
  ABS: (value) => (value.negative && !value.isZero ? value.negate() : value),
  CEIL: (value) => value.toInteger('ceil'),
  FLOOR: (value) => value.toInteger('floor'),
  ROUND: (value) => value.toInteger('round'),
  RINT: (value) => value.toInteger('rint'),
  TRUNC: (value) => value.toInteger('trunc'),
  SQRT: (value) => (value.negative && !value.isZero ? undefined : value.squareRoot()),
};
const INEXACT = ['COS', 'SIN', 'TAN', 'ACOS', 'ASIN', 'ATAN', 'EXP', 'EXP2', 'EXP10', 'LOG', 'LOG2', 'LOG10'];

/** Functions of the dialplan that an expression cannot call, as they only give texts of any length (`read2`). */
const UNCALLABLE = ['REPLACE', 'STRREPLACE', 'SHIFT', 'POP', 'PASSTHRU'];

/** A function that is called within `$[ ]`. Source: `op_func` in `main/ast_expr2.y`. */
export function expressionFunction(
  name: string,
  values: readonly ExpressionValue[],
  scope: Scope,
): ExpressionValue | Unknown {
  const texts = values.map(toText);
  const unknown = { unknown: `${name}(${texts.join()})` };
  if (!/^[A-Z_][A-Z_0-9]*$/.test(name)) {
    return numberValue(0);
  }
  const exact = EXACT[name];
  const arity = exact !== undefined || INEXACT.includes(name) ? 1 : isOfTwo(name) ? 2 : undefined;
  if (arity !== undefined) {
    const numbers = values.map(toNumber);
    if (numbers.length !== arity) {
      return numberValue(0);
    }
    const [first, second] = numbers;
    // A text has no number: Asterisk computes with what lies in memory.
    const result =
      first === undefined ? undefined : arity === 2 ? second && ofTwo(name, first, second) : exact?.(first);
    return result === undefined ? unknown : numberValue(result);
  }
  if (UNCALLABLE.includes(name)) {
    return numberValue(0);
  }
  const result = callFunction({ name, args: texts.join() }, scope);
  if (isUnknown(result)) {
    return result;
  }
  return /^[-0-9. \t]*$/.test(result) ? numberValue(ExtendedFloat.parse(result)) : textValue(result);
}

function isOfTwo(name: string): boolean {
  return ['POW', 'ATAN2', 'REMAINDER'].includes(name);
}

/** A whole power, as long as it is exact; an IEEE remainder. */
function ofTwo(name: string, first: ExtendedFloat, second: ExtendedFloat): ExtendedFloat | undefined {
  const exponent = Number(second.toString());
  if (name === 'POW' && Number.isInteger(exponent) && exponent >= 0 && exponent <= 64 && first.isInteger) {
    let power = ExtendedFloat.of(1);
    for (let count = 0; count < exponent; count++) {
      power = power.times(first);
    }
    return Math.abs(Number(power.toString())) < 2 ** 63 ? power : undefined;
  }
  if (name === 'REMAINDER' && !second.isZero) {
    return first.minus(first.over(second).toInteger('rint').times(second));
  }
  return undefined;
}
