/** Where a node stands in the text it was parsed from; absent on nodes that were built. Lines and columns count from 1. */
export interface Position {
  /** The file that the line stands in, where that is one which the file of the node includes. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** One file of Asterisk's configuration: what stands before the first section, then the sections. */
export interface ConfFile {
  readonly kind: 'file';
  /** The name below the configuration directory, such as `pjsip.conf`. */
  readonly name: string;
  /** Comments and directives before the first section. */
  readonly head: readonly HeadItem[];
  readonly sections: readonly Section[];
}

/** `[name](!,parent,+)` and the lines below it. */
export interface Section {
  readonly kind: 'section';
  readonly name: string;
  /** Whether it is a template, which serves inheritance only: `(!)`. */
  readonly template: boolean;
  /** Whether its lines join the first section of the same name: `(+)`. */
  readonly append: boolean;
  /** The sections whose lines it takes over, in order. */
  readonly inherits: readonly string[];
  readonly comment?: string;
  readonly items: readonly BodyItem[];
  readonly position?: Position;
}

/** How a value is given to a key: `=` and `=>` both set it, `+=` appends to the last value of that key. */
export type Operator = '=' | '=>' | '+=';

/** `key = value`. */
export interface Assignment {
  readonly kind: 'assignment';
  readonly key: string;
  readonly operator: Operator;
  /** The value as Asterisk sees it: trimmed (but `+=` keeps the spaces it appends first), `;` unescaped, never unquoted. */
  readonly value: string;
  readonly comment?: string;
  readonly position?: Position;
  /** Where the value begins. */
  readonly valuePosition?: Position;
}

/** A whole line that Asterisk does not read; `text` is what follows the `;`. */
export interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  readonly position?: Position;
}

/** `#include`, `#tryinclude` or `#exec`. */
export interface Directive {
  readonly kind: 'directive';
  readonly name: 'include' | 'tryinclude' | 'exec';
  /** A file, glob or command; relative paths start at the configuration directory. */
  readonly target: string;
  readonly comment?: string;
  readonly position?: Position;
}

/** An empty line, kept so that a hand-written file stays readable. */
export interface Blank {
  readonly kind: 'blank';
  readonly position?: Position;
}

/** What may stand before the first section. */
export type HeadItem = Comment | Directive | Blank;

/** What may stand in a section. */
export type BodyItem = Assignment | HeadItem;

/** A file of these sections. */
export function file(name: string, sections: readonly Section[], head: readonly HeadItem[] = []): ConfFile {
  return { kind: 'file', name, head, sections };
}

/** A plain section. */
export function section(
  name: string,
  items: readonly BodyItem[],
  options: Partial<Pick<Section, 'template' | 'append' | 'inherits' | 'comment'>> = {},
): Section {
  return { kind: 'section', name, template: false, append: false, inherits: [], items, ...options };
}

/** A line `key = value`. */
export function assignment(key: string, value: string, operator: Operator = '='): Assignment {
  return { kind: 'assignment', key, operator, value };
}

/** A line `; text`. */
export function comment(text: string): Comment {
  return { kind: 'comment', text: ` ${text}` };
}
