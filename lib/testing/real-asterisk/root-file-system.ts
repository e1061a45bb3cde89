import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AsteriskVersion } from '../../catalog/version';
import { cacheDirectory } from './cache-directory';

/** What is installed; another list needs another `CONTENT`, so that what was kept before is not taken for it. */
const PACKAGES = ['asterisk', 'ca-certificates', 'odbc-postgresql'];
const CONTENT = 'ca-odbc';

/**
 * The directory of a Debian root file system with this version's Asterisk: the kept one, else a new one, which takes about 25 seconds.
 *
 * It is named for the release and the package version, and is never written to.
 *
 * @throws Error when it cannot be built, with the last lines of mmdebstrap
 */
export function rootFileSystemOf(version: AsteriskVersion): string {
  const roots = cacheDirectory('roots');
  const kept = findRoot(roots, version);
  if (kept !== undefined) {
    return kept;
  }
  mkdirSync(roots, { recursive: true });
  const building = mkdtempSync(join(roots, `.building-${version.debianRelease}-`));
  try {
    const root = join(building, 'root');
    build(version, root, join(roots, `.${version.debianRelease}.lock`));
    const name = `${version.debianRelease}-${packageVersion(root).replaceAll(':', '%3a')}-${CONTENT}`;
    try {
      renameSync(root, join(roots, name));
    } catch (error) {
      // Someone else was faster: a directory that is not empty is not replaced.
      if (!existsSync(join(roots, name, 'usr/sbin/asterisk'))) {
        throw error;
      }
    }
    return join(roots, name);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function findRoot(roots: string, version: AsteriskVersion): string | undefined {
  if (!existsSync(roots)) {
    return undefined;
  }
  const names = readdirSync(roots).filter(
    (name) => name.startsWith(`${version.debianRelease}-`) && name.endsWith(`-${CONTENT}`),
  );
  const newest = names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return newest === undefined ? undefined : join(roots, newest);
}

function build(version: AsteriskVersion, root: string, lock: string): void {
  const args = ['--variant=minbase', `--include=${PACKAGES.join(',')}`];
  if (version.debianRelease === 'forky') {
    // A mirror of a release in the making may lag behind the date that its index is valid until.
    args.push('--aptopt=Acquire::Check-Valid-Until "false"');
  }
  // Two builds at once are safe, and one after the other is faster on a small machine.
  const { status, stderr } = spawnSync('flock', [lock, 'mmdebstrap', ...args, version.debianRelease, root], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) {
    throw new Error(
      `mmdebstrap could not build Debian ${version.debianRelease}: ${stderr.trimEnd().split('\n').slice(-5).join('\n')}`,
    );
  }
}

function packageVersion(root: string): string {
  const status = readFileSync(join(root, 'var/lib/dpkg/status'), 'utf8');
  const found = /^Package: asterisk\n(?:.+\n)*?Version: (.+)$/m.exec(status)?.[1];
  if (found === undefined) {
    throw new Error(`the package asterisk is not installed in ${root}`);
  }
  return found;
}
