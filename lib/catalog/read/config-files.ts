import type { CatalogFile, CatalogObject, CatalogOption } from '../catalog';
import { childrenOf, sinceOf, type Element } from './documentation';
import { optionOf } from './option';
import {
  corrections,
  registeredOf,
  supplement,
  type Corrections,
  type Registered,
  type SuppliedOption,
} from './supplement';

/** Whether a module is installed, and whether it holds a text; `builtin` is Asterisk itself. */
export interface Installed {
  has(module: string): boolean;
  holds(module: string, text: string): boolean;
}

/** Files that are documented under a name that Asterisk does not read. Source: `main/named_acl.c` of 16.28, which reads acl.conf. */
const RENAMED: Readonly<Record<string, string>> = { 'named_acl.conf': 'acl.conf' };

/** The parts of Asterisk itself that document files. */
const BUILT_IN = ['cdr', 'cel', 'core', 'features', 'named_acl', 'stasis', 'udptl'];

type Files = Record<string, { objects: Record<string, CatalogObject> }>;

/** Every file that the documentation or the supplement describes, as far as its module is installed. */
export function configFilesOf(
  docs: Element,
  version: string,
  installed: Installed,
): Readonly<Record<string, CatalogFile>> {
  const files: Files = {};
  addDocumented(files, docs, version);
  addSupplied(files, version, installed);
  return sorted(files);
}

function addDocumented(files: Files, docs: Element, version: string): void {
  const registered = registeredOf(version);
  const corrected = corrections();
  for (const info of childrenOf(docs, 'configInfo')) {
    const module = info.attributes.name ?? '';
    for (const file of childrenOf(info, 'configFile')) {
      const stated = file.attributes.name ?? '';
      const name = RENAMED[stated] ?? stated;
      const { objects } = (files[name] ??= { objects: {} });
      for (const object of childrenOf(file, 'configObject')) {
        const id = object.attributes.name ?? '';
        objects[id] = documentedObject(
          object,
          BUILT_IN.includes(module) ? 'builtin' : module,
          registered[`${module}/${id}`],
          corrected[name]?.[id],
        );
      }
    }
  }
}

function documentedObject(
  element: Element,
  module: string,
  registered: Registered[string] | undefined,
  corrected: Corrections[string][string],
): CatalogObject {
  const id = element.attributes.name ?? '';
  const elements = childrenOf(element, 'configOption');
  const options = elements.map((option): [string, CatalogOption] => {
    const name = option.attributes.name ?? '';
    const correction = corrected?.options?.[name];
    const stated = registered?.options[name];
    if (correction === undefined) {
      return [name, optionOf(option, stated)];
    }
    const fallback = stated?.default;
    return [
      name,
      {
        ...(fallback === undefined ? {} : { default: fallback }),
        ...withoutSource(correction),
        since: sinceOf(option),
      },
    ];
  });
  // An option `type` without a default tells objects apart; with one it is an option like others.
  const tells = elements.some(
    ({ attributes: { name = '' } }) => name === 'type' && registered?.options[name]?.default === undefined,
  );
  return {
    module,
    section: corrected?.section ?? registered?.section,
    ...(tells ? { type: registered?.type ?? id } : {}),
    since: sinceOf(element),
    options: Object.fromEntries(options),
  };
}

function addSupplied(files: Files, version: string, installed: Installed): void {
  for (const [name, { module, objects }] of Object.entries(supplement())) {
    if (!installed.has(module)) {
      continue;
    }
    const file = (files[name] ??= { objects: {} });
    for (const [id, { section, options = {}, complete = false, ...object }] of Object.entries(objects)) {
      const present = Object.entries(options).filter(
        ([option, { pattern, since, module: own = module }]) =>
          isIn(version, since) && (pattern === true || installed.holds(own, option)),
      );
      const documented = file.objects[id];
      if (documented === undefined && present.length === 0 && object.free !== true) {
        // A kind of section that this version does not have.
        continue;
      }
      const supplied = Object.fromEntries(present.map(([option, each]) => [option, withoutSource(each)]));
      file.objects[id] =
        documented === undefined
          ? {
              module,
              ...(complete ? {} : { supplied: true as const }),
              section: typeof section === 'string' ? { is: [section] } : section,
              ...object,
              options: supplied,
            }
          : { ...documented, options: { ...supplied, ...documented.options } };
    }
  }
}

/** Whether a version has what these versions brought, the first of which is the oldest. */
function isIn(version: string, [first]: readonly string[] = []): boolean {
  return first === undefined || version.localeCompare(first, 'en', { numeric: true }) >= 0;
}

function withoutSource(supplied: SuppliedOption): CatalogOption {
  // Nothing but the source is gone, which `fromEntries` cannot tell.
  return Object.fromEntries(Object.entries(supplied).filter(([key]) => key !== 'source')) as unknown as CatalogOption;
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
