import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AsteriskVersion } from '../../../lib/catalog/version';
import type { AsteriskImage } from '../../../lib/image';
import { cacheDirectory } from '../../../lib/testing/real-asterisk';

/** What a build left: the image's files, and what its Dockerfile said about running them. */
export interface BuiltImage {
  readonly root: string;
  readonly config: {
    readonly User: string;
    readonly Cmd: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
  };
}

/** Why no image can be built here; `undefined` when one can. */
export function whyNoBuild(): string | undefined {
  if (process.getuid?.() !== 0) {
    return 'building an image needs root';
  }
  const missing = ['buildah', 'mmdebstrap', 'flock'].filter((command) => spawnSync(command, ['--version']).error);
  return missing.length === 0
    ? undefined
    : `building an image needs ${missing.join(', ')}: apt-get install buildah mmdebstrap util-linux`;
}

/** Builds the image as its Dockerfile says, or finds what an earlier run, or another worker, built from the same context. */
export async function buildImage(image: AsteriskImage): Promise<BuiltImage> {
  const tag = image.reference.slice(image.reference.lastIndexOf(':') + 1);
  const kept = cacheDirectory('images', tag);
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    // One at a time: others may be after the same image.
    await whileLocked(join(dirname(kept), '.lock'), () => {
      if (!existsSync(kept)) {
        buildInto(image, kept);
      }
    });
  }
  const config = JSON.parse(readFileSync(join(kept, 'config.json'), 'utf8')) as BuiltImage['config'];
  return { root: join(kept, 'root'), config };
}

/** Holds a lock that is given up with this process, however that ends. */
async function whileLocked(lock: string, act: () => void): Promise<void> {
  const holder = spawn('flock', [lock, 'sh', '-c', 'echo locked; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(holder.stdout, 'data');
    act();
  } finally {
    holder.stdin.end();
    await once(holder, 'exit');
  }
}

function buildInto(image: AsteriskImage, kept: string): void {
  const building = mkdtempSync(join(dirname(kept), '.building-'));
  try {
    build(image, building);
    renameSync(building, kept);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function build(image: AsteriskImage, into: string): void {
  const context = join(into, 'context');
  for (const [path, text] of image.files) {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    writeFileSync(join(context, path), text);
  }
  importBase(image.version);
  const container = `build-${process.pid}-${Date.now()}`;
  buildah('build', '--isolation', 'chroot', '--pull-never', '--tag', image.reference, context);
  try {
    buildah('from', '--pull-never', '--name', container, image.reference);
    run('cp', ['-a', `${buildah('mount', container)}/.`, join(into, 'root')]);
    const inspected = JSON.parse(buildah('inspect', '--type', 'image', image.reference)) as {
      readonly OCIv1: { readonly config: BuiltImage['config'] };
    };
    writeFileSync(join(into, 'config.json'), JSON.stringify(inspected.OCIv1.config));
  } finally {
    buildah('rm', container);
    buildah('rmi', '--force', image.reference);
  }
}

/**
 * Debian's base image, made from its packages, under the name that a Dockerfile calls it by.
 *
 * What mirrors of a release in the making need goes here, and not into a Dockerfile that meets real mirrors.
 */
function importBase({ debianRelease }: AsteriskVersion): void {
  const name = `docker.io/library/debian:${debianRelease}-slim`;
  if (buildah('images', '--quiet', '--filter', `reference=${name}`) !== '') {
    return;
  }
  const container = `base-${process.pid}-${Date.now()}`;
  buildah('from', '--name', container, 'scratch');
  try {
    const options = ['--variant=minbase', '--aptopt=Acquire::Check-Valid-Until "false"'];
    // An archive, because a mounted layer is no empty directory to mmdebstrap on every storage driver.
    const archive = cacheDirectory(`${container}.tar`);
    run('mmdebstrap', [...options, debianRelease, archive]);
    run('tar', ['-x', '--numeric-owner', '-f', archive, '-C', buildah('mount', container)]);
    rmSync(archive);
    buildah('commit', '--quiet', container, name);
  } finally {
    buildah('rm', container);
  }
}

/** With a storage of its own: nothing of a test is seen by the system's buildah. */
function buildah(...args: string[]): string {
  const storage = cacheDirectory('buildah');
  mkdirSync(storage, { recursive: true });
  return run('buildah', [
    '--root',
    join(storage, 'root'),
    '--runroot',
    join(storage, 'run'),
    '--storage-driver',
    'overlay',
    ...args,
  ]);
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, BUILDAH_FORMAT: 'oci' },
  });
  if (status !== 0) {
    const said = error?.message ?? `${stdout}${stderr}`.trimEnd().split('\n').slice(-15).join('\n');
    throw new Error(`${command} ${args.join(' ')}: ${said}`);
  }
  return stdout.trim();
}
