import { argumentValue, split } from '../../scan';
import { isUnknown, type Scope, type Unknown } from '../scope';
import { substituteBytes } from '../substitute';

/** A function whose value cannot be known; `callFunction` gives it its name. */
export const UNKNOWN: Unknown = { unknown: '' };

/**
 * The arguments as `AST_STANDARD_APP_ARGS` splits them for a function that has so many.
 *
 * They are without quotation marks and backslashes; the last of them takes all that remains as it is.
 */
export function functionArguments(args: string, count: number, separator = ','): readonly string[] {
  return args === ''
    ? []
    : split(args, separator, count).map((each, index) => (index === count - 1 ? each : argumentValue(each)));
}

/** The value of the variable that an argument names, with all that stands in `${…}`: `name:1:2`, or a function. */
export function namedValue(name: string, scope: Scope): string | Unknown {
  const value = substituteBytes(`\${${name}}`, scope);
  return typeof value === 'string' ? value : { unknown: value.unknowns.join(', ') };
}

/** What the value of a variable gives; what is unknown stays so. */
export function withValue<T>(name: string, scope: Scope, use: (value: string) => T): T | Unknown {
  const value = namedValue(name, scope);
  return isUnknown(value) ? value : use(value);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The character that a text begins with, and how many characters write it. Source: `ast_get_encoded_char` in `main/app.c`. */
export function encodedCharacter(text: string): { readonly character: string; readonly length: number } | undefined {
  if (text === '') {
    return undefined;
  }
  if (!text.startsWith('\\')) {
    return { character: text.charAt(0), length: 1 };
  }
  const code = /^\\x([\dA-Fa-f]{1,2})/.exec(text) ?? /^\\(0[0-7]{0,3})/.exec(text);
  if (code?.[1] !== undefined) {
    const value = parseInt(code[1], text.charAt(1) === 'x' ? 16 : 8);
    return { character: String.fromCharCode(value & 0xff), length: code[0].length };
  }
  const next = text.charAt(1);
  return next === 'x' ? undefined : { character: ESCAPES[next] ?? next, length: 2 };
}

/** A text without its encodings. */
export function encodedText(text: string): string {
  let decoded = '';
  for (let rest = text; rest !== '';) {
    const first = encodedCharacter(rest);
    if (first === undefined) {
      return decoded;
    }
    decoded += first.character;
    rest = rest.slice(first.length);
  }
  return decoded;
}

/** The decimal number that a text begins with. */
export function readNumber(text: string): number | undefined {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The decimal or hexadecimal number that a text begins with. */
export function readAnyNumber(text: string): number | undefined {
  const [, sign, digits] = /^\s*([-+]?)(0[xX][\dA-Fa-f]+)/.exec(text) ?? [];
  return digits === undefined ? readNumber(text) : (sign === '-' ? -1 : 1) * Number(digits);
}
