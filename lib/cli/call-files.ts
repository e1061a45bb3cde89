import type { ConfFile } from '../conf/nodes';
import { readDirectory } from '../config/read-directory';

/** The files that say who calls, and what happens then. */
const CALL_FILES = ['extensions.conf', 'pjsip.conf', 'pjsip_wizard.conf'];

/**
 * The files of a directory that say where calls go; whatever is wrong with others does not change it.
 *
 * @throws ValidationError as `readDirectory`
 */
export function callFilesIn(directory: string): readonly ConfFile[] {
  return readDirectory(directory, CALL_FILES);
}
