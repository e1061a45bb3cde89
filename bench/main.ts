import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootFigures } from './boot';
import { ratio, table } from './figure';
import { importFigures } from './import';
import { dialplanFigures } from './dialplan';
import { synthFigures } from './synth';

/** Measures everything side by side, prints a table, and writes `bench/results.json`. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-bench-'));
  try {
    const figures = [
      ...synthFigures(directory),
      ...importFigures(directory),
      ...(await dialplanFigures(directory)),
      ...(await bootFigures(directory)),
    ];
    console.log(table(figures));
    const machine = { node: process.version, arch: arch(), cpus: cpus().length };
    const results = { machine, figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })) };
    writeFileSync(join(__dirname, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

void main();
