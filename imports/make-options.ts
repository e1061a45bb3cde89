// node -r tsx/cjs imports/make-options.ts > imports/asterisk/options.ts
// Writes the types of every option of every file, from the committed catalogs of all versions.
import type { CatalogObject, CatalogOption } from '../lib/catalog/catalog';
import { catalogOf } from '../lib/catalog/catalog-of';
import { AsteriskVersion } from '../lib/catalog/version';
import { optionProperty } from '../lib/config/options';

/** Something that some versions know, the newest first. */
type InVersions<T> = readonly (readonly [AsteriskVersion, T])[];

const versions = [...AsteriskVersion.ALL].reverse();

function namesIn(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
}

function inVersions<T>(pick: (version: AsteriskVersion) => T | undefined): InVersions<T> {
  return versions.flatMap((version): (readonly [AsteriskVersion, T])[] => {
    const found = pick(version);
    return found === undefined ? [] : [[version, found]];
  });
}

function pascal(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
}

function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}

/** The type of a value; several versions may read one option in several ways. */
function typeOf(options: readonly CatalogOption[]): string {
  return [...new Set(options.flatMap(typesOf))].join(' | ');
}

function typesOf({ type, choices, repeat, default: fallback }: CatalogOption): string[] {
  const many = (element: string) => [element, `readonly ${element.includes(' ') ? `(${element})` : element}[]`];
  const words = (choices ?? []).map((word) => `'${word}'`);
  switch (type) {
    case 'boolean':
      return ['boolean'];
    case 'integer':
    case 'number':
      return ['number'];
    case 'choice':
      // `yes` and `no` among other words are booleans too.
      return [...(choices?.includes('yes') === true && choices.includes('no') ? ['boolean'] : []), ...words];
    case 'list':
      return many(words.length > 0 ? words.join(' | ') : 'string | number');
    case 'codecs':
    case 'acl':
      return many('string');
    case 'address':
      return ['string'];
    case 'string': {
      // What is a number by default, such as a type of service, may be written as one.
      const element = /^-?\d+$/.test(fallback ?? '') ? 'string | number' : 'string';
      return repeat === true ? many(element) : element.split(' | ');
    }
  }
}

function span(found: InVersions<unknown>, since: readonly string[] | undefined): string[] {
  if (found.length === versions.length) {
    return [];
  }
  const [newest] = found[0] ?? [];
  if (newest === versions[0]) {
    return [`Since ${since?.join(', ') ?? newest?.full ?? ''}.`];
  }
  return [`Asterisk ${newest?.major ?? ''} only.`];
}

function docOf(name: string, found: InVersions<CatalogOption>): string {
  const [[, newest] = []] = found;
  const unit = newest?.unit === undefined ? [] : [`in ${newest.unit}`];
  const parts = [`\`${name}\`${unit.length > 0 ? `, ${unit.join()}` : ''}.`, ...span(found, newest?.since)];
  const fallback = newest?.default;
  const text = fallback === undefined ? '- none' : defaultText(newest as CatalogOption, fallback);
  return `  /**\n   * ${parts.join(' ').replaceAll('*/', '*\\/')}\n   *\n   * @default ${text}\n   */\n`;
}

function defaultText({ type }: CatalogOption, fallback: string): string {
  switch (type) {
    case 'boolean':
      return /^(yes|true|1|on)$/i.test(fallback) ? 'true' : 'false';
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(fallback) ? fallback : `- ${fallback}`;
    default:
      return `'${fallback.replaceAll("'", "\\'").replaceAll('*/', '*\\/')}'`;
  }
}

function member(name: string, found: InVersions<CatalogOption>): string {
  const type = typeOf(found.map(([, option]) => option));
  return `${docOf(name, found)}  readonly ${quoted(optionProperty(name))}?: ${type};\n`;
}

/** Keys that are not listed: all, or those that begin with a text. */
function openMembers(objects: readonly CatalogObject[]): string {
  const patterns = objects.flatMap(({ options }) => Object.entries(options).filter(([, { pattern }]) => pattern === true).map(([name]) => name));
  const keys = new Set(patterns.map((pattern) => (/^(\^.*|\*?)$/.test(pattern) ? 'string' : `\`${pattern.replace(/\*$/, '')}\${string}\``)));
  if (objects.some(({ free }) => free === true) || keys.has('string')) {
    return '  /** Keys that Asterisk does not name. */\n  readonly [name: string]: OptionValue | undefined;\n';
  }
  return [...keys].map((key) => `  /** Keys that begin so. */\n  readonly [name: ${key}]: OptionValue | undefined;\n`).join('');
}

interface Described {
  readonly name: string;
  readonly objects: InVersions<CatalogObject>;
}

function interfaceOf(file: string, id: string, objects: InVersions<CatalogObject>): string {
  const each = objects.map(([, object]) => object);
  const names = namesIn(each.map(({ options }) => options)).filter((name) =>
    each.some(({ options }) => options[name] !== undefined && options[name].pattern !== true),
  );
  const types = [...new Set(each.flatMap(({ type }) => type ?? []))];
  const members = names.map((name) => {
    if (name === 'type' && types.length > 0) {
      return `  /**\n   * What tells this kind of section.\n   *\n   * @default - none: Asterisk needs it\n   */\n  readonly type?: ${types.map((type) => `'${type}'`).join(' | ')};\n`;
    }
    return member(name, objects.flatMap(([version, { options }]) => (options[name] === undefined ? [] : [[version, options[name]] as const])));
  });
  const [[, newest] = []] = objects;
  const doc = [`The options of \`${id}\` in \`${file}\`, read by \`${newest?.module ?? ''}\`.`, ...span(objects, newest?.since)].join(' ');
  return `/** ${doc} */\nexport interface ${interfaceName(file, id)} {\n${members.join('')}${openMembers(each)}}\n`;
}

function interfaceName(file: string, id: string): string {
  return `${pascal(file.replace(/\.conf$/, ''))}${pascal(id)}`;
}

function fileEntry(file: string, described: readonly Described[]): string {
  const fixed = new Map<string, string[]>();
  const others: string[] = [];
  const types: string[] = [];
  for (const { name, objects } of described) {
    const [[, object] = []] = objects;
    const section = object?.section;
    const type = interfaceName(file, name);
    if (section !== undefined && 'is' in section && section.is.every((each) => /^[\w-]+$/.test(each))) {
      section.is.forEach((each) => fixed.set(each, [...(fixed.get(each) ?? []), type]));
    } else {
      others.push(type);
    }
    if (object?.type !== undefined) {
      types.push(`      readonly ${quoted(object.type)}: ${type};\n`);
    }
  }
  const sections = [...fixed].map(([name, interfaces]) => `      readonly ${quoted(name)}: ${interfaces.join(' & ')};\n`);
  const block = (lines: readonly string[]) => (lines.length === 0 ? 'Readonly<Record<never, never>>' : `{\n${lines.join('')}    }`);
  return [
    `  readonly '${file}': {\n`,
    `    readonly sections: ${block(sections)};\n`,
    `    readonly types: ${block(types)};\n`,
    `    readonly others: ${others.length === 0 ? 'Options' : others.join(' | ')};\n`,
    '  };\n',
  ].join('');
}

const interfaces: string[] = [];
const entries: string[] = [];
for (const file of namesIn(versions.map((version) => catalogOf(version).files))) {
  const objectsIn = (version: AsteriskVersion) => catalogOf(version).files[file]?.objects;
  const described = namesIn(versions.map((version) => objectsIn(version) ?? {})).map((name) => ({
    name,
    objects: inVersions((version) => objectsIn(version)?.[name]),
  }));
  interfaces.push(...described.map(({ name, objects }) => interfaceOf(file, name, objects)));
  entries.push(fileEntry(file, described));
}

process.stdout.write(`// Generated by imports/make-options.ts from the catalogs in this folder: do not edit.
import type { Options, OptionValue } from '../../lib/config/options';

${interfaces.join('\n')}
/** The files of Asterisk: the options of sections by their names, of objects by their types, and of sections that are named at will. */
export interface AsteriskFiles {
${entries.join('')}}
`);
