import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AsteriskVersion } from '../../catalog/version';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../temporary-directory';
import type { AsteriskProcess } from './asterisk-process';
import type { AsteriskProvider, LaunchOptions } from './asterisk-provider';
import { cacheDirectory } from './cache-directory';

/**
 * Runs the Asterisk of a root file system, be it Debian's or a built image's, in namespaces of its own; needs root.
 *
 * @param root the directory; it is never written to
 */
export function rootFileSystemProvider(version: AsteriskVersion, root: string): AsteriskProvider {
  return { version, kind: 'rootfs', launch: (options) => launch(resolve(root), options) };
}

async function launch(root: string, options: LaunchOptions): Promise<AsteriskProcess> {
  const config = makeTemporaryDirectory('config');
  // The same for everyone: each mount namespace has its own file system there, and outside it stays empty.
  const files = cacheDirectory('mount');
  mkdirSync(files, { recursive: true });
  cpSync(options.configDirectory ?? join(root, 'etc/asterisk'), config, { recursive: true, dereference: true });
  for (const [name, text] of options.overlay) {
    writeFileSync(join(config, name), text);
  }

  const { namespace, addresses = ['192.0.2.1/24', '2001:db8::1/64'], nameservers = [] } = options.network;
  const [uid, gid] = userIn(root, options.user);
  const unshare = [
    'unshare',
    ...(namespace === undefined ? ['--net'] : []),
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
  ];
  const enter = namespace === undefined ? [] : ['nsenter', `--net=${resolve('/run/netns', namespace)}`];
  const [command, ...args] = [
    ...enter,
    ...unshare,
    'bash',
    join(__dirname, 'namespace.sh'),
    root,
    files,
    config,
    uid,
    gid,
    options.readOnlyRoot ? '1' : '0',
    namespace === undefined ? '1' : '0',
    hostname(),
    nameservers.join(' '),
    addresses.join(' '),
    options.stateDirectory === undefined ? '' : resolve(options.stateDirectory),
  ];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  const killNow = (): void => {
    child.kill('SIGKILL');
  };
  // A process that is killed closes the pipe that namespace.sh reads; this is for the ways out that run code.
  process.once('exit', killNow);
  const closed = new Promise<void>((done) => {
    child.once('close', () => {
      process.removeListener('exit', killNow);
      removeTemporaryDirectory(config);
      done();
    });
  });

  const outerPid = await firstLine(child);
  return {
    child,
    inside: (inner) => [
      'nsenter',
      `--target=${outerPid}`,
      '--net',
      '--mount',
      '--pid',
      'chroot',
      join(files, 'root'),
      ...inner,
    ],
    kill: async () => {
      killNow();
      await closed;
      await gone(outerPid);
    },
  };
}

/** Waits for the end of process 1 of a namespace: the kernel lets it end after all others in there. */
async function gone(pid: string): Promise<void> {
  const alive = (): boolean => {
    try {
      return pid !== '' && /^State:\s+[^Z]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  for (let waited = 0; waited < 5000 && alive(); waited += 5) {
    await sleep(5);
  }
}

/** The number of process 1, seen from here; empty when the namespaces were not made: Asterisk then counts as ended. */
function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  // The types know the first three only.
  const report = child.stdio[3] as unknown as Readable;
  return new Promise((done) => {
    let text = '';
    report.setEncoding('utf8');
    report.on('data', (piece: string) => {
      text += piece;
      // `unshare` holds the descriptor open too: it does not end here.
      if (text.endsWith('\n')) {
        done(text.trim());
      }
    });
    child.once('exit', () => {
      done('');
    });
  });
}

function userIn(root: string, user: string): [uid: string, gid: string] {
  const numeric = /^(\d+):(\d+)$/.exec(user);
  if (numeric?.[1] !== undefined && numeric[2] !== undefined) {
    return [numeric[1], numeric[2]];
  }
  const passwd = readFileSync(join(root, 'etc/passwd'), 'utf8');
  const [, , uid, gid] =
    passwd
      .split('\n')
      .map((line) => line.split(':'))
      .find(([name]) => name === user) ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(`the root file system ${root} has no user '${user}': name one of its users, or give uid:gid`);
  }
  return [uid, gid];
}
