import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a directory with exactly these files: paths below it, and their text. What it held before is gone. */
export function writeDirectory(parent: string, name: string, files: ReadonlyMap<string, string>): void {
  const directory = join(parent, name);
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of files) {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    // A script begins with the program that runs it.
    writeFileSync(target, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
}
