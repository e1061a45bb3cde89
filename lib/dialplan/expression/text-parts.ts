/** A piece of a text: characters as they are, or what `${…}` or `$[…]` holds. */
export interface TextPart {
  readonly kind: 'literal' | 'variable' | 'expression';
  /** The characters, or what stands between the brackets. */
  readonly text: string;
  /** Where `text` begins, from 0. */
  readonly start: number;
  /** Whether the brackets are closed; Asterisk warns of those that are not and takes all that follows. */
  readonly closed: boolean;
}

/**
 * The pieces of a text as Asterisk finds them.
 *
 * Within `${…}` only braces are counted, within `$[…]` only square brackets.
 * Source: `pbx_substitute_variables_helper_full` in `main/pbx_variables.c`.
 */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let literal = 0;
  const finish = (end: number) => {
    if (end > literal) {
      parts.push({ kind: 'literal', text: text.slice(literal, end), start: literal, closed: true });
    }
  };
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    const open = text.charAt(at + 1);
    if (open !== '{' && open !== '[') {
      at++;
      continue;
    }
    finish(at);
    const start = at + 2;
    const { end, closed } = closing(text, start, open);
    parts.push({
      kind: open === '{' ? 'variable' : 'expression',
      text: text.slice(start, closed ? end - 1 : end),
      start,
      closed,
    });
    literal = at = end;
  }
  finish(text.length);
  return parts;
}

function closing(text: string, start: number, open: '{' | '['): { end: number; closed: boolean } {
  const close = open === '{' ? '}' : ']';
  let depth = 1;
  let end = start;
  while (depth > 0 && end < text.length) {
    const character = text.charAt(end);
    if (character === '$' && '{['.includes(text.charAt(end + 1) || ' ')) {
      end++;
      depth += text.charAt(end) === open ? 1 : 0;
    } else {
      depth += character === open ? 1 : character === close ? -1 : 0;
    }
    end++;
  }
  return { end, closed: depth === 0 };
}

/** What stands in `${…}`: a variable or a function, and which part of its value is taken. */
export interface VariableReference {
  /** The name, or the function with its parentheses. */
  readonly name: string;
  readonly isFunction: boolean;
  /** What stands behind the first colon outside parentheses. */
  readonly substring?: string;
}

/** Reads what stands in `${…}`, as `parse_variable_name` does. */
export function readReference(text: string): VariableReference {
  let depth = 0;
  let isFunction = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '(') {
      isFunction = true;
      depth++;
    } else if (character === ')') {
      depth--;
    } else if (character === ':' && depth === 0) {
      return { name: text.slice(0, index), isFunction, substring: text.slice(index + 1) };
    }
  }
  return { name: text, isFunction };
}

/** A function's name and what stands between its first and its last parenthesis, as `func_args` takes it. */
export function readCall(text: string): { readonly name: string; readonly args: string } {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  return { name: text.slice(0, open), args: text.slice(open + 1, close > open ? close : undefined) };
}

/** The part of a value that `offset:length` takes, in bytes. Source: `substring` in `main/pbx_variables.c`. */
export function substring(value: string, spec: string | undefined): string {
  const [, first, second] = /^\s*([-+]?\d{1,30})(?::\s*([-+]?\d{1,30}))?/.exec(spec ?? '') ?? [];
  const offset = integer(first ?? '0');
  const length = second === undefined ? Infinity : integer(second);
  const start = offset < 0 ? Math.max(0, value.length + offset) : offset;
  return value.slice(start, length < 0 ? Math.max(start, value.length + length) : start + length);
}

/** As C reads a number into an `int`. */
function integer(text: string): number {
  const long = 2n ** 63n;
  const value = BigInt(text.replace('+', ''));
  return Number(BigInt.asIntN(32, value >= long ? long - 1n : value < -long ? -long : value));
}
