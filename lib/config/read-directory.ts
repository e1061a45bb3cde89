import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfFile } from '../conf/nodes';
import { readSources } from './read-sources';

/** The text of each `.conf` file of a directory, those in directories below it too, by its path in it. */
export function textsIn(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.conf') && statSync(join(directory, name)).isFile(),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
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
