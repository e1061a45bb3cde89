import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Capture } from '../../../lib/testing/calls/capture';
import { heardOnTheWire, type Party } from '../../../lib/testing/calls/party';
import { now, type Endpoint } from '../../../lib/testing/calls/pcap';
import { sipMessages, type SipMessage } from '../../../lib/testing/calls/sip-message';
import { alawTone } from '../../../lib/testing/calls/tone';
import { killed, type NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { ScriptedCall } from './scripted-call';
import { answerTo, MEDIA_PORT, printMessage, sdp, SIP_PORT } from './sip-text';
import { uriHost } from '../../../lib/network/uri-host';

/** A phone, or a provider, whose every message is written by the test. */
export interface ScriptedPhoneOptions {
  readonly host: NetworkNamespace;
  readonly user: string;
  readonly password: string;
  readonly address: string;
  /** The address of the PBX. */
  readonly pbx: string;
  /** The tone that it sends once it is told to, in Hz. */
  readonly tone: number;
}

/** What stands in the network for the phone: it passes on SIP messages, one in a line, and sends audio. */
const RELAY = `
const { createSocket } = require('node:dgram');
const [address] = process.argv.slice(1);
const [sip, media] = [${SIP_PORT}, ${MEDIA_PORT}].map((port) => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(port, address, () => port === ${SIP_PORT} && console.log());
  socket.on('error', () => {});
  return socket;
});
sip.on('message', (bytes, { address, port }) => console.log(JSON.stringify({ address, port, text: bytes.toString('latin1') })));
let to, tone, next, sequence = 0;
setInterval(() => {
  for (; to && next <= performance.now(); next += 20, sequence++) {
    const packet = Buffer.alloc(12);
    packet.writeUInt16BE(0x8008, 0);
    packet.writeUInt16BE(sequence & 0xffff, 2);
    packet.writeUInt32BE(sequence * 160, 4);
    packet.writeUInt32BE(0x5c417ed, 8);
    const start = (sequence * 160) % tone.length;
    media.send(Buffer.concat([packet, tone.subarray(start, start + 160)]), to.port, to.address);
  }
}, 10);
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  if (order.text !== undefined) sip.send(Buffer.from(order.text, 'latin1'), order.port, order.address);
  else { tone = Buffer.from(order.tone, 'base64'); next = performance.now(); to = order.to; }
});
`;

/** Methods that a phone answers by itself with 200: whoever waits for them need not. */
const COMMON = ['OPTIONS', 'NOTIFY', 'BYE', 'CANCEL'];

/** A phone whose every message is written by the test, over UDP. */
export class ScriptedPhone implements Party {
  static async start(options: ScriptedPhoneOptions): Promise<ScriptedPhone> {
    const capture = await Capture.start(options.host, options.address);
    const child = options.host.start([process.execPath, '-e', RELAY, options.address]);
    const phone = new ScriptedPhone(options, child, capture);
    await once(child.stdout, 'data');
    return phone;
  }

  /** What has arrived, without what was only sent again. */
  readonly received: SipMessage[] = [];
  private readonly taken = new Set<SipMessage>();
  private readonly known = new Set<string>();
  private rest = '';

  private constructor(
    readonly options: ScriptedPhoneOptions,
    private readonly child: ChildProcessWithoutNullStreams,
    readonly capture: Capture,
  ) {
    child.stderr.resume();
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (this.rest + chunk.toString()).split('\n');
      this.rest = lines.pop() ?? '';
      lines
        .filter((line) => line !== '')
        .forEach((line) => {
          this.receive(JSON.parse(line) as Endpoint & { text: string });
        });
    });
  }

  get name(): string {
    return this.options.user;
  }

  get tone(): number {
    return this.options.tone;
  }

  get addresses(): readonly string[] {
    return [this.options.address];
  }

  heard(frequencies: readonly number[], since: number): ReadonlyMap<number, number> {
    return heardOnTheWire(this, frequencies, since);
  }

  /** Sends its tone there from now on; nowhere without a place. */
  talk(to?: Endpoint): void {
    this.order({ tone: Buffer.from(alawTone(this.tone, 1)).toString('base64'), to });
  }

  /** Sends a message, to the PBX or wherever. */
  send(text: string, to: Endpoint = { address: this.options.pbx, port: SIP_PORT }): void {
    this.order({ ...to, text });
  }

  /** Waits for the first message of this kind that was not taken yet. */
  async take(what: string, fits: (message: SipMessage) => boolean, timeout = 10_000): Promise<SipMessage> {
    const end = performance.now() + timeout;
    for (;;) {
      const found = this.find(fits);
      if (found !== undefined) {
        this.taken.add(found);
        return found;
      }
      if (performance.now() > end) {
        const all = this.received.map(({ text }) => text.split('\r\n')[0] ?? '').join('\n');
        throw new Error(`${this.name}: no ${what} in ${timeout} ms, but:\n${all}`);
      }
      await sleep(5);
    }
  }

  /** The first message of this kind that was not taken yet. */
  find(fits: (message: SipMessage) => boolean): SipMessage | undefined {
    return this.received.find((message) => !this.taken.has(message) && fits(message));
  }

  /** Registers; throws Error when it is refused. */
  async register(): Promise<void> {
    const { user, address } = this.options;
    const call = new ScriptedCall(this, `sip:${user}@${uriHost(this.options.pbx)}`, randomBytes(8).toString('hex'));
    const headers = [`Contact: <sip:${user}@${uriHost(address)}:${SIP_PORT}>`, 'Expires: 600'];
    const { code } = await call.ask('REGISTER', { headers });
    if (code !== 200) {
      throw new Error(`${user} is not registered: ${code ?? ''}`);
    }
  }

  /** Begins a call: sends the INVITE. */
  invite(number: string, headers: readonly string[] = []): ScriptedCall {
    const uri = `sip:${number}@${uriHost(this.options.pbx)}`;
    const call = new ScriptedCall(this, uri, randomBytes(8).toString('hex'));
    call.send('INVITE', { body: this.sdp(), headers });
    return call;
  }

  /** Makes a call, and waits until it is taken, and audio is sent. */
  async call(number: string, headers: readonly string[] = []): Promise<ScriptedCall> {
    const call = this.invite(number, headers);
    const answer = await call.final('INVITE');
    if (answer.code !== 200) {
      throw new Error(`${number} was not reached: ${answer.text}`);
    }
    this.talk(answer.media);
    return call;
  }

  /** Waits until it is called. */
  async called(timeout?: number): Promise<ScriptedCall> {
    const invite = await this.take(
      'call',
      (message) => message.method === 'INVITE' && message.header('To')?.includes('tag=') === false,
      timeout,
    );
    return ScriptedCall.of(this, invite);
  }

  /** Takes a call, and sends audio. */
  async answer(headers: readonly string[] = []): Promise<ScriptedCall> {
    const call = await this.called();
    call.respond(call.first, '180 Ringing');
    call.respond(call.first, '200 OK', { body: this.sdp(), headers });
    await call.next('ACK');
    this.talk(call.first.media);
    return call;
  }

  /** What it offers or answers. */
  sdp(...lines: readonly string[]): string {
    return sdp(this.options.address, ...lines);
  }

  async stop(): Promise<void> {
    await Promise.all([killed(this.child), this.capture.stop()]);
  }

  private order(order: object): void {
    this.child.stdin.write(`${JSON.stringify(order)}\n`);
  }

  private receive({ address, port, text }: Endpoint & { readonly text: string }): void {
    const [message] = sipMessages([
      {
        time: now(),
        source: { address, port },
        destination: { address: this.options.address, port: SIP_PORT },
        payload: Buffer.from(text, 'latin1'),
      },
    ]);
    if (message === undefined || this.known.has(text)) return;
    this.known.add(text);
    this.received.push(message);
    if (message.method !== undefined && COMMON.includes(message.method)) {
      this.send(printMessage(answerTo(message, '200 OK', 'bye')), message.source);
    }
  }
}
