import { spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, Chart } from 'cdk8s';
import { AsteriskConfig, type AsteriskVersion } from '../../../lib';
import type { RenderedConfiguration } from '../../../lib/config/configuration';
import { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import { RtpCapture } from '../../../lib/testing/calls/rtp-capture';
import { alawTone } from '../../../lib/testing/calls/tone';
import { killed, type NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { TestNetwork } from '../../../lib/testing/network/test-network';
import { startAsterisk, type AsteriskProvider, type RunningAsterisk } from '../../../lib/testing/real-asterisk';
import { manyAnswer, manyCall, manyRegister, participant } from './load-scenarios';
import { renderedDirectory } from './rendered-directory';
import { SipPhoneSet } from './sip-phone-set';
import { PBX, secretOf } from './test-house';
import { addPhone } from './office';
import { CleanUp } from '../../../lib/testing/calls/clean-up';

/** Where the phones stand that call, and those that are called. */
const CALLERS = '2001:111:1234:e8b0::c:1';
const CALLED = '2001:111:1234:e8b0::c:2';

/** How many calls a second are begun. */
const CALLS_PER_SECOND = 40;

/** What a phone of an exchange is called, by its number from 1. */
export const userOf = (phone: number): string => `phone${phone}`;
/** What is dialled to reach it. */
export const extensionOf = (phone: number): string => String(10_000 + phone);

/** How an exchange is set up. */
export interface ExchangeOptions {
  /** How many phones it has; the last half of them is called. */
  readonly phones: number;
  /** What else is in its configuration. */
  readonly more?: (config: AsteriskConfig) => void;
  /** Whether what Asterisk remembers outlives it; it does not by default. */
  readonly persistent?: boolean;
}

/** Calls that are being made. */
export interface Calls {
  /** Waits for their end; throws Error unless each was ended by the caller, at its time. */
  ended(): Promise<void>;
}

/** A PBX with many phones, each a `SipPhone`: SIPp plays them all, with audio from both sides. */
export class Exchange {
  static async build(kind: AsteriskProvider, options: ExchangeOptions): Promise<Exchange> {
    const exchange = new Exchange(kind, await TestNetwork.create(), options);
    try {
      await exchange.start();
      return exchange;
    } catch (error) {
      await exchange.remove();
      throw error;
    }
  }

  asterisk!: RunningAsterisk;
  pbxHost!: NetworkNamespace;
  private callers!: NetworkNamespace;
  private called!: NetworkNamespace;
  private readonly directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-exchange-'));
  private readonly cleanup = new CleanUp();
  private count = 0;

  private constructor(
    private readonly kind: AsteriskProvider,
    readonly network: TestNetwork,
    private options: ExchangeOptions,
  ) {}

  /** The two sides between which audio goes. */
  get sides(): readonly [string, string] {
    return [CALLERS, CALLED];
  }

  /** Registers all phones at this rate; how many seconds it took, and how many requests had to be sent again. */
  async registerAll(perSecond: number): Promise<{ readonly seconds: number; readonly again: number }> {
    const { phones } = this.options;
    const rows = numbers(phones).map((phone) => participant(userOf(phone), secretOf(userOf(phone))));
    const statistics = this.path('statistics.csv');
    const child = this.sipp(this.called, CALLED, 5061, manyRegister(), [
      ...['-inf', this.table(rows), '-m', String(phones), '-r', String(perSecond)],
      ...['-trace_stat', '-stf', statistics],
    ]);
    const since = performance.now();
    await succeeded(child, 'to register');
    const seconds = (performance.now() - since) / 1000;
    return { seconds, again: retransmissions(statistics) };
  }

  /** Makes calls, each between two other phones, and waits until all are up. */
  async call(calls: number, milliseconds: number): Promise<Calls> {
    const half = Math.floor(this.options.phones / 2);
    const audio = this.path('audio.al');
    writeFileSync(audio, alawTone(440, 10));
    const rows = numbers(calls).map((phone) =>
      participant(userOf(phone), secretOf(userOf(phone)), extensionOf(half + phone)),
    );
    const answering = this.sipp(this.called, CALLED, 5060, manyAnswer(audio), []);
    answering.stderr.resume();
    const calling = this.sipp(this.callers, CALLERS, 5060, manyCall(audio), [
      ...['-inf', this.table(rows), '-m', String(calls), '-l', String(calls)],
      ...['-r', String(CALLS_PER_SECOND), '-d', String(milliseconds)],
    ]);
    const ended = succeeded(calling, 'to call');
    // Whoever waits for it gets its error; until then it is nobody's.
    ended.catch(() => undefined);
    await this.up(calls);
    return {
      ended: async () => {
        await ended;
        await killed(answering);
      },
    };
  }

  /** Waits until so many calls are up. */
  async up(calls: number): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if ((await this.channels()) === 2 * calls) return;
      await sleep(100);
    }
    throw new Error(`${calls} calls are not up, but ${await this.channels()} channels`);
  }

  /** How many channels there are: two for each call. */
  async channels(): Promise<number> {
    const shown = await this.asterisk.cli('core show channels count');
    return Number(/^(\d+) active channel/m.exec(shown)?.[1]);
  }

  /** From now on it is watched what the PBX does with audio. */
  async watch(): Promise<RtpCapture> {
    const capture = await RtpCapture.start(this.pbxHost);
    this.cleanup.add(() => capture.stop());
    return capture;
  }

  /** Starts the PBX, on its state where it has one. */
  async startPbx(): Promise<void> {
    const directory = exchangeFiles(this.kind.version, this.options);
    try {
      const asterisk = await startAsterisk({
        provider: this.kind,
        configDirectory: directory,
        readOnlyRoot: true,
        network: { namespace: this.pbxHost.path },
        stateDirectory: this.options.persistent === true ? this.state() : undefined,
      });
      this.asterisk = asterisk;
      this.cleanup.add(() => asterisk.stop());
      await asterisk.booted(60_000);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  /** What the PBX answers to a phone that registers. */
  async answerTo(user: string, password = secretOf(user)): Promise<number | undefined> {
    const set = new SipPhoneSet(this.callers, PBX);
    try {
      return await set.register({ user, password, address: CALLERS });
    } finally {
      await set.remove();
    }
  }

  /** The configuration of the same phones, with this besides. */
  described(more: (config: AsteriskConfig) => void): RenderedConfiguration {
    return exchangeConfig(this.kind.version, { ...this.options, more }).render();
  }

  /** A real phone, which counts as one of the exchange's when it has the name of one. */
  async phone(user: string, address: string, tone: number): Promise<BaresipPhone> {
    const host = await this.network.addHost(address);
    const phone = await BaresipPhone.start({ host, user, address, tone, pbx: PBX.ipv6, password: secretOf(user) });
    this.cleanup.add(() => phone.stop());
    return phone;
  }

  /**
   * Puts the files of another configuration in the place of those that are there, and reloads, as is done in a pod that must go on.
   *
   * A reload loads no module that was not there before: those that the new files need are loaded first.
   */
  async reconfigure(more: (config: AsteriskConfig) => void): Promise<void> {
    const before = exchangeConfig(this.kind.version, this.options).modules;
    this.options = { ...this.options, more };
    const directory = exchangeFiles(this.kind.version, this.options);
    const { stdout: archive } = spawnSync('tar', ['-cz', '-C', directory, '.']);
    rmSync(directory, { recursive: true });
    // What is unpacked belongs to Asterisk, as all there does.
    const unpack = 'cd /etc/asterisk && printf %s "$0" | base64 -d | tar -xz && chown -R --reference=/run/asterisk .';
    const { code, stderr } = await this.asterisk.run(['sh', '-c', unpack, archive.toString('base64')]);
    if (code !== 0) {
      throw new Error(`the files cannot be replaced: ${stderr}`);
    }
    const { modules } = exchangeConfig(this.kind.version, this.options);
    for (const module of modules.filter((name) => !before.includes(name))) {
      await this.asterisk.cli(`module load ${module}`);
    }
    await this.asterisk.cli('core reload');
  }

  /** The last that was made goes first. */
  async remove(): Promise<void> {
    await this.cleanup.run();
    await this.network.remove();
    rmSync(this.directory, { recursive: true });
  }

  private async start(): Promise<void> {
    this.pbxHost = await this.network.addHost(PBX.ipv6, PBX.ipv4);
    this.callers = await this.network.addHost(CALLERS);
    this.called = await this.network.addHost(CALLED);
    await this.startPbx();
  }

  private state(): string {
    const directory = join(this.directory, 'state');
    mkdirSync(directory, { recursive: true });
    return directory;
  }

  private path(name: string): string {
    return join(this.directory, `${++this.count}-${name}`);
  }

  private table(rows: readonly string[]): string {
    const path = this.path('table.csv');
    writeFileSync(path, `SEQUENTIAL\n${rows.join('\n')}\n`);
    return path;
  }

  private sipp(host: NetworkNamespace, address: string, port: number, text: string, options: readonly string[]) {
    const path = this.path('scenario.xml');
    writeFileSync(path, text);
    const child = host.start([
      'sipp',
      `[${PBX.ipv6}]:5060`,
      ...['-sf', path, '-i', address, '-mi', address, '-p', String(port), '-nostdin', '-timeout', '180', ...options],
    ]);
    child.stdout.resume();
    this.cleanup.add(() => killed(child));
    return child;
  }
}

/** The files of an exchange, in a new directory. */
function exchangeFiles(version: AsteriskVersion, options: ExchangeOptions): string {
  return renderedDirectory(exchangeConfig(version, options).render(), secretOf);
}

function exchangeConfig(version: AsteriskVersion, { phones, more }: ExchangeOptions): AsteriskConfig {
  const config = new AsteriskConfig(new Chart(new App(), 'exchange'), 'config', { country: 'GB', version });
  for (const phone of numbers(phones)) {
    addPhone(config, userOf(phone), extensionOf(phone));
  }
  more?.(config);
  return config;
}

/** The last line of SIPp's statistics counts from the start. */
function retransmissions(statistics: string): number {
  const lines = readFileSync(statistics, 'utf8').trim().split('\n');
  const column = (lines[0] ?? '').split(';').indexOf('Retransmissions(C)');
  return Number(lines.at(-1)?.split(';')[column]);
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** SIPp says by its exit code whether every call went as its scenario says. */
async function succeeded(child: ChildProcessWithoutNullStreams, what: string): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    throw new Error(`not everybody was able ${what} (${String(code)}): ${said.slice(0, 2000)}`);
  }
}
