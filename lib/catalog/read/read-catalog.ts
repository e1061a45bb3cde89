import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ValidationError } from '../../conf/validation-error';
import type { Catalog, CatalogApplication, CatalogModule, CatalogParameter, NeededFiles } from '../catalog';
import { catalogOf } from '../catalog-of';
import { AsteriskVersion } from '../version';
import { configFilesOf } from './config-files';
import { childrenOf, readDocumentation, sinceOf, type Element } from './documentation';
import { Elf } from './elf';
import { holdsText, readModule, type ModuleBinary } from './module-binary';
import { Providers, type ProviderKind } from './providers';
import { applicationCorrections, neededFilesOf } from './supplement';
import { parametersOf } from './syntax';
import { variablesOf } from './variables';

/** What is documented for a module that is not installed, and that nothing names. */
const UNKNOWN = 'unknown';

/**
 * Reads what an installed Asterisk says of itself, in its documentation and its modules, without running any of it; what only a running one
 * tells is added as it was learned.
 *
 * @param root the directory that its root file system is at: `/`, or where an image or package was unpacked
 * @throws ValidationError `CatalogRoot` when no complete Asterisk is installed there
 */
export function readCatalog(root: string): Catalog {
  const docs = documentationBelow(root);
  const program = read(root, join(root, 'usr/sbin/asterisk'), (bytes) => new Elf(bytes).strings());
  const modules = modulesBelow(root);
  const version = versionIn(program);
  if (version === undefined) {
    throw missing(root, `usr/sbin/asterisk states no version`);
  }
  const documented = new Set(childrenOf(docs, 'module').map(({ attributes }) => attributes.name ?? ''));
  const providers = new Providers({ modules, program, documented, newer: () => catalogOf(AsteriskVersion.V22) });
  const applications = (kind: ProviderKind) =>
    Object.fromEntries(
      childrenOf(docs, kind)
        .map((element): [string, CatalogApplication] => {
          const name = element.attributes.name ?? '';
          return [name, applicationOf(kind, element, providers.of(kind, name, element.attributes.module) ?? UNKNOWN)];
        })
        // Variants of a module document the same application: the first that is installed stands for all.
        .reverse()
        .sort(([, a], [, b]) => Number(modules.has(a.module)) - Number(modules.has(b.module)))
        .sort(byName),
    );
  const actions = childrenOf(docs, 'manager').map(
    ({ attributes: { name = '', module } }) => [name, providers.of('manager', name, module) ?? UNKNOWN] as const,
  );
  const needed = neededFilesOf(version);
  return {
    version,
    files: configFilesOf(docs, version, {
      has: (module) => module === 'builtin' || modules.has(module),
      holds: (module, text) =>
        holdsText(module === 'builtin' ? program : (modules.get(module)?.strings ?? new Set()), text),
    }),
    applications: applications('application'),
    functions: applications('function'),
    managerActions: Object.fromEntries(actions.sort(byName)),
    agiCommands: childrenOf(docs, 'agi')
      .map(({ attributes }) => attributes.name ?? '')
      .sort(),
    modules: Object.fromEntries(
      [...modules].map(([name, binary]) => [name, moduleOf(name, binary, modules, needed[name])]),
    ),
    builtin: needed.builtin ?? {},
  };
}

function applicationOf(kind: ProviderKind, element: Element, module: string): CatalogApplication {
  const corrections = kind === 'application' ? (applicationCorrections()[element.attributes.name ?? ''] ?? {}) : {};
  const [syntax] = childrenOf(element, 'syntax');
  const separator = syntax?.attributes.argsep;
  return {
    module,
    since: sinceOf(element),
    ...(separator === undefined || separator === ',' ? {} : { separator }),
    parameters: parametersOf(syntax).map((parameter) => corrected(parameter, corrections[parameter.name])),
    ...(kind === 'application' ? variablesOf(element) : {}),
  };
}

type Correction = NonNullable<ReturnType<typeof applicationCorrections>[string]>[string];

function corrected(parameter: CatalogParameter, correction: Correction): CatalogParameter {
  if (correction === undefined) {
    return parameter;
  }
  const { name, required, ...rest } = parameter;
  const { required: needed = required, undocumented } = correction;
  return {
    name,
    ...(needed === true ? { required: true as const } : {}),
    ...rest,
    ...(undocumented === undefined ? {} : { undocumented }),
  };
}

function moduleOf(
  name: string,
  binary: ModuleBinary,
  all: ReadonlyMap<string, ModuleBinary>,
  needed: NeededFiles | undefined,
): CatalogModule {
  const { requires, optional, enhances, priority, supportLevel, strings, imports } = binary;
  // The loader binds every symbol at once: whoever has one that is called must be there before, said or not.
  const linked = [...all].filter(
    ([other, { exports }]) => other !== name && [...imports].some((symbol) => exports.has(symbol)),
  );
  return {
    requires: [...new Set([...requires, ...linked.map(([other]) => other)])],
    optional,
    enhances,
    priority,
    supportLevel,
    files: [...strings].filter((text) => /^[a-z][\w-]*\.conf$/.test(text)).sort(),
    ...needed,
  };
}

function documentationBelow(root: string): Element {
  const path = 'usr/share/asterisk/documentation/core-en_US.xml';
  const places = [path, 'var/lib/asterisk/documentation/core-en_US.xml'].map((each) => join(root, each));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw missing(root, `${path} is not there`);
  }
  return read(root, found, (bytes) => readDocumentation(bytes.toString('utf8')));
}

/** The modules by name, in alphabetical order. */
function modulesBelow(root: string): ReadonlyMap<string, ModuleBinary> {
  const lib = join(root, 'usr/lib');
  // The directory of modules is below lib itself, or below the architecture's part of lib.
  const paths = ['', ...(existsSync(lib) ? readdirSync(lib) : [])]
    .map((part) => join(lib, part, 'asterisk/modules'))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory).map((name) => join(directory, name)))
    .filter((path) => path.endsWith('.so'))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  if (paths.length === 0) {
    throw missing(root, 'usr/lib/asterisk/modules and usr/lib/*/asterisk/modules hold no module');
  }
  return new Map(paths.map((path) => [basename(path, '.so'), read(root, path, readModule)]));
}

function read<T>(root: string, path: string, as: (bytes: Buffer) => T): T {
  try {
    return as(readFileSync(path));
  } catch (error) {
    throw missing(root, `${path} ${error instanceof Error ? error.message : String(error)}`);
  }
}

function missing(root: string, what: string): ValidationError {
  return new ValidationError(
    'CatalogRoot',
    `no complete Asterisk is installed below '${root}': ${what}; give the root of a file system in which Debian's packages asterisk and asterisk-doc, or their like, are installed`,
  );
}

/** Asterisk's version, without what its packager adds. */
function versionIn(strings: ReadonlySet<string>): string | undefined {
  const [stated] = [...strings]
    .flatMap((text) => /^(\d+\.\d+\.\d+)(?:[-~+][\w.~+-]*)?$/.exec(text)?.slice(1) ?? [])
    .filter((text) => Number.parseInt(text, 10) >= 13)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return stated;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
