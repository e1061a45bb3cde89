import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Asterisk, AsteriskApp } from '../../../lib';
import { renderedDirectory, type SecretValueOf } from './rendered-directory';

/** What a chart left on disk, and the PBX in it. */
export interface Synthesized {
  readonly pbx: Asterisk;

  /** The files as the pod sees them, secrets in place; the directory is a new one. */
  readonly directory: string;
}

/** Synthesizes a chart as its app does, and puts secrets into the files that stand beside the manifests; `change` makes a fault in them. */
export function synthesized(
  make: (app: AsteriskApp) => Chart,
  valueOf: SecretValueOf,
  change: (file: string, text: string) => string = (_, text) => text,
): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-dist-'));
  try {
    const app = new AsteriskApp({ outdir });
    const chart = make(app);
    app.synth();
    const pbx = pbxIn(chart);
    const files = join(outdir, chart.node.id, 'etc/asterisk');
    const texts = readdirSync(files).map(
      (name) => [name, change(name, readFileSync(join(files, name), 'utf8'))] as const,
    );
    return { pbx, directory: renderedDirectory({ ...pbx.rendered, files: new Map(texts) }, valueOf) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The PBX of a chart. */
export function pbxIn(chart: Chart): Asterisk {
  const found = chart.node.findAll().find((construct) => construct instanceof Asterisk);
  if (found === undefined) {
    throw new Error(`the chart '${chart.node.id}' has no PBX`);
  }
  return found;
}
