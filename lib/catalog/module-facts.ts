import { readImport } from './read-import';
import type { AsteriskVersion } from './version';

/** What a version's modules say of themselves, as `imports/make-modules.ts` read it from the installed Asterisk. */
export interface ModuleFacts {
  /** The module that provides each application; `builtin` is Asterisk itself. */
  readonly applications: Readonly<Record<string, string>>;
  /** The same of each function. */
  readonly functions: Readonly<Record<string, string>>;
  /** What each module needs to be loaded with it. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
}

const cache = new Map<AsteriskVersion, ModuleFacts>();

/** The facts of a version, read when first asked for. */
export function moduleFacts(version: AsteriskVersion): ModuleFacts {
  let facts = cache.get(version);
  if (facts === undefined) {
    facts = readImport(`asterisk/${version.major}.json`) as ModuleFacts;
    cache.set(version, facts);
  }
  return facts;
}
