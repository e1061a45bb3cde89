import { expressionFunction } from './expression-function';
import { ExtendedFloat } from './extended-float';
import { asNumber, isZeroOrNull, numberValue, textValue, toNumber, toText, toUnquotedText } from './expression-value';
import type { ExpressionValue } from './expression-value';
import { parseExpression, type ExpressionTree } from './parse-expression';
import { PosixExpression } from './posix-expression';
import { isUnknown, type Scope, type Unknown } from './scope';

/** What Asterisk makes of something that no number can be divided by: `INT_MAX`. */
const NO_QUOTIENT = 2147483647;

/**
 * The value of what stands in `$[ ]`, in which nothing is left to be replaced.
 *
 * What Asterisk cannot read is `0`, or what it had read before. Source: `main/ast_expr2.y`, `ast_expr` in `main/ast_expr2.fl`.
 */
export function evaluateExpression(text: string, scope: Scope): string | Unknown {
  const { tree } = parseExpression(text);
  if (tree === undefined) {
    return '0';
  }
  const value = valueOf(tree, scope);
  return isUnknown(value) ? value : toText(value);
}

function valueOf(tree: ExpressionTree, scope: Scope): ExpressionValue | Unknown {
  switch (tree.kind) {
    case 'empty':
      return textValue('');
    case 'operand':
      return { kind: tree.numeric ? 'digits' : 'text', text: tree.text };
    case 'unary':
      return withValues([tree.operand], scope, ([operand]) =>
        tree.operator === '-' ? negated(operand) : not(operand),
      );
    case 'binary':
      return withValues([tree.left, tree.right], scope, ([left, right]) => operate(tree.operator, left, right));
    case 'condition':
      return withValues([tree.condition, tree.yes, tree.no], scope, ([condition, yes, no]) =>
        isTrue(condition) ? yes : no,
      );
    case 'call':
      return withValues(tree.arguments, scope, (values) => expressionFunction(tree.name, values, scope));
  }
}

/** Asterisk computes every operand, also the one that is not taken: what is unknown in any makes the whole unknown. */
function withValues<const T extends readonly ExpressionTree[]>(
  trees: T,
  scope: Scope,
  use: (values: { [K in keyof T]: ExpressionValue }) => ExpressionValue | Unknown,
): ExpressionValue | Unknown {
  const values = trees.map((each) => valueOf(each, scope));
  return values.find(isUnknown) ?? use(values as { [K in keyof T]: ExpressionValue });
}

function operate(operator: string, left: ExpressionValue, right: ExpressionValue): ExpressionValue | Unknown {
  switch (operator) {
    case '|':
    case '||':
      return isZeroOrNull(left) ? right : asNumber(left);
    case '&':
    case '&&':
      return isZeroOrNull(left) || isZeroOrNull(right) ? numberValue(0) : asNumber(left);
    case ':':
      return matched(left, right, true);
    case '=~':
      return matched(left, right, false);
    case '~~':
      return textValue(toUnquotedText(left) + toUnquotedText(right));
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return computed(operator, left, right);
    default:
      return numberValue(holds(operator, compared(left, right)) ? 1 : 0);
  }
}

function computed(operator: string, left: ExpressionValue, right: ExpressionValue): ExpressionValue {
  const [a, b] = [toNumber(left), toNumber(right)];
  const zero = numberValue(0);
  switch (operator) {
    case '+':
      return a === undefined || b === undefined ? numberValue(a ?? b ?? 0) : numberValue(a.plus(b));
    case '-':
      return b === undefined ? numberValue(a ?? 0) : numberValue((a ?? ExtendedFloat.ZERO).minus(b));
    case '*':
      return a === undefined || b === undefined ? zero : numberValue(a.times(b));
    case '/':
      return a === undefined ? zero : b === undefined || b.isZero ? numberValue(NO_QUOTIENT) : numberValue(a.over(b));
    default:
      return a === undefined || b === undefined ? zero : numberValue(b.isZero ? b : a.remainder(b));
  }
}

function compared(left: ExpressionValue, right: ExpressionValue): number {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== undefined && b !== undefined) {
    return a.compare(b);
  }
  const [first, second] = [toText(left), toText(right)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '!=':
      return order !== 0;
    default:
      return order === 0;
  }
}

function negated(operand: ExpressionValue): ExpressionValue {
  const number = toNumber(operand);
  return numberValue(number === undefined ? 0 : number.negate());
}

/** `!` takes a text for the integer that it begins with. */
function not(operand: ExpressionValue): ExpressionValue {
  const isZero =
    operand.kind === 'number' ? operand.number.isZero : Number(/^\s*[-+]?\d+/.exec(operand.text)?.[0] ?? 0) === 0;
  return numberValue(isZero ? 1 : 0);
}

function isTrue(condition: ExpressionValue): boolean {
  return condition.kind === 'text' ? !['', '""', '0'].includes(condition.text) : toNumber(condition)?.isZero === false;
}

/** What the first parentheses match; without any, how many characters match; without a match, nothing or 0. */
function matched(left: ExpressionValue, right: ExpressionValue, atStart: boolean): ExpressionValue | Unknown {
  const [text, source] = [toUnquotedText(left), toUnquotedText(right)];
  if (!/^[\0-\x7f]*$/.test(text + source)) {
    // What a letter is depends on the locale that Asterisk runs in.
    return { unknown: `${text} : ${source}` };
  }
  let pattern;
  try {
    pattern = new PosixExpression(source);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return textValue('');
    }
    throw error;
  }
  const found = pattern.match(text);
  if (found === undefined || (atStart && found.start > 0)) {
    return pattern.groups === 0 ? numberValue(0) : textValue('');
  }
  return found.first === undefined ? numberValue(found.end - found.start) : textValue(found.first);
}
