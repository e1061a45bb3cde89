import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MisuseError } from './command';

/** An object of Kubernetes as its manifest has it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/**
 * The manifests of a directory that `cdk8s synth` has written, or those beside the directory of one chart.
 *
 * @throws MisuseError where there are none, or one cannot be read
 */
export function readManifests(command: string, directory: string): readonly Manifest[] {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new MisuseError(`${command}: '${directory}' is no directory, name one that cdk8s synth has written`);
  }
  const inside = readdirSync(directory)
    .filter((name) => name.endsWith('.k8s.yaml'))
    .sort()
    .map((name) => join(directory, name));
  const beside = `${directory.replace(/\/+$/, '')}.k8s.yaml`;
  const paths = inside.length > 0 || statSync(beside, { throwIfNoEntry: false }) === undefined ? inside : [beside];
  if (paths.length === 0) {
    throw new MisuseError(
      `${command}: '${directory}' holds no manifests, name a directory with .k8s.yaml files, or that of a chart beside them`,
    );
  }
  return paths.flatMap((path) => manifestsIn(command, path));
}

function manifestsIn(command: string, path: string): readonly Manifest[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new MisuseError(`${command}: ${path} is no YAML: ${error.message.split('\n')[0] ?? ''}`);
    }
    const value = document.toJS() as unknown;
    if (value === null) {
      return [];
    }
    if (!isManifest(value)) {
      throw new MisuseError(`${command}: ${path} holds something without kind and metadata.name, which is no manifest`);
    }
    return [value];
  });
}

function isManifest(value: unknown): value is Manifest {
  const { kind, metadata } = value as { kind?: unknown; metadata?: { name?: unknown } };
  return typeof kind === 'string' && typeof metadata?.name === 'string';
}
