import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { AmiConnection } from './ami-connection';
import { amiTestUser, type AmiUser } from './ami-user';
import type { AsteriskProcess } from './asterisk-process';
import { consoleText, withoutColours } from './console-text';
import { problemsIn, type Problem } from './problem';
import { runCommand } from './run-command';

/** Asterisk ended before it was told to; the message holds its last lines. */
export class AsteriskExitedError extends Error {
  override readonly name = 'AsteriskExitedError';

  constructor(
    /** The exit code of Asterisk; `null` when a signal ended it. */
    readonly code: number | null,
    /** The last lines that it printed. */
    readonly lastLines: readonly string[],
  ) {
    super(`asterisk exited with code ${String(code)}; its last lines:\n${lastLines.join('\n')}`);
  }
}

/** Asterisk runs, and does not get ready; the message holds its last lines. */
export class AsteriskBootTimeoutError extends Error {
  override readonly name = 'AsteriskBootTimeoutError';

  constructor(
    /** How long it had, in milliseconds. */
    readonly timeout: number,
    /** The last lines that it printed. */
    readonly lastLines: readonly string[],
  ) {
    super(`asterisk was not fully booted within ${timeout} ms; its last lines:\n${lastLines.join('\n')}`);
  }
}

/** How long a boot took. */
export interface Boot {
  /** Seconds from the start of the process until Asterisk says that it is fully booted. */
  readonly seconds: number;
}

/** A real Asterisk that was started by `startAsterisk`. */
export class RunningAsterisk {
  private readonly started = performance.now();
  private readonly connections: AmiConnection[] = [];
  private text = '';
  private ended: number | null | undefined;

  constructor(private readonly process: AsteriskProcess) {
    const { child } = process;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        this.text += text;
      });
    }
    child.on('error', (error) => {
      this.text += `${error.message}\n`;
      this.ended = null;
    });
    // `close` and not `exit`: what it printed last has then arrived.
    child.on('close', (code) => {
      this.ended = code;
    });
  }

  /** Everything that was printed to the console so far, without colours, also what was logged in JSON in Asterisk's default form. */
  get log(): string {
    return consoleText(this.text);
  }

  /** Whether Asterisk has ended. */
  get exited(): boolean {
    return this.ended !== undefined;
  }

  /** Every complaint so far. */
  problems(): Problem[] {
    return problemsIn(this.text);
  }

  /**
   * What Asterisk's own command line answers. It tells nothing by its exit code, so that the text is all there is.
   *
   * @throws AsteriskExitedError when Asterisk is gone
   */
  async cli(command: string, timeout = 30_000): Promise<string> {
    this.assertAlive();
    const { stdout, stderr } = await this.run(['/usr/sbin/asterisk', '-rx', command], timeout);
    return withoutColours(stdout + stderr);
  }

  /** Runs a command beside Asterisk, in its files and its network; returns what it printed. */
  run(command: readonly [string, ...string[]], timeout = 30_000): ReturnType<typeof runCommand> {
    return runCommand(this.process.inside(command), timeout);
  }

  /**
   * Writes a file below `/etc/asterisk`, which Asterisk reads when it is told to.
   *
   * @throws Error when it cannot be written
   */
  async write(name: string, text: string): Promise<void> {
    const program = 'printf %s "$1" | base64 -d > "/etc/asterisk/$0" && chmod a+r "/etc/asterisk/$0"';
    const { code, stderr } = await this.run(['sh', '-c', program, name, Buffer.from(text).toString('base64')]);
    if (code !== 0 || stderr !== '') {
      throw new Error(`${name} cannot be written: ${stderr}`);
    }
  }

  /**
   * Waits until Asterisk says that it is fully booted.
   *
   * @param timeout milliseconds
   * @throws AsteriskExitedError when it ends before, AsteriskBootTimeoutError when the time is over
   */
  async booted(timeout = 30_000): Promise<Boot> {
    const deadline = this.started + timeout;
    while (performance.now() < deadline) {
      const answer = await this.cli('core waitfullybooted', Math.max(1, Math.ceil(deadline - performance.now())));
      if (answer.includes('fully booted')) {
        const seconds = (performance.now() - this.started) / 1000;
        // The last lines are on their way through a pipe.
        await sleep(50);
        return { seconds };
      }
      await sleep(20);
      this.assertAlive();
    }
    throw new AsteriskBootTimeoutError(timeout, this.lastLines());
  }

  /**
   * Connects to the manager interface and logs in.
   *
   * The configuration must enable it on 127.0.0.1:5038 and know the user: `amiTestManagerConf` does.
   */
  async ami(user: AmiUser = amiTestUser): Promise<AmiConnection> {
    this.assertAlive();
    const [command, ...args] = this.process.inside([
      'bash',
      '-c',
      'exec 3<>/dev/tcp/127.0.0.1/5038; cat <&3 & cat >&3; kill $!',
    ]);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const connection = new AmiConnection({
      input: child.stdin,
      output: child.stdout,
      close: () => {
        child.stdin.end();
      },
    });
    this.connections.push(connection);
    const login = await connection.action({
      Action: 'Login',
      Username: user.username,
      Secret: user.secret,
      Events: 'off',
    });
    if (!login.ok) {
      connection.close();
      throw new Error(`the manager interface refused the user '${user.username}': is it in manager.conf?`);
    }
    return connection;
  }

  /** Kills Asterisk at once, with everything that was made for it. */
  async stop(): Promise<void> {
    for (const connection of this.connections) {
      connection.close();
    }
    await this.process.kill();
  }

  private assertAlive(): void {
    if (this.ended !== undefined) {
      throw new AsteriskExitedError(this.ended, this.lastLines());
    }
  }

  private lastLines(): string[] {
    return this.log.trimEnd().split('\n').slice(-20);
  }
}
