import { randomBytes } from 'node:crypto';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';
import type { ScriptedPhone } from './scripted-phone';
import { answerTo, credentials, printMessage, SIP_PORT } from './sip-text';
import { uriHost } from '../../../lib/network/uri-host';

/** What a message carries beyond what it must. */
export interface Carried {
  readonly headers?: readonly string[];
  readonly body?: string;
}

interface Sent extends Carried {
  readonly method: string;
  readonly number: number;
  readonly branch: string;
}

/** A call of a scripted phone: one dialog (RFC 3261), from either side. */
export class ScriptedCall {
  /** A call to the phone, from its INVITE. */
  static of(phone: ScriptedPhone, invite: SipMessage): ScriptedCall {
    const call = new ScriptedCall(phone, uriIn(invite.header('Contact')), invite.header('Call-ID') ?? '');
    call.local = `${invite.header('To') ?? ''};tag=${call.tag}`;
    call.remote = invite.header('From') ?? '';
    call.begun = invite;
    return call;
  }

  readonly tag = randomBytes(4).toString('hex');
  private local: string;
  private remote: string;
  private sequence = 0;
  private begun: SipMessage | undefined;
  private readonly sent: Sent[] = [];

  constructor(
    private readonly phone: ScriptedPhone,
    private target: string,
    readonly id: string,
  ) {
    const { user, pbx } = phone.options;
    this.local = `<sip:${user}@${uriHost(pbx)}>;tag=${this.tag}`;
    this.remote = `<${target}>`;
  }

  /** The INVITE that it began with, where the phone was called. */
  get first(): SipMessage {
    if (this.begun === undefined) throw new Error('the phone is who called');
    return this.begun;
  }

  /** The tag of the other side. */
  get remoteTag(): string {
    return /;tag=([^;>\s]+)/.exec(this.remote)?.[1] ?? '';
  }

  /** Where audio is wanted, by the last description of the other side. */
  get media(): SipMessage['media'] {
    return this.messages().findLast(({ media }) => media !== undefined)?.media;
  }

  /** Sends a request; `final` waits for what becomes of it. */
  send(method: string, carried: Carried = {}): void {
    this.transmit({ ...carried, method, number: ++this.sequence, branch: branch() });
  }

  /** Sends a request, and waits for the final response. */
  async ask(method: string, carried: Carried = {}, timeout?: number): Promise<SipMessage> {
    this.send(method, carried);
    return this.final(method, timeout);
  }

  /** Waits for the final response to the last request of a method; a challenge is answered once, an INVITE confirmed. */
  async final(method: string, timeout?: number): Promise<SipMessage> {
    const response = await this.response(method, timeout);
    const request = this.last(method);
    const challenged = response.code === 401 || response.code === 407;
    if (challenged && request.headers?.some((line) => /^(Proxy-)?Authorization:/.test(line)) !== true) {
      const answer = credentials(response, this.phone.options, method, this.target);
      this.send(method, { ...request, headers: [...(request.headers ?? []), answer] });
      return this.final(method, timeout);
    }
    return response;
  }

  /** Waits for a provisional response to the INVITE. */
  async provisional(code: number): Promise<SipMessage> {
    return this.phone.take(String(code), (message) => this.has(message) && message.code === code);
  }

  /** Takes the INVITE back. */
  cancel(): void {
    const invite = this.last('INVITE');
    this.transmit({ method: 'CANCEL', number: invite.number, branch: invite.branch });
  }

  /** Waits for a request of the other side, of this method or one of these. */
  async next(methods: string | readonly string[], timeout?: number): Promise<SipMessage> {
    const wanted = [methods].flat();
    const fits = (message: SipMessage): boolean => this.has(message) && wanted.includes(message.method ?? '');
    return this.phone.take(wanted.join(' or '), fits, timeout);
  }

  /** Answers a request of the other side. */
  respond(request: SipMessage, status: string, { headers = [], body }: Carried = {}): void {
    const { lines } = answerTo(request, status, this.tag);
    const text = printMessage({ lines: [...lines, this.contact, ...headers], body });
    this.phone.send(text, request.source);
  }

  /** Hangs up. */
  async hangUp(): Promise<void> {
    await this.ask('BYE');
  }

  /** Everything that the other side has sent. */
  messages(): readonly SipMessage[] {
    return this.phone.received.filter((message) => this.has(message));
  }

  private get contact(): string {
    const { user, address } = this.phone.options;
    return `Contact: <sip:${user}@${uriHost(address)}:${SIP_PORT}>`;
  }

  private has(message: SipMessage): boolean {
    return message.header('Call-ID') === this.id;
  }

  private last(method: string): Sent {
    const found = this.sent.findLast((each) => each.method === method);
    if (found === undefined) throw new Error(`no ${method} was sent`);
    return found;
  }

  private async response(method: string, timeout?: number): Promise<SipMessage> {
    const request = this.last(method);
    const sequence = `${request.number} ${method}`;
    const response = await this.phone.take(
      `response to ${sequence}`,
      (message) => this.has(message) && (message.code ?? 0) >= 200 && message.header('CSeq') === sequence,
      timeout,
    );
    if (response.code === 200 && method !== 'REGISTER') {
      this.remote = response.header('To') ?? '';
      this.target = uriIn(response.header('Contact')) || this.target;
    }
    if (method === 'INVITE') {
      // A refusal is confirmed within the transaction, what is taken with one of its own.
      const own = response.code === 200 ? branch() : request.branch;
      this.transmit({ method: 'ACK', number: request.number, branch: own }, response.header('To'));
    }
    return response;
  }

  private transmit(request: Sent, to = this.remote): void {
    const { method, number, headers = [], body } = request;
    const { address } = this.phone.options;
    this.sent.push(request);
    const own = headers.some((line) => line.startsWith('Contact:')) ? [] : [this.contact];
    const lines = [
      `${method} ${this.target} SIP/2.0`,
      `Via: SIP/2.0/UDP ${uriHost(address)}:${SIP_PORT};branch=${request.branch};rport`,
      'Max-Forwards: 70',
      `From: ${this.local}`,
      `To: ${to}`,
      `Call-ID: ${this.id}`,
      `CSeq: ${number} ${method}`,
      ...own,
      ...headers,
    ];
    this.phone.send(printMessage({ lines, body }));
  }
}

function uriIn(header = ''): string {
  return /<([^>]*)>/.exec(header)?.[1] ?? '';
}

function branch(): string {
  return `z9hG4bK${randomBytes(8).toString('hex')}`;
}
