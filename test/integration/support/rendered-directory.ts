import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RenderedConfiguration } from '../../../lib/config/configuration';

const renderer = join(__dirname, '../../../lib/image/context/render-config');

/** What a Secret holds for a key. */
export type SecretValueOf = (key: string, secret: string) => string;

/** The files as the pod sees them, rendered by the pod's own renderer into a new directory. */
export function renderedDirectory(
  { files, secrets }: Pick<RenderedConfiguration, 'files' | 'secrets'>,
  valueOf: SecretValueOf,
): string {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-rendered-'));
  const parts = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-parts-'));
  try {
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(parts, path)), { recursive: true });
      writeFileSync(join(parts, path), text);
    };
    mkdirSync(join(parts, 'secrets'));
    files.forEach((text, name) => {
      write(join('config', name), text);
    });
    secrets.forEach(({ name, key }) => {
      write(join('secrets', name, key), valueOf(key, name));
    });
    execFileSync('sh', [renderer, join(parts, 'config'), join(parts, 'secrets'), directory]);
    return directory;
  } finally {
    rmSync(parts, { recursive: true });
  }
}
