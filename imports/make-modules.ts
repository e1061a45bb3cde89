// node -r tsx/cjs imports/make-modules.ts ROOT [NEWER.json] > imports/asterisk/<major>.json
// Reads an installed Asterisk below ROOT: which module provides each application and function, and what each module requires.
// The documentation of older versions names no modules: what it leaves out is taken from NEWER.json, made from a newer one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = process.argv[2];
if (root === undefined) {
  throw new Error('usage: make-modules.ts ROOT, where ROOT holds an installed Asterisk');
}

const binaries = new Map(
  // The directory of modules is below lib itself, or below the architecture's part of lib.
  ['', ...readdirSync(join(root, 'usr/lib'))]
    .map((part) => join(root, 'usr/lib', part, 'asterisk/modules'))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory).map((name) => join(directory, name)))
    .filter((path) => path.endsWith('.so'))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
    .map((path) => [basename(path, '.so'), readFileSync(path, 'latin1')] as const),
);

/** What a binary holds as whole, zero-terminated strings: names of modules, applications and functions are among them. */
function strings(binary: string): Set<string> {
  return new Set(binary.match(/[\x20-\x7e]{2,}(?=\0)/g) ?? []);
}
const stringsOf = new Map([...binaries].map(([name, binary]) => [name, strings(binary)]));

// Built into the `asterisk` program itself; a module may require one of them.
const builtIn = ['acl', 'ccss', 'cdr', 'cel', 'dnsmgr', 'dsp', 'enum', 'extconfig', 'features', 'http', 'indications', 'logger', 'manager', 'plc', 'sounds', 'udptl'];

// Modules that are used when present; the field of a module that lists them looks like the one that lists what it requires.
const optional = new Set(['res_statsd', 'res_geolocation', 'res_monitor', 'res_agi', 'res_srtp', 'res_smdi', 'app_voicemail']);

function requiredBy(name: string): string[] {
  const lists = [...(stringsOf.get(name) ?? [])].filter((text) => /^[a-z_0-9]+(, ?[a-z_0-9]+)*$/.test(text)).map((text) => text.split(/, ?/));
  const known = (module: string) => binaries.has(module) || builtIn.includes(module);
  const found = lists.filter((list) => list.every(known) && !list.includes(name) && !list.every((module) => optional.has(module)));
  return [...new Set(found.flat())].filter((module) => binaries.has(module) && !optional.has(module)).sort();
}

const xml = readFileSync(join(root, 'usr/share/asterisk/documentation/core-en_US.xml'), 'utf8');

// Parts of a module that the documentation names instead of the module, and variants of one that stand for the plain one.
const aliases: Record<string, string> = {
  parking_applications: 'res_parking',
  parking_bridge_features: 'res_parking',
  app_voicemail_odbc: 'app_voicemail',
  app_voicemail_imap: 'app_voicemail',
};

interface Facts {
  readonly applications: Record<string, string>;
  readonly functions: Record<string, string>;
}
const newer = process.argv[3] === undefined ? undefined : (JSON.parse(readFileSync(process.argv[3], 'utf8')) as Facts);

function providers(element: 'application' | 'function'): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, attributes = ''] of xml.matchAll(new RegExp(`<${element}\\s([^>]*)>`, 'g'))) {
    const name = /name="([^"]+)"/.exec(attributes)?.[1];
    if (name === undefined) {
      continue;
    }
    const stated = /module="([^"]+)"/.exec(attributes)?.[1];
    const module = (stated === undefined ? undefined : (aliases[stated] ?? stated)) ?? newer?.[`${element}s`][name] ?? search(name);
    // What no installed module holds is documented for modules that this build leaves out.
    if (module === 'builtin' || (module !== undefined && binaries.has(module))) {
      found[name] = module;
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The module that holds a name nobody states, the one of the same name first. */
function search(name: string): string | undefined {
  const holders = [...stringsOf].filter(([, texts]) => texts.has(name)).map(([module]) => module);
  return holders.find((module) => module.endsWith(`_${name.toLowerCase()}`)) ?? holders.find((module) => /^(app|func|res)_/.test(module));
}

const modules = Object.fromEntries([...binaries.keys()].map((name) => [name, requiredBy(name)]));
process.stdout.write(`${JSON.stringify({ applications: providers('application'), functions: providers('function'), modules }, null, 1)}\n`);
