import { createHash } from 'node:crypto';
import type { AsteriskVersion } from '../catalog/version';
import { flatten, type Category } from '../conf/flatten';
import { parse } from '../conf/parse';
import { ValidationError } from '../conf/validation-error';
import { reloadableFiles, reloadCommand, RESTART_TYPES } from './reload-table';

/** The text of each file by its name. */
export type Texts = ReadonlyMap<string, string>;

/**
 * The commands that have a running Asterisk read each file again, in the order of the table; a file that is not in the result wants a restart.
 *
 * A file that others include or name, such as a certificate, is read with those: all of them have to be reloadable.
 */
export function reloadPlan(files: Texts, version: AsteriskVersion): ReadonlyMap<string, readonly string[]> {
  const table = reloadableFiles(version);
  const order = table.map((file) => reloadCommand(file, version));
  const plan = new Map<string, readonly string[]>();
  for (const name of files.keys()) {
    const readers = readersOf(name, files).map((reader) => reloadCommand(reader, version));
    const commands = [...new Set(readers)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    if (commands.every((command) => command !== undefined)) {
      plan.set(name, commands);
    }
  }
  return plan;
}

/**
 * What of these files a running Asterisk never reads again, by file: without comments, and without the order of modules, which mean nothing.
 *
 * What a Secret will hold is not known: it counts as what can be reloaded, as far as its file can.
 */
export function restartParts(files: Texts, version: AsteriskVersion): Texts {
  const plan = reloadPlan(files, version);
  const parts = new Map<string, string>();
  for (const [name, text] of files) {
    const part = !plan.has(name)
      ? canonical(name, text, () => true)
      : readersOf(name, files).includes('pjsip.conf')
        ? canonical(name, text, (category) => RESTART_TYPES.includes(typeOf(category) ?? ''))
        : '';
    if (part !== '') {
      parts.set(name, part);
    }
  }
  return parts;
}

/** A hash that changes with what wants a restart, and with nothing else. */
export function restartHash(files: Texts, version: AsteriskVersion): string {
  return hashOf(restartParts(files, version));
}

/**
 * What the pod's reloader goes by: a hash of all files, one of what wants a restart, and the commands for each file.
 *
 * It lies beside the files as `.reload`, which Asterisk does not read (`lib/image/context/reload-config`).
 */
export function reloadList(files: Texts, version: AsteriskVersion): string {
  const order = reloadableFiles(version).map((file) => reloadCommand(file, version));
  const lines = [...reloadPlan(files, version)]
    .flatMap(([file, commands]) => commands.map((command) => ({ file, command })))
    .sort((a, b) => order.indexOf(a.command) - order.indexOf(b.command))
    .map(({ file, command }) => `file ${file} ${command}`);
  return [`generation ${hashOf(files)}`, `restart ${restartHash(files, version)}`, ...lines, ''].join('\n');
}

/** A hash of texts and their names, in order. */
function hashOf(files: Texts): string {
  const sum = createHash('sha256');
  for (const [name, text] of files) {
    sum.update(`${name}\0${text}\0`);
  }
  return sum.digest('hex').slice(0, 16);
}

/** The files that Asterisk looks for by themselves and that lead to this one; itself, where nothing does. */
function readersOf(name: string, files: Texts, seen: readonly string[] = []): readonly string[] {
  const naming = [...files].filter(([other, text]) => other !== name && !seen.includes(other) && names(text, name));
  const readers = naming.flatMap(([other]) => readersOf(other, files, [...seen, name]));
  return naming.length === 0 ? [name] : [...new Set(readers)];
}

/** Whether a text includes a file, or names it as a value with its directory. */
function names(text: string, file: string): boolean {
  if (text.includes(`/${file}`)) {
    return true;
  }
  if (!text.includes('include')) {
    return false;
  }
  return [...text.matchAll(/^\s*#(?:try)?include\s+["<]?([^">;\s]+)/gm)].some(([, target = '']) => {
    const pattern = (target.split('/').at(-1) ?? '').replace(/[.+^${}()|\\]/g, '\\$&');
    return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(file);
  });
}

/** The type of an object of `pjsip.conf`. */
export function typeOf({ variables }: Category): string | undefined {
  return variables.findLast(({ key }) => key === 'type')?.value;
}

function canonical(name: string, text: string, counts: (category: Category) => boolean): string {
  if (!name.endsWith('.conf')) {
    return text;
  }
  try {
    return flatten(parse(text, name).file)
      .filter((category) => !category.template && counts(category))
      .map(({ name: section, variables }) => {
        const lines = variables.map(({ key, value }) => `${key}=${value}\n`);
        return `[${section}]\n${(name === 'modules.conf' ? lines.sort() : lines).join('')}`;
      })
      .join('');
  } catch (error) {
    // It inherits from a file that includes it: then all of it counts.
    if (error instanceof ValidationError) {
      return text;
    }
    throw error;
  }
}
