import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Figure } from './figure';

const ROOT = join(__dirname, '..');
const REPETITIONS = 9;

/** A whole `cdk8s synth`, as a new process: from the command to its end. */
export function synth(main: string, output: string, environment: NodeJS.ProcessEnv = {}): number {
  rmSync(output, { recursive: true, force: true });
  const started = performance.now();
  const { status, stderr } = spawnSync(
    join(ROOT, 'node_modules/.bin/cdk8s'),
    ['synth', '--app', `node -r tsx/cjs ${main}`, '--output', output],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...environment } },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) {
    throw new Error(`cdk8s synth of ${main} failed: ${stderr}`);
  }
  return seconds;
}

/** Our biggest app beside the least one, in turns, so that both meet the same machine. */
export function synthFigures(directory: string): Figure[] {
  const ours: number[] = [];
  const theirs: number[] = [];
  const turn = () => {
    theirs.push(synth('bench/bare/main.ts', join(directory, 'bare')));
    ours.push(synth('apps/home-pbx/main.ts', join(directory, 'home-pbx')));
  };
  // The first turn compiles the TypeScript of both into tsx' cache.
  turn();
  ours.pop();
  theirs.pop();
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    turn();
  }
  return [
    {
      what: 'cold cdk8s synth of home-pbx',
      unit: 's',
      ours: median(ours),
      against: 'a bare cdk8s-plus chart',
      theirs: median(theirs),
      limit: 1.25,
    },
  ];
}
