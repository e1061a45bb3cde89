import type { Scope, Unknown } from '../scope';
import type { ComputedFunction } from './dialplan-function';
import { encodedCharacter, encodedText, functionArguments, UNKNOWN, withValue } from './function-arguments';

/** Functions of lists in variables. Source: `funcs/func_strings.c`, `funcs/func_cut.c`. */
export const listFunctions: Readonly<Record<string, ComputedFunction>> = {
  CUT: cut,
  SORT: sort,
  FIELDQTY: fieldCount,
  FIELDNUM: fieldNumber,
  LISTFILTER: withoutField,
  SHIFT: (args, scope) => taken(args, scope, 'first'),
  POP: (args, scope) => taken(args, scope, 'last'),
};

function cut(args: string, scope: Scope): string | Unknown | undefined {
  const [name, delimiter, ranges] = functionArguments(args, 3);
  if (name === undefined || delimiter === undefined || ranges === undefined) {
    return undefined;
  }
  const separator = encodedCharacter(delimiter)?.character ?? '-';
  return withValue(name, scope, (value) => {
    const fields = value.split(separator);
    const taken: string[] = [];
    let at = 1;
    for (const range of ranges.split('&')) {
      if (at > fields.length) {
        break;
      }
      const [first, last] = readRange(range) ?? [];
      if (first === undefined || last === undefined) {
        return '';
      }
      at = Math.max(at, Math.min(first, fields.length + 1));
      for (; at <= last && at <= fields.length; at++) {
        taken.push(fields[at - 1] ?? '');
      }
    }
    return taken.join(separator);
  });
}

/** The first and last field of `2-4`, `-4`, `2-` or `2`. */
function readRange(text: string): [number, number] | undefined {
  const both = /^\s*([-+]?\d+)-\s*([-+]?\d+)/.exec(text);
  const end = /^-\s*([-+]?\d+)/.exec(text);
  const start = /^\s*([-+]?\d+)(-?)/.exec(text);
  if (both !== null) {
    return [Number(both[1]), Number(both[2])];
  }
  if (end !== null) {
    return [1, Number(end[1])];
  }
  return start === null ? undefined : [Number(start[1]), start[2] === '-' ? Infinity : Number(start[1])];
}

function sort(args: string): string | undefined {
  const keys = args.split(',').flatMap((each) => {
    const [, key, value = ''] = /^([^:]*):(.*)$/s.exec(each) ?? [];
    const number = /^\s*[-+]?(\d+\.?\d*|\.\d+)/.exec(value)?.[0];
    return key === undefined ? [] : [{ key, value: Number(number ?? 0) }];
  });
  return keys
    .sort((a, b) => a.value - b.value)
    .map(({ key }) => key)
    .join();
}

function fieldCount(args: string, scope: Scope): string | Unknown {
  const [name = '', delimiter] = functionArguments(args, 2);
  if (delimiter === undefined) {
    return '1';
  }
  return withValue(name, scope, (value) =>
    value === '' ? '0' : String(fieldsOf(value, encodedCharacter(delimiter)?.character ?? '').length),
  );
}

function fieldNumber(args: string, scope: Scope): string | Unknown | undefined {
  const [name = '', delimiter, wanted] = functionArguments(args, 3);
  if (delimiter === undefined || wanted === undefined) {
    return undefined;
  }
  return withValue(name, scope, (value) =>
    value === '' ? '0' : String(fieldsOf(value, encodedCharacter(delimiter)?.character ?? '').indexOf(wanted) + 1),
  );
}

/** `strsep` splits at nothing where there is no delimiter. */
function fieldsOf(value: string, delimiter: string): readonly string[] {
  return delimiter === '' ? [value] : value.split(delimiter);
}

function withoutField(args: string, scope: Scope): string | Unknown | undefined {
  const [name, delimiter = '', field] = functionArguments(args, 3);
  if (name === undefined || field === undefined) {
    return undefined;
  }
  if (field === '') {
    // Asterisk reads past the end of the list.
    return UNKNOWN;
  }
  const separator = encodedText(delimiter) || ',';
  return withValue(name, scope, (value) =>
    value
      .split(separator)
      .filter((each) => each !== field)
      .join(separator),
  );
}

/** The field at one end of a variable's list, which loses it. */
function taken(args: string, scope: Scope, end: 'first' | 'last'): string | Unknown | undefined {
  const [name = '', delimiter = ''] = functionArguments(args, 2);
  if (name === '') {
    return undefined;
  }
  if (scope.setVariable === undefined) {
    return UNKNOWN;
  }
  const separator = encodedCharacter(delimiter)?.character ?? ',';
  return withValue(name, scope, (value) => {
    if (value === '') {
      return '';
    }
    const at = end === 'first' ? value.indexOf(separator) : value.lastIndexOf(separator);
    const [before, after] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
    scope.setVariable?.(name, at < 0 ? '' : end === 'first' ? after : before);
    return end === 'first' || at < 0 ? before : after;
  });
}
