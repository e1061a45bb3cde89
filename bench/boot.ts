import { join } from 'node:path';
import { AsteriskVersion } from '../lib/catalog/version';
import { prepareAsterisk, startAsterisk, type AsteriskProvider } from '../lib/testing/real-asterisk';
import { median, type Figure } from './figure';
import { synth } from './synth';

const REPETITIONS = 5;

/** What a booted Asterisk takes. */
interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly threads: number;
  readonly modules: number;
}

const MEASURES: readonly (readonly [keyof Measured, string, string])[] = [
  ['seconds', 'boot', 's'],
  ['megabytes', 'memory', 'MB'],
  ['threads', 'threads', ''],
  ['modules', 'modules', ''],
];

/** Our home PBX beside Debian's default and beside the files of the second post, on every version, in turns. */
export async function bootFigures(directory: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const version of AsteriskVersion.ALL) {
    const provider = prepareAsterisk(version);
    if ('unavailable' in provider) {
      console.log(`left out: ${provider.unavailable}`);
      continue;
    }
    const output = join(directory, `asterisk-${version.major}`);
    synth('apps/home-pbx/main.ts', output, { ASTERISK_VERSION: String(version.major) });
    figures.push(...(await figuresOf(provider, join(output, 'home-pbx/etc/asterisk'))));
  }
  return figures;
}

async function figuresOf(provider: AsteriskProvider, home: string): Promise<Figure[]> {
  const rivals = [
    { name: "Debian's default", directory: undefined, runs: [] as Measured[] },
    { name: "part 2's files", directory: join(__dirname, 'part-2'), runs: [] as Measured[] },
  ];
  const ours: Measured[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    for (const { directory, runs } of rivals) {
      runs.push(await measure(provider, directory));
    }
    ours.push(await measure(provider, home));
  }
  return rivals.flatMap(({ name, runs }) =>
    MEASURES.map(([key, what, unit]) => ({
      what: `${what} of home-pbx on Asterisk ${provider.version.major}`,
      unit,
      ours: median(ours.map((run) => run[key])),
      against: name,
      theirs: median(runs.map((run) => run[key])),
    })),
  );
}

async function measure(provider: AsteriskProvider, configDirectory: string | undefined): Promise<Measured> {
  const asterisk = await startAsterisk({ provider, configDirectory });
  try {
    const { seconds } = await asterisk.booted();
    const { stdout: status } = await asterisk.run(['bash', '-c', STATUS]);
    const modules = await asterisk.cli('module show');
    return {
      seconds,
      megabytes: numberIn(status, /^VmRSS:\s+(\d+) kB/m) / 1024,
      threads: numberIn(status, /^Threads:\s+(\d+)/m),
      modules: numberIn(modules, /^(\d+) modules loaded/m),
    };
  } finally {
    await asterisk.stop();
  }
}

/** What the kernel knows about Asterisk, beside which nothing else of that name runs. */
const STATUS = 'for p in /proc/[0-9]*; do [ "$(cat $p/comm 2>/dev/null)" = asterisk ] && cat $p/status && break; done';

function numberIn(text: string, pattern: RegExp): number {
  const [, digits] = pattern.exec(text) ?? [];
  if (digits === undefined) {
    throw new Error(`nothing like ${String(pattern)} in: ${text}`);
  }
  return Number(digits);
}
