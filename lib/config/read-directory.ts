import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfFile } from '../conf/nodes';
import { includesIn, isMeant, readSources } from './read-sources';

/** Dialplans in other languages: that they are there says that `extensions.conf` is not all. */
const OTHER_DIALPLANS = /^extensions\.(ael|lua)$/;

/**
 * The text of each file of a configuration, by its path in the directory.
 *
 * These are all that end in `.conf`, in directories below it too, what any of them includes, and dialplans in other languages.
 */
export function textsIn(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isFile())
    .sort();
  const texts = new Map<string, string>();
  let next = names.filter((name) => name.endsWith('.conf') || OTHER_DIALPLANS.test(name));
  while (next.length > 0) {
    next.forEach((name) => texts.set(name, readFileSync(join(directory, name), 'utf8')));
    const wanted = next.flatMap((name) => includesIn(texts.get(name) ?? ''));
    next = names.filter((name) => !texts.has(name) && wanted.some((target) => isMeant(name, target)));
  }
  return texts;
}

/**
 * The `.conf` files of a directory as Asterisk reads them: each with what it includes in place of the line that includes it.
 *
 * Whatever another file includes is no file of its own; its nodes keep the place where they stand in it.
 *
 * @throws ValidationError `ConfSyntax` at the first mistake, `ConfInclude` for what is included and is not there
 */
export function readDirectory(directory: string): readonly ConfFile[] {
  return readSources(textsIn(directory)).map(({ file, mistakes: [first] }) => {
    if (first !== undefined) {
      throw first;
    }
    return file;
  });
}
