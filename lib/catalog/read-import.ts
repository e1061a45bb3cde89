import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file of data that a script in `imports/` made, such as `tones.json`.
 *
 * Read when it is first needed, so that whoever does not need it does not wait for it.
 */
export function readImport(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, '../../imports', name), 'utf8'));
}
