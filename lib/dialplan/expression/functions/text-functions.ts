import { split } from '../../scan';
import { PosixExpression } from '../posix-expression';
import type { Scope, Unknown } from '../scope';
import { substituteBytes } from '../substitute';
import type { ComputedFunction } from './dialplan-function';
import { sprintf } from './printf';
import { encodedCharacter, encodedText, functionArguments, withValue } from './function-arguments';

/** Functions of texts. Source: `funcs/func_strings.c`. */
export const textFunctions: Readonly<Record<string, ComputedFunction>> = {
  LEN: (args) => String(args.length),
  TOUPPER: (args) => args.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  TOLOWER: (args) => args.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  PASSTHRU: (args) => args,
  QUOTE: (args) => `"${args.replace(/[\\"]/g, '\\$&')}"`,
  CSV_QUOTE: (args) => `"${args.replaceAll('"', '""')}"`,
  KEYPADHASH: (args) => args.replace(/[^]/g, key),
  FILTER: filter,
  REGEX: regex,
  REPLACE: replace,
  STRREPLACE: replaceText,
  EVAL: (args, scope) => {
    const value = substituteBytes(args, scope);
    return typeof value === 'string' ? value : { unknown: value.unknowns.join(', ') };
  },
  TRIM: (args) => args.replace(/^[\0-\x20]+|[\0-\x20]+$/g, ''),
  LTRIM: (args) => args.replace(/^[\0-\x20]+/, ''),
  // The first character stays.
  RTRIM: (args) => args.replace(/(?<=[^])[\0-\x20]+$/, ''),
  STRBETWEEN: (args, scope) => {
    const [name = '', separator, more] = split(args);
    return name === '' || separator === undefined || more !== undefined
      ? undefined
      : withValue(name, scope, (value) => Array.from(value).join(encodedText(separator)));
  },
  BASENAME: (args) => (args === '' ? '.' : (/([^/]+)\/*$/.exec(args)?.[1] ?? '/')),
  DIRNAME: directory,
  SPRINTF: sprintf,
};

/** As `dirname` does: of two slashes alone both are kept. */
function directory(path: string): string {
  const [, before] = /^(.*?)\/*[^/]+\/*$/s.exec(path) ?? [];
  const root = /^\/\/?(?=[^/]|$)|^\//.exec(path)?.[0] ?? '.';
  return before === undefined || before === '' ? root : before;
}

const KEYS = ['0', '1', 'abc2', 'def3', 'ghi4', 'jkl5', 'mno6', 'pqrs7', 'tuv8', 'wxyz9'];

function key(character: string): string {
  const index = KEYS.findIndex((letters) => letters.includes(character.toLowerCase()));
  return index < 0 ? '' : String(index);
}

function filter(args: string): string | undefined {
  const [allowed = '', text] = split(args, ',', 2);
  if (text === undefined) {
    return undefined;
  }
  const codes = allowedCodes(allowed);
  return codes && text.replace(/[^]/g, (character) => (codes.has(character.charCodeAt(0)) ? character : ''));
}

/** The characters that `FILTER` lets through; a range that runs backwards goes round through all others. */
function allowedCodes(allowed: string): ReadonlySet<number> | undefined {
  const codes = new Set<number>();
  for (let rest = allowed; rest !== '';) {
    const first = encodedCharacter(rest);
    if (first === undefined) {
      return undefined;
    }
    rest = rest.slice(first.length);
    let code = first.character.charCodeAt(0);
    if (rest.startsWith('-')) {
      const last = encodedCharacter(rest.slice(1));
      rest = rest.slice(1 + (last?.length ?? 0));
      for (const end = last?.character.charCodeAt(0) ?? code; code !== end; code = (code + 1) % 256) {
        codes.add(code);
      }
    }
    codes.add(code);
  }
  return codes;
}

function regex(args: string): string | Unknown | undefined {
  const [, pattern, text] = splitAtQuotes(args);
  if (pattern === undefined || text === undefined) {
    return undefined;
  }
  if (!/^[\0-\x7f]*$/.test(pattern + text)) {
    // What a letter is depends on the locale that Asterisk runs in.
    return { unknown: `REGEX(${args})` };
  }
  try {
    const found = new PosixExpression(pattern).match(text.replace(/^[ \t]/, ''));
    return found === undefined ? '0' : '1';
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** Split at the first two quotation marks that stand outside parentheses and brackets; before the second, backslashes that protect a character are gone. */
function splitAtQuotes(text: string): readonly string[] {
  const parts: string[] = [];
  const depth = { '(': 0, '[': 0 };
  let part = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '"' && parts.length < 2 && depth['('] === 0 && depth['['] === 0) {
      parts.push(part);
      part = '';
      continue;
    }
    if (character === '(' || character === '[') {
      depth[character]++;
    } else if (character === ')' || character === ']') {
      const open = character === ')' ? '(' : '[';
      depth[open] = Math.max(0, depth[open] - 1);
    }
    part += character === '\\' && parts.length < 2 ? text.charAt(++index) : character;
  }
  return [...parts, part];
}

function replace(args: string, scope: Scope): string | Unknown | undefined {
  const [name = '', find = '', by = ''] = functionArguments(args, 3);
  const found = encodedText(find);
  const replacement = encodedCharacter(by)?.character ?? '';
  if (found === '' || name === '') {
    return undefined;
  }
  return withValue(name, scope, (value) =>
    value.replace(/[^]/g, (character) => (found.includes(character) ? replacement : character)),
  );
}

function replaceText(args: string, scope: Scope): string | Unknown | undefined {
  const [name = '', find = '', by = '', most = ''] = functionArguments(args, 5);
  if (name === '' || find === '') {
    return undefined;
  }
  const limit = most === '' ? Infinity : Number(/^\s*-?\d+/.exec(most)?.[0] ?? 0);
  return withValue(name, scope, (value) => {
    const pieces = value.split(find);
    const count = Math.min(pieces.length - 1, limit <= 0 ? Infinity : limit);
    return [pieces.slice(0, count + 1).join(by), ...pieces.slice(count + 1)].join(find);
  });
}
