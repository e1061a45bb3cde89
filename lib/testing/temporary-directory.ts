import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();

function removeAll(): void {
  for (const directory of made) {
    removeTemporaryDirectory(directory);
  }
}

/** Makes a directory, which goes with this process at the latest. */
export function makeTemporaryDirectory(purpose: string): string {
  if (made.size === 0) {
    process.once('exit', removeAll);
  }
  const directory = mkdtempSync(join(tmpdir(), `cdk8s-asterisk-${purpose}-`));
  made.add(directory);
  return directory;
}

/** Removes what `makeTemporaryDirectory` made. */
export function removeTemporaryDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  if (made.delete(directory) && made.size === 0) {
    process.removeListener('exit', removeAll);
  }
}
