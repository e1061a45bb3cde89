import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { runCommand, type CommandResult } from '../real-asterisk/run-command';

type Command = readonly [command: string, ...args: string[]];

/**
 * A network namespace that belongs to a process, not to a name: it ends with that process, which ends when this one does, also by a signal.
 */
export class NetworkNamespace {
  static async create(): Promise<NetworkNamespace> {
    // The end of its standard input is the end of the process that made it.
    const owner = spawn('unshare', ['--net', 'sh', '-c', 'ip link set lo up; echo ready; exec cat >/dev/null']);
    await untilSays(owner, 'stdout', 'ready');
    return new NetworkNamespace(owner);
  }

  private constructor(private readonly owner: ChildProcessWithoutNullStreams) {}

  /** A process that lives as long as the namespace. */
  get pid(): string {
    return String(this.owner.pid);
  }

  /** Where the namespace is found, as `startAsterisk` takes it. */
  get path(): string {
    return `/proc/${this.pid}/ns/net`;
  }

  /** Runs a command to its end. */
  run(command: Command, timeout = 30_000): Promise<CommandResult> {
    return runCommand(this.inside(command), timeout);
  }

  /**
   * Runs a shell script to its end.
   *
   * @throws Error when it fails
   */
  async script(text: string): Promise<void> {
    const { code, stderr } = await this.run(['sh', '-ec', text]);
    if (code !== 0) {
      throw new Error(`${stderr}in the script:\n${text}`);
    }
  }

  /** Starts a command that stays; it ends when it is killed, or this process ends. */
  start(command: Command): ChildProcessWithoutNullStreams {
    const [program, ...args] = this.inside(['setpriv', '--pdeathsig', 'KILL', ...command]);
    return spawn(program, args);
  }

  async remove(): Promise<void> {
    await killed(this.owner);
  }

  private inside(command: Command): Command {
    return ['nsenter', `--net=${this.path}`, ...command];
  }
}

/** Kills a process, and waits until it is gone. */
export async function killed(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }
}

/**
 * Waits until a process that was just started says that it is ready; kills it when it does not.
 *
 * @throws Error with what it said instead, when it ends or the time is over
 */
export async function untilSays(
  child: ChildProcessWithoutNullStreams,
  stream: 'stdout' | 'stderr',
  ready: string,
  timeout = 20_000,
): Promise<void> {
  let said = '';
  const listen = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  const outcome = new Promise<'ready' | 'ended' | 'late'>((resolve) => {
    const timer = setTimeout(() => {
      resolve('late');
    }, timeout);
    for (const each of [child.stdout, child.stderr]) each.on('data', listen);
    child[stream].on('data', () => {
      if (said.includes(ready)) {
        clearTimeout(timer);
        resolve('ready');
      }
    });
    child.once('error', ({ message }) => {
      said += message;
    });
    child.once('close', () => {
      clearTimeout(timer);
      resolve('ended');
    });
  });
  const became = await outcome;
  for (const each of [child.stdout, child.stderr]) each.off('data', listen);
  if (became !== 'ready') {
    await killed(child);
    const command = child.spawnargs.join(' ').slice(0, 200);
    throw new Error(`${command}: ${became === 'ended' ? 'it ended' : `not ready in ${timeout} ms`}\n${said}`.trim());
  }
}

/** Why there can be no network of namespaces here; `undefined` when there can. */
export function whyNoNetwork(): string | undefined {
  if (process.getuid?.() !== 0) {
    return 'a network of namespaces needs root';
  }
  const needed = {
    ip: '-V',
    ss: '-V',
    nsenter: '-V',
    unshare: '-V',
    setpriv: '-V',
    dnsmasq: '-v',
    sipp: '-v',
    baresip: '-h',
    tcpdump: '--version',
    openssl: 'version',
    mmdebstrap: '--version',
  };
  const missing = Object.entries(needed).filter(([name, option]) => spawnSync(name, [option]).error !== undefined);
  return missing.length === 0
    ? undefined
    : `a network of namespaces needs ${missing.map(([name]) => name).join(', ')}: apt-get install iproute2 util-linux dnsmasq-base sip-tester baresip-core tcpdump openssl mmdebstrap`;
}
