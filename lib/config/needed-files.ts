import type { Catalog } from '../catalog/catalog';

/** The files without which Asterisk with these modules complains at start, each with the least that it must hold. */
export function neededFiles(catalog: Catalog, modules: readonly string[]): ReadonlyMap<string, string> {
  const needs = [catalog.builtin, ...modules.flatMap((name) => catalog.modules[name] ?? [])].flatMap((each) =>
    Object.entries(each.needs ?? {}),
  );
  // Where one is content with less than another, the last one counts, which is the longest.
  return new Map(needs.sort(([, a], [, b]) => a.length - b.length));
}
