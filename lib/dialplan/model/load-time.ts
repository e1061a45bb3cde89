/**
 * The text with the global variables in it that are known so far, as the names of extensions and includes have them when a dialplan is loaded.
 *
 * Source: `pbx_load_config` (`pbx/pbx_config.c`), which calls `pbx_substitute_variables_helper` without a channel.
 */
export function substituteGlobals(text: string, globals: ReadonlyMap<string, string>): string {
  let found = text;
  for (let left = 100; left > 0 && found.includes('${'); left--) {
    const next = found.replace(/\$\{(?:GLOBAL\()?([^${}():]*)\)?\}/, (_, name: string) => globals.get(name) ?? '');
    if (next === found) {
      break;
    }
    found = next;
  }
  return found;
}
