import { ExtendedFloat } from './extended-float';

/** A value within `$[ ]`: a number, a text of digits that can become one, or any other text, with its quotation marks. */
export type ExpressionValue =
  | { readonly kind: 'number'; readonly number: ExtendedFloat }
  | { readonly kind: 'digits' | 'text'; readonly text: string };

/** A number. */
export function numberValue(number: ExtendedFloat | number): ExpressionValue {
  return { kind: 'number', number: typeof number === 'number' ? ExtendedFloat.of(number) : number };
}

/** A text that was made within an expression, as `make_str` takes it. */
export function textValue(text: string): ExpressionValue {
  return { kind: /^[0-9.]+$/.test(text) ? 'digits' : 'text', text };
}

/** The value as a number; `undefined` for a text that is none. */
export function toNumber(value: ExpressionValue): ExtendedFloat | undefined {
  return value.kind === 'number' ? value.number : value.kind === 'digits' ? ExtendedFloat.parse(value.text) : undefined;
}

/** A value that may be turned into a number stays one, as `is_zero_or_null` leaves it. */
export function asNumber(value: ExpressionValue): ExpressionValue {
  const number = toNumber(value);
  return number === undefined ? value : numberValue(number);
}

/** The value as a text. */
export function toText(value: ExpressionValue): string {
  return value.kind === 'number' ? value.number.toString() : value.text;
}

/** The value as a text, without quotation marks where it stands between two. */
export function toUnquotedText(value: ExpressionValue): string {
  const text = toText(value);
  return text.startsWith('"') && text.endsWith('"') ? text.replaceAll('"', '') : text;
}

/** Whether `&` and `|` take it for false: zero, or nothing between no quotation marks. */
export function isZeroOrNull(value: ExpressionValue): boolean {
  return toNumber(value)?.isZero ?? toText(value) === '';
}
