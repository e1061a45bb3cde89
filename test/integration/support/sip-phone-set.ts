import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killed, type NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import {
  answeringScenario,
  callingScenario,
  registeringScenario,
  type CallScenario,
  type Manner,
} from './sipp-scenarios';
import { uriHost } from '../../../lib/network/uri-host';

/** A user of the PBX, and the address that the device has. */
export interface Device {
  readonly user: string;
  readonly password: string;
  readonly address: string;
}

/** A call to make. */
export interface Call extends Partial<CallScenario> {
  /** The user part that is dialled, as it is: nothing is escaped. */
  readonly to: string;

  /** What the device registers and authenticates as. */
  readonly from: Device;

  /** How long the caller waits for a final response, in milliseconds; 10 seconds by default. */
  readonly patience?: number;
}

/** Where a PBX listens, by address family. */
export interface PbxAddresses {
  readonly ipv6: string;
  readonly ipv4?: string;
}

/** Phones, played by SIPp: each call and each phone that is called is one process. */
export class SipPhoneSet {
  private readonly directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-phones-'));
  private readonly phones = new Map<string, ChildProcessWithoutNullStreams>();
  private count = 0;

  constructor(
    private readonly host: NetworkNamespace,
    private readonly pbx: PbxAddresses,
  ) {}

  /** Makes a call, and returns the code of the final response to its INVITE; `undefined` when there was none. */
  async call({ to, from, patience, ...rest }: Call): Promise<number | undefined> {
    const scenario = callingScenario({ user: from.user, password: from.password, number: to, ...rest });
    const trace = await this.sipp(from, scenario, 5080 + (this.count % 100), patience);
    return finalResponse(trace);
  }

  /** Registers a device where `answer` lets it listen. */
  async register(device: Device): Promise<number | undefined> {
    return finalResponse(await this.sipp(device, registeringScenario(device), 5061));
  }

  /** From now on the device answers calls in this manner; it is told anew of what it was called for. */
  async answer(device: Device, manner: Manner): Promise<void> {
    await this.hangUp(device);
    const child = this.start(device, answeringScenario(manner), 5060, this.traceOf(device));
    this.phones.set(device.user, child);
    // It listens as soon as the kernel has its socket.
    for (let waited = 0; waited < 100; waited++) {
      const { stdout } = await this.host.run(['ss', '-Hlun', `src ${uriHost(device.address)}:5060`]);
      if (stdout !== '') return;
      await sleep(10);
    }
    throw new Error(`${device.user} does not listen`);
  }

  /** The INVITEs that reached a device since `answer`. */
  rang(device: Device): string[] {
    return this.requests(device, 'INVITE');
  }

  /** Waits until a device that rings is told to stop; whether it was. */
  async stopped(device: Device): Promise<boolean> {
    for (let waited = 0; waited < 100 && this.requests(device, 'ACK').length === 0; waited++) {
      await sleep(20);
    }
    return this.requests(device, 'CANCEL').length > 0;
  }

  /** The device is switched off: nothing answers there any more. */
  async hangUp(device: Device): Promise<void> {
    const child = this.phones.get(device.user);
    if (child !== undefined) {
      this.phones.delete(device.user);
      await killed(child);
    }
    rmSync(this.traceOf(device), { force: true });
  }

  async remove(): Promise<void> {
    await Promise.all([...this.phones.values()].map(killed));
    rmSync(this.directory, { recursive: true });
  }

  private requests(device: Device, method: string): string[] {
    const path = this.traceOf(device);
    const trace = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return messagesIn(trace).filter((message) => message.startsWith(`${method} `));
  }

  private traceOf({ user }: Device): string {
    return join(this.directory, `${user}.trace`);
  }

  private async sipp(device: Device, scenario: string, port: number, patience = 10_000): Promise<string> {
    const trace = join(this.directory, `call${++this.count}.trace`);
    const child = this.start(device, scenario, port, trace, ['-m', '1']);
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await once(child, 'close');
    clearTimeout(timer);
    return existsSync(trace) ? readFileSync(trace, 'utf8') : '';
  }

  private start(device: Device, text: string, port: number, trace: string, options: string[] = []) {
    const scenario = join(this.directory, `scenario${++this.count}.xml`);
    writeFileSync(scenario, text);
    const pbx = device.address.includes(':') ? this.pbx.ipv6 : this.pbx.ipv4;
    const child = this.host.start([
      'sipp',
      `${uriHost(pbx ?? '')}:5060`,
      ...['-sf', scenario, '-i', device.address, '-mi', device.address, '-p', String(port)],
      ...['-nostdin', '-trace_msg', '-message_file', trace, '-message_overwrite', 'true', ...options],
    ]);
    child.stdout.resume();
    child.stderr.resume();
    return child;
  }
}

/** The messages of a trace, each from its first line on. */
function messagesIn(trace: string): string[] {
  return trace.split(/^-{20,} .*\n.*message (?:sent|received) .*\n\n/m).slice(1);
}

/** The code of the final response to the last request of a trace, which is not the one that was challenged. */
function finalResponse(trace: string): number | undefined {
  const messages = messagesIn(trace)
    .map((text) => ({
      text,
      sequence: Number(/^CSeq: *(\d+) (?:INVITE|REGISTER)\s*$/m.exec(text)?.[1]),
      code: Number(/^SIP\/2\.0 (\d{3})/m.exec(text)?.[1]),
    }))
    .filter(({ sequence }) => !Number.isNaN(sequence));
  const last = Math.max(...messages.map(({ sequence }) => sequence));
  return messages.findLast(({ sequence, code }) => sequence === last && code >= 200)?.code;
}
