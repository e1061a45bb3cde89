import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AsteriskVersion } from '../../catalog/version';
import { shown, ValidationError } from '../../conf/validation-error';
import type { AsteriskProvider, AsteriskUnavailable } from './asterisk-provider';
import { containerProvider, findContainerEngine, type ContainerEngine } from './container-provider';
import { rootFileSystemOf } from './root-file-system';
import { rootFileSystemProvider } from './root-file-system-provider';

/** What this machine offers, and how to make a provider of it; a test of the choice gives its own. */
export interface Surroundings {
  /** The value of the environment variable `CDK8S_ASTERISK_RUNNER`. */
  readonly forced: string | undefined;

  /** The container engine that answers. */
  engine(): ContainerEngine | undefined;

  /** The commands that a root file system wants and this machine lacks; the first is `root` when this user is another. */
  missing(): readonly string[];
  container(version: AsteriskVersion, engine: ContainerEngine): AsteriskProvider | AsteriskUnavailable;
  rootFileSystem(version: AsteriskVersion): AsteriskProvider | AsteriskUnavailable;
}

const enable =
  'start docker or podman, or run as root with `apt-get install mmdebstrap iproute2 util-linux` on Debian or Ubuntu';

/**
 * A way to run the real Asterisk of this version, made ready, or the reason why there is none.
 *
 * It is a container engine where one really runs, else, as root, a Debian root file system.
 * The first call on a machine downloads and takes about half a minute; later ones find what was kept. The environment variable
 * `CDK8S_ASTERISK_RUNNER` (`container` or `rootfs`) forces the choice.
 *
 * @throws ValidationError when that variable has another value
 */
export function prepareAsterisk(
  version: AsteriskVersion,
  surroundings: Surroundings = thisMachine,
): AsteriskProvider | AsteriskUnavailable {
  const { forced } = surroundings;
  if (forced !== undefined && forced !== 'container' && forced !== 'rootfs') {
    throw new ValidationError(
      'AsteriskRunner',
      `CDK8S_ASTERISK_RUNNER is ${shown(forced)}, allowed are container and rootfs: set one of them, or none to have the first that works`,
    );
  }
  const reasons: string[] = [];
  if (forced !== 'rootfs') {
    const engine = surroundings.engine();
    const provider = engine === undefined ? undefined : surroundings.container(version, engine);
    if (provider !== undefined && !('unavailable' in provider)) {
      return provider;
    }
    reasons.push(provider?.unavailable ?? 'no container engine runs');
  }
  if (forced !== 'container') {
    const missing = surroundings.missing();
    const provider = missing.length > 0 ? undefined : surroundings.rootFileSystem(version);
    if (provider !== undefined && !('unavailable' in provider)) {
      return provider;
    }
    reasons.push(provider?.unavailable ?? `a root file system needs ${missing.join(', ')}`);
  }
  return { unavailable: `no Asterisk ${version.full} to run: ${reasons.join('; ')}; to enable it, ${enable}` };
}

const thisMachine: Surroundings = {
  get forced() {
    return process.env.CDK8S_ASTERISK_RUNNER;
  },
  engine: findContainerEngine,
  missing: () => [
    ...(process.getuid?.() === 0 ? [] : ['root']),
    ...['mmdebstrap', 'unshare', 'nsenter', 'flock', 'ip', 'chroot', 'bash'].filter((command) => !isInstalled(command)),
  ],
  container: containerProvider,
  rootFileSystem: (version) => {
    if (spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'], { stdio: 'ignore' }).status !== 0) {
      return { unavailable: 'this kernel or container does not allow new namespaces' };
    }
    try {
      return rootFileSystemProvider(version, rootFileSystemOf(version));
    } catch (error) {
      return { unavailable: error instanceof Error ? error.message : String(error) };
    }
  },
};

function isInstalled(command: string): boolean {
  return `${process.env.PATH ?? ''}:/usr/sbin:/sbin`
    .split(':')
    .some((directory) => existsSync(`${directory}/${command}`));
}
