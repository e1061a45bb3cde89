import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AsteriskVersion } from '../lib/catalog/version';
import { parse } from '../lib/conf/parse';
import { modulesFile } from '../lib/config/modules-file';
import { resolveModules } from '../lib/config/resolve-modules';
import { print } from '../lib/conf/print';
import { readDialplan } from '../lib/dialplan/model/read-dialplan';
import { route } from '../lib/simulate/route';
import { prepareAsterisk, startAsterisk, type RunningAsterisk } from '../lib/testing/real-asterisk';
import { median, type Figure } from './figure';

const ROOT = join(__dirname, '..');
const REPETITIONS = 5;
const EXTENSIONS = 10_000;
const CALLS = 200;

/** Checks and routes of a dialplan of ten thousand extensions, beside an Asterisk that loads and shows the same file. */
export async function dialplanFigures(directory: string): Promise<Figure[]> {
  const folder = join(directory, 'dialplan');
  mkdirSync(folder, { recursive: true });
  const text = dialplan();
  writeFileSync(join(folder, 'extensions.conf'), text);
  const provider = prepareAsterisk(AsteriskVersion.V22);
  if ('unavailable' in provider) {
    console.log(`left out: ${provider.unavailable}`);
    return [];
  }
  const { file } = parse(text, 'extensions.conf');
  const modules = resolveModules([file], provider.version, {});
  const asterisk = await startAsterisk({
    provider,
    overlay: new Map([
      ['extensions.conf', text],
      ['modules.conf', print(modulesFile(modules))],
    ]),
  });
  try {
    await asterisk.booted();
    const checks: number[] = [];
    const shows: number[] = [];
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      shows.push(await seconds(() => loadAndShow(asterisk)));
      checks.push(
        await seconds(() => {
          lint(folder);
        }),
      );
    }
    const model = readDialplan([file]);
    const numbers = Array.from({ length: CALLS }, (_, index) => String(10_000 + 37 * index));
    const routes = await seconds(() => {
      numbers.forEach((to) => route(model, { context: 'phones', to }));
    });
    const finds = await seconds(async () => {
      for (const to of numbers) await asterisk.cli(`dialplan show ${to}@phones`);
    });
    return [
      {
        what: 'checks of 10,000 extensions, from the command line',
        unit: 's',
        ours: median(checks),
        against: 'Asterisk 22 loads and shows them',
        theirs: median(shows),
      },
      {
        what: 'the route of one call among them',
        unit: 'ms',
        ours: (routes * 1000) / CALLS,
        against: 'Asterisk 22 shows its extension',
        theirs: (finds * 1000) / CALLS,
        limit: 1,
      },
    ];
  } finally {
    await asterisk.stop();
  }
}

function dialplan(): string {
  const extensions = Array.from({ length: EXTENSIONS }, (_, index) => {
    const number = String(10_000 + index);
    return `exten => ${number},1,Dial(PJSIP/${number},25)\nsame => n,VoiceMail(${number}@default,u)\nsame => n,Hangup()\n`;
  });
  return `[phones]\n${extensions.join('')}`;
}

async function loadAndShow(asterisk: RunningAsterisk): Promise<void> {
  await asterisk.cli('dialplan reload');
  await asterisk.cli('dialplan show');
}

/** As a user runs it: a program's start included. */
function lint(folder: string): void {
  const { status, stderr } = spawnSync('node', [join(ROOT, 'build/lib/cli/bin.js'), 'lint', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`lint failed: ${stderr}`);
  }
}

async function seconds(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}
