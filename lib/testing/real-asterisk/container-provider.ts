import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AsteriskVersion } from '../../catalog/version';
import { ValidationError } from '../../conf/validation-error';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../temporary-directory';
import type { AsteriskProcess } from './asterisk-process';
import type { AsteriskProvider, AsteriskUnavailable, LaunchOptions } from './asterisk-provider';

/** The command lines of container engines that are understood. */
export type ContainerEngine = 'docker' | 'podman';

/** The first engine that answers; an engine that is installed but does not run is none. */
export function findContainerEngine(): ContainerEngine | undefined {
  const engines: readonly ContainerEngine[] = ['docker', 'podman'];
  return engines.find((engine) => spawnSync(engine, ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0);
}

/**
 * Runs Asterisk in a container of this engine, from a local image that is built when it is missing.
 *
 * An engine may answer, and yet be unable to build or to run: then this says why.
 */
export function containerProvider(
  version: AsteriskVersion,
  engine: ContainerEngine,
): AsteriskProvider | AsteriskUnavailable {
  const image = `localhost/cdk8s-asterisk-real:${version.debianRelease}`;
  if (spawnSync(engine, ['image', 'inspect', image], { stdio: 'ignore' }).status !== 0) {
    const built = spawnSync(engine, ['build', '--tag', image, '-'], {
      input: dockerfile(version),
      encoding: 'utf8',
      timeout: 600_000,
    });
    if (built.status !== 0) {
      return { unavailable: `${engine} could not build Asterisk: ${lastLine(built.stderr)}` };
    }
  }
  const tried = spawnSync(engine, ['run', '--rm', '--network=none', image, 'asterisk', '-V'], { encoding: 'utf8' });
  if (tried.status !== 0) {
    return { unavailable: `${engine} could not run Asterisk: ${lastLine(tried.stderr)}` };
  }
  return { version, kind: 'container', launch: (options) => Promise.resolve(launch(engine, image, options)) };
}

function dockerfile(version: AsteriskVersion): string {
  return `FROM docker.io/library/debian:${version.debianRelease}-slim
RUN apt-get update \\
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends asterisk \\
 && rm -rf /var/lib/apt/lists/*
`;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

// The configuration comes as an archive on standard input, of the given size; its end afterwards means that the caller is gone.
const script = `set -eu
exec 4<&0
head -c "$1" <&4 | tar -x --no-same-owner -C /etc/asterisk
asterisk -f </dev/null 4<&- &
asterisk=$!
{ cat <&4 >/dev/null; kill -KILL "$asterisk"; } &
wait "$asterisk"`;

function launch(engine: ContainerEngine, image: string, options: LaunchOptions): AsteriskProcess {
  const { namespace, nameservers = [] } = options.network;
  if (namespace !== undefined && engine === 'docker') {
    throw new ValidationError(
      'AsteriskRunner',
      `docker cannot join the network namespace '${namespace}': set CDK8S_ASTERISK_RUNNER=rootfs and run as root`,
    );
  }
  const archive = archiveOf(options);
  const name = `cdk8s-asterisk-${randomBytes(6).toString('hex')}`;
  const writable = ['/etc/asterisk', '/run/asterisk'];
  const kept = options.stateDirectory === undefined ? [] : keptVolumes(resolve(options.stateDirectory));
  if (options.readOnlyRoot) {
    writable.push(
      '/var/log/asterisk',
      '/tmp',
      ...(kept.length > 0 ? [] : ['/var/lib/asterisk', '/var/spool/asterisk']),
    );
  }
  const child = spawn(
    engine,
    [
      'run',
      '--rm',
      '--interactive',
      `--name=${name}`,
      `--user=${options.user}`,
      '--env=TERM=dumb',
      `--network=${namespace === undefined ? 'none' : `ns:${resolve('/run/netns', namespace)}`}`,
      ...(namespace === undefined ? ['--sysctl=net.ipv6.conf.all.disable_ipv6=0'] : []),
      ...nameservers.map((address) => `--dns=${address}`),
      ...(options.readOnlyRoot ? ['--read-only'] : []),
      ...writable.map((directory) => `--tmpfs=${directory}:mode=1777`),
      ...kept.map((volume) => `--volume=${volume}`),
      image,
      'bash',
      '-c',
      script,
      'bash',
      String(archive.length),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  child.stdin.write(archive);
  const removeNow = (): void => {
    spawnSync(engine, ['rm', '--force', name], { stdio: 'ignore' });
  };
  process.once('exit', removeNow);
  return {
    child: child,
    inside: (inner) => [engine, 'exec', '--interactive', name, ...inner],
    kill: async () => {
      const closed = new Promise((done) => {
        if (child.exitCode !== null) {
          done(undefined);
        }
        child.once('close', done);
      });
      removeNow();
      process.removeListener('exit', removeNow);
      await closed;
    },
  };
}

/** The number of `user` in the container is not known out here: everybody may write. */
function keptVolumes(state: string): string[] {
  return ['lib', 'log', 'spool'].map((directory) => {
    mkdirSync(join(state, directory), { recursive: true });
    chmodSync(join(state, directory), 0o1777);
    return `${join(state, directory)}:/var/${directory}/asterisk`;
  });
}

function archiveOf(options: LaunchOptions): Buffer {
  const directory = makeTemporaryDirectory('config');
  try {
    if (options.configDirectory !== undefined) {
      cpSync(options.configDirectory, directory, { recursive: true, dereference: true });
    }
    for (const [name, text] of options.overlay) {
      writeFileSync(join(directory, name), text);
    }
    return spawnSync('tar', ['-c', '-C', directory, '.'], { maxBuffer: 64 * 1024 * 1024 }).stdout;
  } finally {
    removeTemporaryDirectory(directory);
  }
}
