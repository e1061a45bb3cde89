// node -r tsx/cjs imports/make-needed-files.ts VERSION > imports/asterisk/needed-files-<major>.json
// Boots Asterisk with each module, without and with the files that it names, and keeps those without which it complains.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogOf } from '../lib/catalog/catalog-of';
import { printFacts } from '../lib/catalog/read/print-facts';
import { AsteriskVersion } from '../lib/catalog/version';
import { print } from '../lib/conf/print';
import { modulesFile } from '../lib/config/modules-file';
import { resolveModules } from '../lib/config/resolve-modules';
import { AsteriskExitedError, prepareAsterisk, startAsterisk, type AsteriskProvider } from '../lib/testing/real-asterisk';

/** File name to text. */
type Files = Readonly<Record<string, string>>;

/** What came of a boot. */
interface Outcome {
  /** Whether Asterisk runs, and the modules with it. */
  readonly loaded: boolean;
  readonly complaints: ReadonlySet<string>;
}

interface Needed {
  readonly needs: Files;
  readonly declines?: readonly string[];
}

/** What a file holds at least where an empty one brings a complaint; it is tried wherever the file is wanted. */
const LEAST: Files = {
  // Asterisk 16 misses its users otherwise.
  'ari.conf': '[general]\nenabled=no\n',
  // Without one of its options `cdr_csv` takes it that it is not wanted.
  'cdr.conf': '[csv]\nusegmtime=no\n',
  'cdr_custom.conf': '[mappings]\nMaster.csv => ${CDR(src)}\n',
  'cdr_sqlite3_custom.conf': "[master]\ntable=cdr\ncolumns=src\nvalues='${CDR(src)}'\n",
  // A variable that every event has, and no function, which would be another module's.
  'cel_custom.conf': '[mappings]\nMaster.csv => ${eventtype}\n',
  'cel_sqlite3_custom.conf': "[master]\ntable=cel\ncolumns=eventtype\nvalues='${eventtype}'\n",
  'hep.conf': '[general]\ncapture_address=127.0.0.1:9060\n',
  'indications.conf': '[general]\ncountry=us\n\n[us]\ndescription=United States\ndial=350+440\n',
  'logger.conf': '[logfiles]\nconsole => notice,warning,error\n',
  // Silence, until a class is described.
  'musiconhold.conf': '[default]\nmode=playlist\nentry=/usr/share/asterisk/sounds/en/silence/10\n',
  'oss.conf': '[general]\nautoanswer=no\n',
  'stir_shaken.conf': '[attestation]\n\n[verification]\ncert_cache_dir=/var/lib/asterisk\n',
  'unistim.conf': '[general]\nport=5000\n',
};

/** With an empty one Asterisk says nothing, whatever is wrong: that would prove all else superfluous. */
const NEVER_EMPTY = 'logger.conf';

/** How many boots run at once. */
const AT_ONCE = 2;

/** How many modules of which nothing is expected are tried in one boot. */
const TOGETHER = 12;

/** Boots with these files and no other, with these modules and what they require. */
export async function bootWith(provider: AsteriskProvider, files: Files, modules: readonly string[] = []): Promise<Outcome> {
  const list = print(modulesFile(resolveModules([], provider.version, { load: modules })));
  const overlay = new Map(Object.entries(modules.length === 0 ? files : { ...files, 'modules.conf': list }));
  const configDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-needed-'));
  const asterisk = await startAsterisk({ provider, configDirectory, overlay });
  let loaded = false;
  try {
    await asterisk.booted();
    const shown = await asterisk.cli('module show');
    const running = new Set([...shown.matchAll(/^(\w+)\.so .* \d+ +Running /gm)].map(([, name]) => name));
    loaded = modules.every((name) => running.has(name));
  } catch (error) {
    // It may end for want of a file, which is an answer; everything else is none.
    if (!(error instanceof AsteriskExitedError)) {
      throw error;
    }
  } finally {
    await asterisk.stop();
    rmSync(configDirectory, { recursive: true });
  }
  // Some modules miss a file with a notice only; what else they note is no complaint.
  const notices = [...asterisk.log.matchAll(/ NOTICE\[.*?: \S+:\d+ \w+: (.*)$/gm)]
    .map(([, message = '']) => message)
    .filter((message) => /\.conf\b|config/i.test(message) && /\b(no|not|cannot|unable|failed|missing)\b/i.test(message));
  const messages = [...asterisk.problems().map(({ message }) => message), ...notices];
  return { loaded, complaints: new Set(messages.map((message) => message.replace(/\b\d+\b/g, '#'))) };
}

/** The files without which a boot complains, out of those that are proposed and those that complaints name, but not those of others. */
async function neededFiles(
  boot: (files: Files) => Promise<Outcome>,
  proposed: readonly string[] = [],
  ofOthers: readonly string[] = [],
): Promise<Needed | undefined> {
  const known = new Map<string, Promise<Outcome>>();
  const outcomeOf = (files: Files): Promise<Outcome> => {
    const key = JSON.stringify(Object.entries(files).sort());
    const outcome = known.get(key) ?? boot(files);
    known.set(key, outcome);
    return outcome;
  };
  const cost = async (files: Files): Promise<number> => {
    const { loaded, complaints } = await outcomeOf(files);
    return (loaded ? 0 : 1000) + complaints.size;
  };

  if ((await cost({})) === 0) {
    return undefined;
  }
  let files: Files = {};
  for (let names = proposed; ; ) {
    const { complaints } = await outcomeOf(files);
    names = [...names, ...[...complaints].flatMap((message) => message.match(/\b[a-z][\w-]*\.conf\b/g) ?? [])];
    const missing = names.filter((name) => !(name in files) && !ofOthers.includes(name));
    if (missing.length === 0) {
      break;
    }
    files = { ...files, ...Object.fromEntries(missing.map((name) => [name, contentsOf(name)[0] ?? ''])) };
  }
  // One file after the other is absent, empty or holds the least, whichever is enough, until nothing changes.
  const names = Object.keys(files).sort();
  for (let before; before !== JSON.stringify(files); ) {
    before = JSON.stringify(files);
    for (const name of names) {
      const others = without(files, name);
      let best = others;
      for (const text of contentsOf(name)) {
        const candidate = { ...others, [name]: text };
        if ((await cost(candidate)) < (await cost(best))) {
          best = candidate;
        }
      }
      files = best;
    }
  }
  const needs = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const declines: string[] = [];
  for (const name of Object.keys(needs)) {
    if ((await outcomeOf(files)).loaded && !(await outcomeOf(without(files, name))).loaded) {
      declines.push(name);
    }
  }
  return Object.keys(needs).length === 0 ? undefined : { needs, ...(declines.length > 0 ? { declines } : {}) };
}

function contentsOf(name: string): readonly string[] {
  const least = LEAST[name];
  return [...(name === NEVER_EMPTY ? [] : ['']), ...(least === undefined ? [] : [least])];
}

function without(files: Files, name: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([other]) => other !== name));
}

async function main([version = '']: readonly string[]): Promise<void> {
  const provider = prepareAsterisk(AsteriskVersion.of(version));
  if ('unavailable' in provider) {
    throw new Error(provider.unavailable);
  }
  const { modules } = catalogOf(provider.version);
  const limited = limit(AT_ONCE);
  const builtin = await neededFiles((files) => limited(() => bootWith(provider, files)));
  const left = (await bootWith(provider, builtin?.needs ?? {})).complaints;
  if (left.size > 0) {
    throw new Error(`no file that is known of here silences: ${[...left].join('; ')}`);
  }
  const order = resolveModules([], provider.version, { load: Object.keys(modules) }).map(({ name }) => name);
  const found = new Map<string, Promise<Needed | undefined>>();
  const required = (name: string): readonly string[] => resolveModules([], provider.version, { load: [name] }).map((each) => each.name);
  const given = async (names: readonly string[]): Promise<Files> => {
    const others = await Promise.all(names.flatMap((name) => found.get(name) ?? []));
    return Object.assign({}, builtin?.needs, ...others.map((each) => each?.needs)) as Files;
  };
  const learn = async (name: string, others: readonly string[]): Promise<Needed | undefined> => {
    const base = await given(others);
    const named = (each: string): readonly string[] => modules[each]?.files ?? [];
    const proposed = named(name).filter((file) => !(file in base) || file in LEAST);
    // Two modules may require each other; each file is then of the one that names it.
    const ofOthers = others.flatMap(named).filter((file) => !named(name).includes(file));
    return neededFiles((files) => limited(() => bootWith(provider, { ...base, ...files }, [name])), proposed, ofOthers);
  };
  const start = (name: string): void => {
    if (found.has(name)) {
      return;
    }
    // What it requires comes first, and so waits for nothing that waits for it.
    const before = required(name).filter((other) => other !== name);
    before.filter((other) => order.indexOf(other) < order.indexOf(name)).forEach(start);
    found.set(name, learn(name, before));
  };
  order.filter((name) => modules[name]?.files.length !== 0).forEach(start);

  // Those that name no file are mostly silent: whoever is so in company is so alone.
  const rest = order.filter((name) => !found.has(name));
  const groups = Array.from({ length: Math.ceil(rest.length / TOGETHER) }, (_, index) => rest.slice(index * TOGETHER, (index + 1) * TOGETHER));
  const loud = await Promise.all(
    groups.map(async (group) => {
      const files = await given(group.flatMap(required));
      const { loaded, complaints } = await limited(() => bootWith(provider, files, group));
      return loaded && complaints.size === 0 ? [] : group;
    }),
  );
  loud.flat().forEach(start);

  const facts = await Promise.all([...found].map(async ([name, needed]) => [name, await needed] as const));
  const sorted = facts.filter(([, needed]) => needed !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  process.stdout.write(printFacts(Object.fromEntries([['builtin', builtin], ...sorted])));
}

/** Lets so many run at once, and the others wait. */
function limit(count: number): <T>(run: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free > 0) {
      free--;
    } else {
      await new Promise<void>((go) => waiting.push(go));
    }
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        free++;
      } else {
        next();
      }
    }
  };
}

if (require.main === module) {
  void main(process.argv.slice(2));
}
