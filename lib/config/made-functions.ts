import { flatten } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';

/** The file whose sections are functions of the dialplan. */
export const FUNCTIONS_FILE = 'func_odbc.conf';

/** The functions that `func_odbc` makes: each section's name, after its `prefix`, which is `ODBC` where it says none. */
export function madeFunctions(files: readonly ConfFile[]): ReadonlySet<string> {
  const sections = files
    .filter(({ name }) => name === FUNCTIONS_FILE)
    // A parent that is missing is for others to tell.
    .flatMap((file) => flatten(file, () => undefined))
    .filter(({ name, template }) => !template && name !== 'general');
  return new Set(
    sections.map(({ name, variables }) => {
      const prefix = variables.find(({ key }) => key === 'prefix')?.value ?? '';
      return `${prefix === '' ? 'ODBC' : prefix}_${name}`;
    }),
  );
}
