import { basename, isAbsolute } from 'node:path/posix';
import type { ConfFile } from '../conf/nodes';
import type { LineOrigin } from '../conf/line-reader';
import { parse } from '../conf/parse';
import { isWholeFile } from '../config/secret-placeholder';
import { ValidationError } from '../conf/validation-error';

/** Files that lie among those of Asterisk, and that other programs read. */
const NOT_READ = ['ast_debug_tools.conf', 'dbsep.conf', 'muted.conf'];

/** Asterisk gives up at this depth. Source: `MAX_INCLUDE_LEVEL` (`main/config.c`). */
const MAX_DEPTH = 10;

const INCLUDE = /^\s*#(include|tryinclude)\s+["<]?([^">;\s]+)/;

/** A file of the configuration as Asterisk reads it: with all that it includes, each line in its true place. */
export interface SourceFile {
  readonly file: ConfFile;
  readonly mistakes: readonly ValidationError[];
  /** Whether all of it is known: what a command prints is not, nor a file that is, as a whole, a secret. */
  readonly complete: boolean;
}

interface PlacedLine extends LineOrigin {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads the files of a configuration, however broken they are: each that no other one includes, with what it includes.
 *
 * @param texts the text of each file by its name below `/etc/asterisk`
 */
export function readSources(texts: ReadonlyMap<string, string>): readonly SourceFile[] {
  const included = new Set<string>();
  const circular = new Set<string>();
  const expanded = [...texts.keys()]
    .filter((name) => name.endsWith('.conf') && !NOT_READ.includes(name))
    .map((name) => {
      const mistakes: ValidationError[] = [];
      const text = texts.get(name) ?? '';
      // Most files include nothing, and may be long.
      const lines = /^\s*#(include|tryinclude|exec)\b/m.test(text)
        ? expand(texts, name, { included, circular, mistakes }, [])
        : undefined;
      return { name, text, lines, mistakes };
    });
  return expanded
    .filter(({ name }) => !included.has(name) || circular.has(name))
    .map(({ name, text, lines, mistakes }) => {
      if (lines === undefined) {
        const { file, errors } = parse(text, name);
        return { file, mistakes: errors, complete: !isWholeFile(text) };
      }
      const origins = lines.map(({ file, line }) => (file === name ? { line } : { file, line }));
      const { file, errors } = parse(lines.map((line) => line.text).join('\n'), name, origins);
      const parts = new Set(lines.map((line) => line.file));
      const complete =
        !lines.some((line) => /^\s*#exec\b/.test(line.text)) &&
        ![...parts].some((part) => isWholeFile(texts.get(part) ?? ''));
      return { file, mistakes: [...mistakes, ...errors], complete };
    });
}

/** What is learned while files are put into each other. */
interface Expansion {
  readonly included: Set<string>;
  /** Files that include themselves in the end: nobody else tells of them. */
  readonly circular: Set<string>;
  readonly mistakes: ValidationError[];
}

function expand(
  texts: ReadonlyMap<string, string>,
  name: string,
  found: Expansion,
  by: readonly string[],
): readonly PlacedLine[] {
  return (texts.get(name) ?? '').split('\n').flatMap((text, index) => {
    const own = { file: name, line: index + 1, text };
    const [, kind, target = ''] = INCLUDE.exec(text) ?? [];
    if (kind === undefined) {
      return [own];
    }
    const targets = matching(texts, target);
    const circle = by.length >= MAX_DEPTH || targets.some((each) => each === name || by.includes(each));
    const message = circle
      ? `'${target}' includes itself, or more than ${MAX_DEPTH} files deep: take the circle out`
      : targets.length === 0 && kind === 'include'
        ? `'${target}' is not there, without it Asterisk reads nothing of this file: add it, or use #tryinclude`
        : undefined;
    if (message !== undefined) {
      found.mistakes.push(new ValidationError('ConfInclude', message, { file: name, line: index + 1, column: 1 }));
    }
    targets.forEach((each) => found.included.add(each));
    if (circle) {
      found.circular.add(name);
      return [];
    }
    return targets.flatMap((each) => expand(texts, each, found, [...by, name]));
  });
}

/**
 * The files that a target means: a name or a pattern, below `/etc/asterisk`.
 *
 * Another directory is taken for that one: its files are looked for where they are.
 */
function matching(texts: ReadonlyMap<string, string>, target: string): readonly string[] {
  return [...texts.keys()].filter((name) => isMeant(name, target)).sort();
}

/** What a text includes: names and patterns of files. */
export function includesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => INCLUDE.exec(line)?.[2] ?? []);
}

/** Whether a file is one that a target means. */
export function isMeant(name: string, target: string): boolean {
  const own = target.replace(/^\/etc\/asterisk\//, '').replace(/^\.\//, '');
  const wanted = isAbsolute(own) ? basename(own) : own;
  const pattern = new RegExp(
    `^${wanted
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  );
  return pattern.test(name);
}
