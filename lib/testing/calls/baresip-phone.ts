import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killed, type NetworkNamespace } from '../network/network-namespace';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../temporary-directory';
import { Capture } from './capture';
import { netstring, readNetstrings } from './netstring';
import { heardOnTheWire, type Party } from './party';
import { tonesIn } from './tone';
import { readWav } from './wav';
import { uriHost } from '../../network/uri-host';

/** A phone, and what it says. */
export interface PhoneOptions {
  /** Where it is. */
  readonly host: NetworkNamespace;
  /** The user part of its address, which it authenticates as too. */
  readonly user: string;
  /**
   * What it is called in what is said of it.
   *
   * @default - `user`
   */
  readonly name?: string;
  /** What it answers a challenge with. */
  readonly password: string;
  /** Its own address, one of its host's. */
  readonly address: string;
  /** The address of the PBX. */
  readonly pbx: string;
  /** The tone that it sends in a call, in Hz. */
  readonly tone: number;
  /**
   * What it speaks.
   *
   * @default 'PCMA'
   */
  readonly codecs?: string;
  /**
   * Further parameters of its account, such as `;mediaenc=srtp-mand`, as baresip takes them.
   *
   * @default ''
   */
  readonly account?: string;
  /**
   * `udp`, `tcp` or `tls`.
   *
   * @default 'udp'
   */
  readonly transport?: 'udp' | 'tcp' | 'tls';
  /**
   * Further lines of its configuration.
   *
   * @default []
   */
  readonly config?: readonly string[];
}

/** How long it may take to notice that a call is over, in milliseconds. */
const NOTICES = 2000;

/** Something that happened at a phone, as baresip says it. */
export interface PhoneEvent {
  readonly type: string;
  readonly param?: string;
  readonly peeruri?: string;
  readonly peerdisplayname?: string;
}

/** A real phone: baresip, which sends a tone and records what it hears. */
export class BaresipPhone implements Party {
  static async start(options: PhoneOptions): Promise<BaresipPhone> {
    const directory = makeTemporaryDirectory('baresip');
    // A number of its own for each phone of a host.
    const port = 4440 + (Number(/\d*$/.exec(options.address)?.[0]) % 1000);
    writeFileSync(join(directory, 'config'), configurationOf(options, directory, port));
    writeFileSync(join(directory, 'accounts'), '');
    writeFileSync(join(directory, 'contacts'), '');
    chmodSync(directory, 0o700);
    const capture = await Capture.start(options.host, options.address).catch((error: unknown) => {
      removeTemporaryDirectory(directory);
      throw error;
    });
    const child = options.host.start(['baresip', '-f', directory]);
    const phone = new BaresipPhone(options, directory, child, capture);
    try {
      await phone.connect(port);
      // Made only now, so that nothing happens unseen.
      await phone.command('uanew', accountOf(options));
    } catch (error) {
      await phone.stop();
      throw error;
    }
    return phone;
  }

  private readonly events: PhoneEvent[] = [];
  private seen = 0;
  /** Since `forget`. */
  private dialled = 0;
  private forgotten = 0;
  private output = '';
  private control: ChildProcessWithoutNullStreams | undefined;

  private constructor(
    private readonly options: PhoneOptions,
    private readonly directory: string,
    private readonly child: ChildProcessWithoutNullStreams,
    readonly capture: Capture,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
  }

  get name(): string {
    return this.options.name ?? this.options.user;
  }

  get addresses(): readonly string[] {
    return [this.options.address];
  }

  get tone(): number {
    return this.options.tone;
  }

  /** What was waited for last. */
  get last(): PhoneEvent | undefined {
    return this.events[this.seen - 1];
  }

  /** Waits until it is registered; fails when it is refused. */
  async registered(timeout = 10_000): Promise<void> {
    const event = await this.event(/^REGISTER_(OK|FAIL)$/, timeout).catch(() => undefined);
    if (event?.type !== 'REGISTER_OK') {
      const { user, address, pbx } = this.options;
      const why = event === undefined ? `no answer from ${pbx} in ${timeout} ms` : (event.param ?? '');
      throw new Error(`${this.name} is not registered, as ${user} at ${address}: ${why}`);
    }
  }

  async dial(number: string): Promise<void> {
    this.dialled++;
    await this.command('dial', `sip:${number}@${uriHost(this.options.pbx)}`);
  }

  async accept(): Promise<void> {
    await this.command('accept');
  }

  async hangUp(): Promise<void> {
    await this.command('hangup');
  }

  async hold(): Promise<void> {
    await this.command('hold');
  }

  async resume(): Promise<void> {
    await this.command('resume');
  }

  /** A blind transfer of the call to a number. */
  async transfer(number: string): Promise<void> {
    await this.command('transfer', `sip:${number}@${uriHost(this.options.pbx)}`);
  }

  /** Sends a digit, as a telephone event (RFC 4733). */
  async digit(digit: string): Promise<void> {
    await this.command('sndcode', digit);
  }

  /** Waits for the next thing of this kind to happen after what was waited for before. */
  async event(type: RegExp, timeout = 10_000): Promise<PhoneEvent> {
    const end = performance.now() + timeout;
    for (;;) {
      const index = this.events.findIndex((event, at) => at >= this.seen && type.test(event.type));
      const event = this.events[index];
      if (event !== undefined) {
        this.seen = index + 1;
        return event;
      }
      if (performance.now() > end) {
        const all = this.events.map((each) => `${each.type} ${each.param ?? ''}`).join('\n');
        throw new Error(`${this.name}: no ${String(type)} in ${timeout} ms, but:\n${all}\n${this.output.slice(-2000)}`);
      }
      await sleep(20);
    }
  }

  /** Whether something of this kind has happened since what was waited for last. */
  has(type: RegExp): boolean {
    return this.events.some((event, at) => at >= this.seen && type.test(event.type));
  }

  /** As it arrives, or, where that is encrypted, as the phone itself has recorded it. */
  heard(frequencies: readonly number[], since: number): ReadonlyMap<number, number> {
    return this.options.account?.includes('mediaenc') === true
      ? this.recorded(frequencies)
      : heardOnTheWire(this, frequencies, since);
  }

  /** What it has recorded since `forget`. Behind a hold, or a change of the source, its recording may not go on. */
  private recorded(frequencies: readonly number[]): ReadonlyMap<number, number> {
    const files = readdirSync(this.directory).filter((name) => name.endsWith('-dec.wav'));
    const samples = files.flatMap((name) => [...readWav(join(this.directory, name))]);
    return tonesIn(Int16Array.from(samples), frequencies);
  }

  /** Forgets what it has heard, and what has happened, once it has noticed the end of its calls. */
  async forget(): Promise<void> {
    // Of a call that a PBX took along with it, it hears nothing.
    for (const end = performance.now() + NOTICES; this.calls > 0 && performance.now() < end;) {
      await sleep(20);
    }
    for (const name of readdirSync(this.directory).filter((each) => each.endsWith('.wav'))) {
      rmSync(join(this.directory, name));
    }
    this.seen = this.events.length;
    this.forgotten = this.events.length;
    this.dialled = 0;
  }

  /** The calls since `forget` whose end it does not know of. */
  private get calls(): number {
    const count = (wanted: string) =>
      this.events.filter(({ type }, at) => at >= this.forgotten && type === wanted).length;
    return this.dialled + count('CALL_INCOMING') - count('CALL_CLOSED');
  }

  /** Is gone without a word, and with it its host: nothing says that nobody is there. */
  async vanish(): Promise<void> {
    await this.options.host.script('ip link set eth0 down');
    await killed(this.child);
  }

  async stop(): Promise<void> {
    // What reads its control port ends with it.
    await Promise.all([killed(this.child), this.capture.stop()]);
    if (this.control !== undefined) {
      await killed(this.control);
    }
    removeTemporaryDirectory(this.directory);
  }

  private async command(command: string, params = ''): Promise<void> {
    this.control?.stdin.write(netstring(JSON.stringify({ command, params })));
    await Promise.resolve();
  }

  /** Its control port is in its host's network, to which only a program there has a way. */
  private async connect(port: number): Promise<void> {
    const program = `for try in $(seq 200); do if { exec 3<>/dev/tcp/127.0.0.1/${port}; } 2>/dev/null; then echo; cat <&3 & exec cat >&3; fi; sleep 0.05; done`;
    const control = this.options.host.start(['bash', '-c', program]);
    this.control = control;
    control.stderr.resume();
    let bytes: Buffer = Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      const fail = (): void => {
        reject(new Error(`${this.name}: baresip has not started:\n${this.output}`));
      };
      control.on('close', fail);
      this.child.on('close', fail);
      control.stdout.once('data', (first: Buffer) => {
        resolve();
        bytes = first.subarray(1);
        control.stdout.on('data', (chunk: Buffer) => {
          const { texts, rest } = readNetstrings(Buffer.concat([bytes, chunk]));
          bytes = rest;
          this.events.push(...texts.map((text) => JSON.parse(text) as PhoneEvent).filter(({ type }) => type));
        });
      });
    });
  }
}

function configurationOf({ address, tone, config = [] }: PhoneOptions, directory: string, port: number): string {
  return [
    `sip_listen ${uriHost(address)}:5060`,
    'call_max_calls 4',
    'audio_channels 1',
    `audio_source ausine,${tone}`,
    'audio_player aubridge,sink',
    'audio_alert aubridge,alert',
    // What ausine asks for.
    ...['ausrc', 'auplay'].flatMap((side) => [`${side}_srate 48000`, `${side}_channels 2`]),
    'rtp_tos 184',
    'module_path /usr/lib/baresip/modules',
    ...['g711', 'ausine', 'aubridge', 'sndfile', 'uuid', 'srtp'].map((name) => `module ${name}.so`),
    'module_tmp account.so',
    ...['menu', 'ctrl_tcp'].map((name) => `module_app ${name}.so`),
    `ctrl_tcp_listen 127.0.0.1:${port}`,
    `snd_path ${directory}`,
    ...config,
    '',
  ].join('\n');
}

function accountOf({ user, password, pbx, codecs = 'PCMA', account = '', transport = 'udp' }: PhoneOptions): string {
  return `<sip:${user}@${uriHost(pbx)};transport=${transport}>;auth_user=${user};auth_pass=${password};regint=300;audio_codecs=${codecs}${account}`;
}
