import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LineOrigin } from '../conf/line-reader';
import type { ConfFile } from '../conf/nodes';
import { parse } from '../conf/parse';
import { ValidationError } from '../conf/validation-error';

/** Asterisk gives up at this depth. Source: `MAX_INCLUDE_LEVEL` (`main/config.c`). */
const MAX_DEPTH = 10;

/**
 * The `.conf` files of a directory as Asterisk reads them: each with what it includes in place of the line that includes it.
 *
 * Whatever another file includes is no file of its own; its nodes keep the place where they stand in it.
 *
 * @throws ValidationError `ConfSyntax` at the first mistake, `ConfInclude` for what is included and is not there
 */
export function readDirectory(directory: string): readonly ConfFile[] {
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.conf'))
    .sort();
  const included = new Set<string>();
  const texts = names.map((name) => [name, expand(directory, name, included, [])] as const);
  return texts
    .filter(([name]) => !included.has(name))
    .map(([name, lines]) => {
      const text = lines.map((line) => line.text).join('\n');
      const origins = lines.map(({ file, line }) => (file === name ? { line } : { file, line }));
      const { file, errors } = parse(text, name, origins);
      const [first] = errors;
      if (first !== undefined) {
        throw first;
      }
      return file;
    });
}

/** A line of a file, and which one it is. */
interface FileLine extends LineOrigin {
  readonly file: string;
  readonly text: string;
}

/** The lines of a file with its includes in place; a directive that is commented out is none. */
function expand(directory: string, name: string, included: Set<string>, by: readonly string[]): readonly FileLine[] {
  const text = readFileSync(join(directory, name), 'utf8');
  return text.split('\n').flatMap((line, index) => {
    const [, kind, target = ''] = /^\s*#(include|tryinclude)\s+["<]?([^">;\s]+)/.exec(line) ?? [];
    if (kind === undefined) {
      return [{ file: name, line: index + 1, text: line }];
    }
    const found = matching(directory, target);
    const fail = (message: string): never => {
      throw new ValidationError('ConfInclude', message, { file: name, line: index + 1, column: 1 });
    };
    if (found.length === 0 && kind === 'include') {
      fail(
        `'${target}' is not in this directory, without it Asterisk reads nothing of ${name}: add it, or use #tryinclude`,
      );
    }
    if (by.length >= MAX_DEPTH || found.some((each) => each === name || by.includes(each))) {
      fail(`'${target}' includes itself, or more than ${MAX_DEPTH} files deep: take the circle out`);
    }
    found.forEach((each) => included.add(each));
    return found.flatMap((each) => expand(directory, each, included, [...by, name]));
  });
}

/** The files that a target means: a name, or a pattern of names, of this directory wherever it lies in the pod. */
function matching(directory: string, target: string): readonly string[] {
  const part =
    /[*?[]/.test(basename(target)) || basename(target) === target
      ? basename(target)
      : target.replace(/^\/etc\/asterisk\//, '');
  const pattern = new RegExp(
    `^${part
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  return readdirSync(directory)
    .filter((name) => pattern.test(name) && !name.startsWith('.'))
    .sort();
}
