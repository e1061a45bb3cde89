import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * The directory of the Helm chart that manifests are written into; `undefined` where they are plain.
 *
 * `cdk8s synth --format helm` makes `Chart.yaml`, and has the app write into `templates` beside it.
 */
export function helmChartOf(outdir: string): string | undefined {
  const chart = dirname(outdir);
  return basename(outdir) === 'templates' && existsSync(join(chart, 'Chart.yaml')) ? chart : undefined;
}

/** A text as a manifest of this app holds it: Helm takes what follows `{{` for its own, and gives back `{{` for what we write. */
export function manifestText(scope: IConstruct, text: string): string {
  const { root } = scope.node;
  return root instanceof App && helmChartOf(root.outdir) !== undefined ? text.replaceAll('{{', '{{ `{{` }}') : text;
}
