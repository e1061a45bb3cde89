import type { CatalogParameter } from '../catalog/catalog';

/** A step as a line of `extensions.conf` holds it. */
export interface WrittenStep {
  /** What stands before the application: a number, `n`, `hint` …, with its label. */
  readonly priority: string;
  /** The application with its arguments, or what a hint says. */
  readonly text: string;
}

/** An application, with what stands between its parentheses. */
export interface WrittenApplication {
  readonly name: string;
  readonly arguments: string;
}

/** A line of a context that begins with `exten` or `same`. */
export interface WrittenLine extends WrittenStep {
  /** What `exten` names; absent for `same`. */
  readonly extension?: string;
}

/** What a line says, however little it is; `undefined` for a line that begins otherwise. Source: `pbx_load_config` (`pbx/pbx_config.c`). */
export function readLine(key: string, value: string): WrittenLine | undefined {
  const name = key.toLowerCase();
  if (name !== 'exten' && !name.startsWith('same')) {
    return undefined;
  }
  const end = name === 'exten' ? extensionEnd(value) : -1;
  const [, priority = '', text = ''] = /^([^,]*),?(.*)$/s.exec(value.slice(end + 1)) ?? [];
  const step = { priority: priority.trim(), text: text.trim() };
  return name === 'exten' ? { extension: value.slice(0, end), ...step } : step;
}

/** A comma within a set of characters is one of them. */
function extensionEnd(value: string): number {
  let depth = 0;
  for (let index = 0; index < value.length; index++) {
    const character = value.charAt(index);
    if (character === '\\') {
      index++;
    } else if (character === '[') {
      depth++;
    } else if (character === ']') {
      depth = Math.max(0, depth - 1);
    } else if (character === ',' && depth === 0) {
      return index;
    }
  }
  return value.length;
}

/** The step of a line; `undefined` for a line that is none. */
export function readStep(key: string, value: string): WrittenStep | undefined {
  const line = readLine(key, value);
  return line === undefined || line.text === '' ? undefined : line;
}

/**
 * What stands before the first parenthesis, and from there up to the last one that closes.
 *
 * `undefined` where a variable stands before it: then it is no
 * application, but what a hint says. Source: `pbx_load_config` (`pbx/pbx_config.c`).
 */
export function splitApplication(text: string): (WrittenApplication & { readonly closed: boolean }) | undefined {
  const open = text.indexOf('(');
  const name = open < 0 ? text : text.slice(0, open);
  if (open >= 0 && /\$[{[]/.test(name)) {
    return undefined;
  }
  const close = text.lastIndexOf(')');
  const closed = open < 0 || close > open;
  return {
    name,
    arguments: open < 0 ? '' : text.slice(open + 1, closed ? close : undefined),
    closed,
  };
}

/** What `Dial(PJSIP/hall,20)` calls; `undefined` where a variable names it, which is only known later. */
export function readApplication(text: string): WrittenApplication | undefined {
  const found = splitApplication(text);
  const name = found?.name.trim();
  return name === undefined || found?.closed !== true || !/^[A-Za-z]\w*$/.test(name)
    ? undefined
    : { name, arguments: found.arguments };
}

/** An option letter as it is written, and what stands in parentheses behind it. */
export interface WrittenFlag {
  readonly letter: string;
  readonly argument?: string;
}

/** The option letters in an argument; what stands in their parentheses is none. */
export function readFlags(text: string): readonly WrittenFlag[] {
  const flags: WrittenFlag[] = [];
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index);
    if (text.charAt(index + 1) !== '(') {
      flags.push({ letter });
      continue;
    }
    const end = closingOf(text, index + 1);
    flags.push({ letter, argument: text.slice(index + 2, end) });
    index = end;
  }
  return flags;
}

/** Where the parenthesis that opens there closes, or the text ends. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    depth += text.charAt(index) === '(' ? 1 : text.charAt(index) === ')' ? -1 : 0;
    if (depth === 0) {
      return index;
    }
  }
  return text.length;
}

/** Whether a parameter is made of letters, one behind the other, and not of words. */
export function hasLetters({ options }: CatalogParameter): boolean {
  return options !== undefined && Object.keys(options).every((name) => name.length === 1);
}
