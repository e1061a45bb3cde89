import type { Catalog } from './catalog';
import { readImport } from './read-import';
import type { AsteriskVersion } from './version';

const cache = new Map<AsteriskVersion, Catalog>();

/** What a version of Asterisk knows, read when first asked for. */
export function catalogOf(version: AsteriskVersion): Catalog {
  let catalog = cache.get(version);
  if (catalog === undefined) {
    catalog = readImport(`asterisk/${version.major}.json`) as Catalog;
    cache.set(version, catalog);
  }
  return catalog;
}
