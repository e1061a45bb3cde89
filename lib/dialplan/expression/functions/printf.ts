import type { Unknown } from '../scope';
import { functionArguments, readAnyNumber, UNKNOWN } from './function-arguments';

/** More arguments than anybody writes. */
const MOST = 1000;

/** A text without `%`, or a directive; of those that dialplans do without the value is not known. */
const PART = /[^%]+|%%|%([-0]?)(\d*)(?:([dixX])|(?:\.(\d+))?([sf]))/y;

/** `SPRINTF(format,argument,…)`: an argument that should be a number and is none leaves nothing. Source: `funcs/func_sprintf.c`, measured. */
export function sprintf(args: string): string | Unknown | undefined {
  const [format = '', ...given] = functionArguments(args, MOST);
  let next = 0;
  let result = '';
  for (let at = 0; at < format.length;) {
    PART.lastIndex = at;
    const [text, flag = '', width = '', whole, precision, other] = PART.exec(format) ?? [];
    if (text === undefined) {
      return UNKNOWN;
    }
    at += text.length;
    const conversion = whole ?? other;
    if (conversion === undefined) {
      result += text === '%%' ? '%' : text;
      continue;
    }
    const written = converted(conversion, given[next++], precision === undefined ? undefined : Number(precision));
    if (typeof written !== 'string') {
      return written;
    }
    result += padded(written, flag, Number(width), conversion !== 's');
  }
  return result;
}

function converted(
  conversion: string,
  argument: string | undefined,
  precision: number | undefined,
): string | Unknown | undefined {
  if (conversion === 's') {
    return (argument ?? '(null)').slice(0, precision);
  }
  if (conversion === 'f') {
    const number = readAnyNumber(argument ?? '');
    return number === undefined ? undefined : fixed(number, precision ?? 6);
  }
  const digits = /^\s*([-+]?\d+)/.exec(argument ?? '')?.[1];
  if (digits === undefined || digits.length > 18) {
    // What is longer than a `long` comes to its end.
    return digits === undefined ? undefined : UNKNOWN;
  }
  const number = BigInt.asIntN(32, BigInt(digits));
  const hexadecimal = BigInt.asUintN(32, number).toString(16);
  return conversion === 'x' ? hexadecimal : conversion === 'X' ? hexadecimal.toUpperCase() : String(number);
}

/** As `toFixed`, but what lies in the middle is rounded to what is even, and no number has an exponent. */
function fixed(value: number, places: number): string | Unknown {
  const scaled = value * 10 ** places;
  const down = Math.floor(scaled);
  const rounded = scaled - down === 0.5 ? (down % 2 === 0 ? down : down + 1) / 10 ** places : value;
  return Math.abs(value) < 1e21 ? rounded.toFixed(places) : UNKNOWN;
}

function padded(text: string, flag: string, width: number, isNumber: boolean): string {
  if (flag !== '0' || !isNumber) {
    return flag === '-' ? text.padEnd(width) : text.padStart(width);
  }
  const sign = text.startsWith('-') ? '-' : '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
