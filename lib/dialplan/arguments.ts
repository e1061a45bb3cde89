import { shown, ValidationError } from '../conf/validation-error';
import { DialplanFunction } from './dialplan-function';
import { scan } from './scan';
import { stepText, type Step } from './step';
import type { FlagSyntax, Syntax } from './syntax';

/** What a parameter of an application or function may be. */
export type Value = string | number | DialplanFunction;

/** What Asterisk works out when the step runs, such as `${OPTIONS}`; it stands where only certain words or letters may. */
export type Expression = DialplanFunction | `\${${string}`;

/** One value, a list or the parts in order, the flags, or a step where an application is run by another. */
type Given = Value | boolean | undefined | Step | readonly Given[] | { readonly [flag: string]: Given };

/** An application with its parameters, written as Asterisk parses it. */
export function step(application: string, separator: string, parameters: readonly Syntax[], given: object): Step {
  return { application, arguments: write(application, separator, parameters, given) };
}

/** A function with its parameters, written as Asterisk parses it. */
export function call(name: string, separator: string, parameters: readonly Syntax[], given: object): DialplanFunction {
  return new DialplanFunction(`${name}(${write(name, separator, parameters, given)})`);
}

/**
 * Checks that text stays where it is put: on one line, with its parentheses and quotation marks closed.
 *
 * @throws ValidationError `ApplicationArgument`
 */
export function checkClosed(owner: string, text: string): void {
  new Writer(owner).check(text, { name: 'its arguments' }, '');
}

function write(owner: string, separator: string, parameters: readonly Syntax[], given: object): string {
  return new Writer(owner).join({ name: '', separator, parts: parameters }, given as readonly Given[], '');
}

/** Characters at which Asterisk splits only once, so that the last part may hold them. A file's ending stands behind its last dot. */
const SPLIT_ONCE = '/=? .';

class Writer {
  constructor(private readonly owner: string) {}

  /** The parts of a parameter; `outer` are the characters that would end the parameter itself. */
  join({ separator = ',', parts = [], rest, parentheses }: Syntax, given: readonly Given[], outer: string): string {
    const syntaxes = [...parts, ...(rest === undefined ? [] : given.slice(parts.length).map(() => rest))];
    const extra = given[syntaxes.length];
    if (extra !== undefined) {
      this.refuse({ name: 'the last parameter' }, extra, 'is one more than there is');
    }
    const texts = syntaxes.map((syntax, index) => {
      const last = index === syntaxes.length - 1;
      const own = separator === '.' || (last && SPLIT_ONCE.includes(separator)) ? '' : separator;
      const inside = parentheses !== true ? outer + own : index === 0 ? `${outer}(` : own;
      const shifted = syntax.shifts === true && given.slice(0, index).some((each) => each === undefined);
      return this.value(shifted ? { ...syntax, text: undefined } : syntax, given[index], inside);
    });
    const optional = syntaxes.length - 1 - syntaxes.findLastIndex(({ required }) => required === true);
    const kept = withoutEnd(this.shift(syntaxes, texts, given), optional);
    const [head = '', ...others] = kept;
    return parentheses !== true
      ? kept.join(separator)
      : `${head}${given.length < 2 ? '' : `(${others.join(separator)})`}`;
  }

  /** Where Asterisk counts from the right, absent parts are left out; one that is given needs all behind it. */
  private shift(syntaxes: readonly Syntax[], texts: readonly string[], given: readonly Given[]): readonly string[] {
    const end = syntaxes.findIndex(({ shifts }) => shifts === true);
    if (end < 0) {
      return texts;
    }
    let start = end;
    while (start > 0 && syntaxes[start - 1]?.required === undefined) {
      start--;
    }
    const firstGiven = given.findIndex((each, index) => index >= start && each !== undefined);
    const hole = syntaxes.find((_, index) => index > firstGiven && index < end && given[index] === undefined);
    if (hole !== undefined) {
      this.refuse(hole, undefined, `is left out, though ${syntaxes[firstGiven]?.name ?? ''} before it is given`);
    }
    return texts.filter((_, index) => index < start || index >= end || given[index] !== undefined);
  }

  private value(syntax: Syntax, given: Given, outer: string): string {
    if (given === undefined || given === false) {
      return syntax.required === true ? this.refuse(syntax, given, 'is missing') : '';
    }
    if (isList(given)) {
      return this.list(syntax, given, outer);
    }
    if (typeof given === 'object' && !(given instanceof DialplanFunction)) {
      return syntax.flags === undefined ? this.run(syntax, given, outer) : this.flags(syntax, syntax.flags, given);
    }
    const text = this.text(syntax, given);
    if (text === '' && syntax.required === true && syntax.text !== true) {
      this.refuse(syntax, given, 'is empty');
    }
    this.check(text, syntax, syntax.variable === true ? `${outer},` : outer);
    return syntax.quoted === true ? `"${text}"` : text;
  }

  private text(syntax: Syntax, given: Value | true): string {
    if (given === true || (typeof given === 'number' && !Number.isFinite(given))) {
      return this.refuse(syntax, given, 'is neither text nor a number');
    }
    if (typeof given === 'number') {
      return String(given);
    }
    return given instanceof DialplanFunction && syntax.variable === true ? given.name : String(given);
  }

  private list(syntax: Syntax, given: readonly Given[], outer: string): string {
    if (syntax.parts === undefined && syntax.rest === undefined) {
      return this.refuse(syntax, JSON.stringify(given), 'is one value, and not several');
    }
    if (given.length === 0) {
      return this.refuse(syntax, '', 'is an empty list: name at least one');
    }
    return this.join(syntax, given, outer);
  }

  /** An application that another one runs. */
  private run(syntax: Syntax, given: object, outer: string): string {
    if (syntax.parentheses !== true || !('application' in given)) {
      return this.refuse(syntax, JSON.stringify(given), 'is no object');
    }
    const text = stepText(given as Step);
    this.check(text, syntax, outer);
    return text;
  }

  private flags(syntax: Syntax, flags: Readonly<Record<string, FlagSyntax>>, given: object): string {
    const words = Object.keys(flags).some((flag) => flag.length > 1);
    const texts = Object.entries(given as Readonly<Record<string, Given>>)
      .filter(([, value]) => value !== undefined && value !== false)
      .map(([flag, value]) => {
        const flagSyntax = Object.hasOwn(flags, flag) ? flags[flag] : undefined;
        return flagSyntax === undefined
          ? this.refuse(syntax, flag, `has no such option, but ${Object.keys(flags).join(' ')}`)
          : `${flag}${this.flag({ ...flagSyntax, name: `${syntax.name} ${flag}` }, value)}`;
      });
    return texts.join(words ? ',' : '');
  }

  /** What stands in parentheses keeps its commas. */
  private flag(syntax: Syntax, value: Given): string {
    const { parts = [], rest } = syntax;
    if (value === true) {
      const needed = parts.find(({ required }) => required === true) ?? (rest?.required === true ? rest : undefined);
      return needed === undefined ? '' : this.refuse(syntax, value, `needs ${needed.name}`);
    }
    if (parts.length === 0 && rest === undefined) {
      return this.refuse(syntax, value, 'takes no argument: give it true');
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && rest === undefined) {
      return `(${this.value({ ...only, name: `${syntax.name}(${only.name})` }, value, '')})`;
    }
    return `(${this.value(syntax, value, '')})`;
  }

  /** Refuses text that Asterisk would read as more, or as less, than one value. */
  check(text: string, syntax: Syntax, splitting: string): void {
    if (/[\r\n\0]/.test(text)) {
      this.refuse(syntax, text, 'holds a line break: take it out');
    }
    const reading = scan(text, syntax.text === true ? '' : splitting);
    const [split] = reading.splits;
    if (split !== undefined) {
      const name = text[split] === ',' ? 'a comma' : `'${text[split] ?? ''}'`;
      this.refuse(
        syntax,
        text,
        `holds ${name}, which begins the next argument: take it out, or write the step with raw()`,
      );
    }
    if (syntax.text === true ? reading.openExpression : reading.open !== undefined) {
      this.refuse(syntax, text, `has ${reading.open ?? "'${'"} without its counterpart: close it, or take it out`);
    }
    // Two of them are one that means nothing more.
    if (/(^|[^\\])(\\\\)*\\$/.test(text)) {
      this.refuse(
        syntax,
        text,
        'ends with a backslash, which takes the meaning of what follows: double it, or take it out',
      );
    }
    if (syntax.quoted === true && text.includes('"')) {
      this.refuse(syntax, text, 'holds a quotation mark: Asterisk puts it between two of its own');
    }
  }

  private refuse({ name }: Syntax, given: unknown, reason: string): never {
    throw new ValidationError('ApplicationArgument', `${this.owner}: ${name} ${reason}; given is ${shown(given)}`);
  }
}

/** Without the empty texts at the end, as far as these are optional. */
function withoutEnd(texts: readonly string[], optional: number): readonly string[] {
  const last = texts.findLastIndex((text) => text !== '');
  return texts.slice(0, Math.max(last + 1, texts.length - optional));
}

function isList(given: Given): given is readonly Given[] {
  return Array.isArray(given);
}
