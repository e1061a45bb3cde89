import { isUnknown, type Scope, type Unknown } from '../scope';
import type { ComputedFunction } from './dialplan-function';
import { functionArguments, readAnyNumber, readNumber, UNKNOWN } from './function-arguments';

/** Functions of numbers. Source: `funcs/func_math.c`. */
export const numberFunctions: Readonly<Record<string, ComputedFunction>> = {
  MATH: math,
  INC: (args, scope) => counted(args, scope, 1),
  DEC: (args, scope) => counted(args, scope, -1),
  ABS: (args) => ofNumbers([args], ([one = 0]) => Math.abs(one)),
  MIN: (args) => ofNumbers(functionArguments(args, 2), (numbers) => Math.min(...numbers)),
  MAX: (args) => ofNumbers(functionArguments(args, 2), (numbers) => Math.max(...numbers)),
  DIGIT_SUM: (args) =>
    args === ''
      ? undefined
      : String(Array.from(args.replace(/\D/g, ''), Number).reduce((sum, digit) => sum + digit, 0)),
};

/** What comes of numbers, written as a whole one where it is; what is empty does not count. */
function ofNumbers(texts: readonly string[], of: (numbers: readonly number[]) => number): string | undefined {
  const numbers = texts.filter((each) => each !== '').map(readAnyNumber);
  const known = numbers.filter((each) => each !== undefined);
  if (numbers.length === 0 || known.length < numbers.length) {
    return undefined;
  }
  const result = of(known);
  const isWhole = Number.isInteger(result);
  return isWhole && Math.abs(result) < 2 ** 31
    ? String(result + 0)
    : isWhole
      ? `${BigInt(result)}.000000`
      : result.toFixed(6);
}

/** Each is looked for anywhere, in this order: so `-` is left for the sign of the second number. */
const OPERATORS = ['*', '/', '%', '^', 'AND', 'XOR', 'OR', '>=', '>>', '>', '<=', '<<', '<', '==', '+', '-'];

function math(args: string): string | Unknown | undefined {
  const [text = '', type = 'float'] = functionArguments(args, 2);
  const negative = text.startsWith('-');
  const rest = negative ? text.slice(1) : text;
  const operator = operatorOf(rest);
  if (operator === undefined) {
    return undefined;
  }
  const at = rest.indexOf(operator);
  const [first, second] = [readNumber(rest.slice(0, at)), readNumber(rest.slice(at + operator.length))];
  if (first === undefined || second === undefined) {
    return undefined;
  }
  const value = compute(operator, negative ? 0 - first : first, second);
  if (typeof value === 'boolean') {
    return ['float', 'f', 'int', 'i', 'hex', 'h', 'char', 'c'].includes(type.toLowerCase())
      ? value
        ? 'TRUE'
        : 'FALSE'
      : undefined;
  }
  return written(value, type.toLowerCase());
}

/** The first of these that the text has anywhere; `>` tells by what follows it which one it is. */
function operatorOf(text: string): string | undefined {
  const found = OPERATORS.find((each) =>
    text.includes(each.length === 2 && '<>'.includes(each.charAt(0)) ? each.charAt(0) : each),
  );
  if (found === undefined || !/^[<>]/.test(found)) {
    return found;
  }
  const at = text.indexOf(found.charAt(0));
  return OPERATORS.find((each) => text.startsWith(each, at));
}

function compute(operator: string, a: number, b: number): number | boolean {
  const [x, y] = [Math.trunc(a), Math.trunc(b)];
  switch (operator) {
    case '*':
      return a * b;
    case '/':
      return b <= 0 ? 0 : a / b;
    case '%':
      return y === 0 ? 0 : x % y;
    case '^':
      return a ** b;
    case 'AND':
      return x & y;
    case 'XOR':
      return x ^ y;
    case 'OR':
      return x | y;
    case '>>':
      return x >> y;
    case '<<':
      return x << y;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '==':
      return a === b;
    case '+':
      return a + b;
    default:
      return a - b;
  }
}

function written(value: number, type: string): string | Unknown | undefined {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 31) {
    return type === 'float' || type === 'f' ? (Math.abs(value) < 1e21 ? value.toFixed(6) : UNKNOWN) : UNKNOWN;
  }
  switch (type) {
    case 'float':
    case 'f':
      return `${Object.is(value, -0) ? '-' : ''}${value.toFixed(6)}`;
    case 'int':
    case 'i':
      return String(Math.trunc(value) + 0);
    case 'hex':
    case 'h':
      return (Math.trunc(value) >>> 0).toString(16);
    case 'char':
    case 'c':
      return String.fromCharCode(Math.trunc(value) & 0xff).replace('\0', '');
    default:
      return undefined;
  }
}

function counted(name: string, scope: Scope, step: number): string | Unknown | undefined {
  if (scope.setVariable === undefined) {
    return UNKNOWN;
  }
  const value = scope.variable(name);
  if (isUnknown(value)) {
    return value;
  }
  const [, number] = /^\s*([-+]?\d{1,30})$/.exec(value ?? '') ?? [];
  if (number === undefined) {
    return undefined;
  }
  // An `int`, which runs over.
  const result = String(BigInt.asIntN(32, BigInt(number) + BigInt(step)));
  scope.setVariable(name, result);
  return result;
}
