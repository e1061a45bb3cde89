import { evaluateExpression } from './evaluate-expression';
import { callFunction } from './functions/call-function';
import { isUnknown, type Scope, type Substituted, type Unknown } from './scope';
import { readCall, readReference, substring, textParts, type TextPart } from './text-parts';

/**
 * What becomes of a text when a step runs: every `${…}` and `$[…]` in it is replaced, from the inside out.
 *
 * Mistakes do what they do in Asterisk, which goes on: `parseText` reports them. Offsets and lengths count bytes of UTF-8.
 * Source: `pbx_substitute_variables_helper_full` in `main/pbx_variables.c`.
 */
export function substitute(text: string, scope: Scope): Substituted {
  const result = substituteBytes(toBytes(text), bytesOf(scope));
  return typeof result === 'string' ? fromBytes(result) : result;
}

/** `substitute` of texts whose characters are bytes. */
export function substituteBytes(text: string, scope: Scope): Substituted {
  const pieces = textParts(text).map((part) => valueOf(part, scope));
  return joined(pieces);
}

/** The texts in a row, or all that they hang on. */
export function joined(pieces: readonly Substituted[]): Substituted {
  const unknowns = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece.unknowns));
  const texts = pieces.filter((piece) => typeof piece === 'string');
  return unknowns.length > 0 ? { unknowns: [...new Set(unknowns)] } : texts.join('');
}

function valueOf({ kind, text }: TextPart, scope: Scope): Substituted {
  if (kind === 'literal') {
    return text;
  }
  const inner = substituteBytes(text, scope);
  if (typeof inner !== 'string') {
    return inner;
  }
  return known(kind === 'expression' ? evaluateExpression(inner, scope) : referenced(inner, scope));
}

function referenced(text: string, scope: Scope): string | Unknown {
  const { name, isFunction, substring: part } = readReference(text);
  const value = isFunction ? callFunction(readCall(name), scope) : scope.variable(name);
  return isUnknown(value) ? value : substring(value ?? '', part);
}

function known(value: string | Unknown): Substituted {
  return isUnknown(value) ? { unknowns: [value.unknown] } : value;
}

/** Bytes of UTF-8, each a character. */
function toBytes(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

function fromBytes(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}

function bytesOf(scope: Scope): Scope {
  const value = <T>(result: T | string) => (typeof result === 'string' ? toBytes(result) : result);
  return {
    variable: (name) => value(scope.variable(fromBytes(name))),
    setVariable: scope.setVariable && ((name, text) => scope.setVariable?.(fromBytes(name), fromBytes(text))),
    callFunction: (name, args) => value(scope.callFunction?.(name, fromBytes(args))),
    now: scope.now,
    zone: scope.zone,
    isTime: scope.isTime && ((timing) => scope.isTime?.(timing)),
    dialplanExists: scope.dialplanExists && ((...parts) => scope.dialplanExists?.(...parts) ?? false),
  };
}
