import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Figure } from './figure';

const ROOT = join(__dirname, '..');
const REPETITIONS = 9;

const OURS =
  "import * as everything from 'cdk8s-asterisk';\nimport * as kplus from 'cdk8s-plus-27';\nconsole.log(everything, kplus);\n";
const THEIRS = "import * as kplus from 'cdk8s-plus-27';\nconsole.log(kplus);\n";

/** What importing everything costs beside importing `cdk8s-plus-27` alone: to the type checker and when a program starts. */
export function importFigures(directory: string): Figure[] {
  const ours = project(join(directory, 'ours'), OURS);
  const theirs = project(join(directory, 'theirs'), THEIRS);
  const check = inTurns(
    () => typecheck(ours),
    () => typecheck(theirs),
  );
  const load = inTurns(
    () => loading("require('cdk8s-plus-27'); require('cdk8s-asterisk')"),
    () => loading("require('cdk8s-plus-27')"),
  );
  return [
    {
      what: 'type check of a project that imports everything',
      unit: 's',
      ...check,
      against: 'cdk8s-plus-27 alone',
      limit: 2,
    },
    // At most 100 ms more, which a ratio cannot say: see the figures themselves.
    { what: 'importing the library at run time', unit: 's', ...load, against: 'cdk8s-plus-27 alone' },
  ];
}

/** A project of a user: one file, and the installed packages. */
function project(folder: string, text: string): string {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['cdk8s', 'cdk8s-plus-27', 'constructs', '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  symlinkSync(ROOT, join(folder, 'node_modules/cdk8s-asterisk'));
  writeFileSync(join(folder, 'main.ts'), text);
  const compilerOptions = {
    target: 'ES2022',
    module: 'Node16',
    moduleResolution: 'Node16',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  return folder;
}

function typecheck(folder: string): number {
  return timed(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder]);
}

function loading(program: string): number {
  return timed('node', ['-e', program.replace("'cdk8s-asterisk'", `'${join(ROOT, 'build/lib/index.js')}'`)]);
}

function timed(command: string, args: readonly string[]): number {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${stdout}${stderr}`);
  }
  return (performance.now() - started) / 1000;
}

/** Both in turns, so that they meet the same machine; the first turn warms the caches. */
function inTurns(our: () => number, their: () => number): { readonly ours: number; readonly theirs: number } {
  our();
  their();
  const turns = Array.from({ length: REPETITIONS }, () => [their(), our()] as const);
  return { ours: median(turns.map(([, ours]) => ours)), theirs: median(turns.map(([theirs]) => theirs)) };
}
