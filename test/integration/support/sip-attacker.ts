import { createHash, randomBytes } from 'node:crypto';
import { DatagramSocket } from '../../../lib/testing/calls/datagram-socket';
import type { Endpoint } from '../../../lib/testing/calls/pcap';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { uriHost } from '../../../lib/network/uri-host';

/** What is asked of the PBX. */
export interface Attempt {
  readonly method: 'REGISTER' | 'INVITE';
  /** The user part of `From`, which is guessed. */
  readonly user: string;
  /** What answers a challenge; without it none is answered. */
  readonly password?: string;
  /** The user part of the request URI of a call. */
  readonly number?: string;
  /** The host of `From`; by default that of the PBX. */
  readonly domain?: string;
  /** Further header lines. */
  readonly headers?: readonly string[];
}

/** How many requests wait for an answer at a time. */
const AT_ONCE = 32;

/** After so many milliseconds a request is sent once more; that often in all. */
const AGAIN = 1000;
const TRIES = 10;

/** Someone on the internet who speaks SIP over UDP, right or wrong. */
export class SipAttacker {
  static async start(host: NetworkNamespace, from: Endpoint, pbx: Endpoint): Promise<SipAttacker> {
    return new SipAttacker(await DatagramSocket.open(host, from, pbx), from, pbx);
  }

  private readonly waiting = new Map<string, (code: number, text: string) => void>();
  private readonly codes = new Map<string, number[]>();

  private constructor(
    private readonly socket: DatagramSocket,
    readonly from: Endpoint,
    readonly pbx: Endpoint,
  ) {
    socket.onDatagram((bytes) => {
      this.receive(bytes.toString('latin1'));
    });
  }

  /** Makes attempts; how often each final code answered a request, `0` for none. */
  async attempt(attempts: readonly Attempt[]): Promise<ReadonlyMap<number, number>> {
    const found = new Map<number, number>();
    const todo = attempts.values();
    const work = async (): Promise<void> => {
      for (const attempt of todo) {
        for (const code of await this.one(attempt)) {
          found.set(code, (found.get(code) ?? 0) + 1);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return found;
  }

  /** Sends anything at all. */
  send(bytes: Buffer): void {
    this.socket.send(bytes);
  }

  /** The codes that answered a message so far, by its Call-ID. */
  answersTo(callId: string): readonly number[] {
    return this.codes.get(callId) ?? [];
  }

  /** The PBX answers, whatever it was sent before. */
  async alive(): Promise<boolean> {
    const id = newId();
    return (await this.exchange(this.text('OPTIONS', { method: 'INVITE', user: 'alive' }, id, 1), id, 1)) !== undefined;
  }

  async stop(): Promise<void> {
    await this.socket.close();
  }

  private async one(attempt: Attempt): Promise<readonly number[]> {
    const { method, user, password, number = user } = attempt;
    const id = newId();
    const first = await this.request(attempt, id, 1);
    const challenge = /^WWW-Authenticate: *Digest (.*)$/im.exec(first?.text ?? '')?.[1];
    if (password === undefined || challenge === undefined) {
      return [first?.code ?? 0];
    }
    const uri = this.uri(method, number);
    const headers = [...(attempt.headers ?? []), authorization(method, uri, user, password, challenge)];
    const second = await this.request({ ...attempt, headers }, id, 2);
    return [first?.code ?? 0, second?.code ?? 0];
  }

  private async request(attempt: Attempt, id: string, sequence: number) {
    const answer = await this.exchange(this.text(attempt.method, attempt, id, sequence), id, sequence);
    if (attempt.method === 'INVITE' && answer !== undefined) {
      const to = /^To:.*$/im.exec(answer.text)?.[0]?.trimEnd();
      this.send(Buffer.from(this.text('ACK', attempt, id, sequence, to), 'latin1'));
    }
    return answer;
  }

  private async exchange(text: string, id: string, sequence: number) {
    const key = `${id} ${sequence}`;
    const bytes = Buffer.from(text, 'latin1');
    try {
      return await new Promise<{ code: number; text: string } | undefined>((resolve) => {
        let tries = 0;
        const send = (): void => {
          if (++tries > TRIES) {
            clearInterval(timer);
            resolve(undefined);
          } else {
            this.send(bytes);
          }
        };
        const timer = setInterval(send, AGAIN);
        this.waiting.set(key, (code, answer) => {
          clearInterval(timer);
          resolve({ code, text: answer });
        });
        send();
      });
    } finally {
      this.waiting.delete(key);
    }
  }

  private receive(text: string): void {
    const code = Number(/^SIP\/2\.0 (\d{3}) /.exec(text)?.[1]);
    const id = /^(?:Call-ID|i) *: *(\S+)/im.exec(text)?.[1] ?? '';
    const sequence = /^CSeq *: *(\d+)/im.exec(text)?.[1] ?? '';
    if (code >= 100) {
      this.codes.set(id, [...(this.codes.get(id) ?? []), code]);
    }
    if (code >= 200) {
      this.waiting.get(`${id} ${sequence}`)?.(code, text);
    }
  }

  private uri(method: string, number: string): string {
    const host = uriHost(this.pbx.address);
    return method === 'REGISTER' ? `sip:${host}` : `sip:${number}@${host}`;
  }

  private text(method: string, attempt: Attempt, id: string, sequence: number, to?: string): string {
    const { user, number = user, domain = uriHost(this.pbx.address), headers = [] } = attempt;
    const here = uriHost(this.from.address);
    const body = method === 'INVITE' ? sdp(this.from.address) : '';
    return [
      `${method} ${this.uri(method, number)} SIP/2.0`,
      // An ACK of a refusal belongs to the transaction of its INVITE.
      `Via: SIP/2.0/UDP ${here}:${this.from.port};rport;branch=z9hG4bK${id}${sequence}`,
      'Max-Forwards: 70',
      `From: <sip:${user}@${domain}>;tag=${id}`,
      to ?? `To: <sip:${number}@${uriHost(this.pbx.address)}>`,
      `Call-ID: ${id}`,
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${user}@${here}:${this.from.port}>`,
      'User-Agent: friendly-scanner',
      ...headers,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
  }
}

/** What somebody offers who wants to be heard. */
export function sdp(address: string): string {
  const where = `IN IP${address.includes(':') ? 6 : 4} ${address}`;
  return `v=0\r\no=- 1 1 ${where}\r\ns=-\r\nc=${where}\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n`;
}

function newId(): string {
  return randomBytes(8).toString('hex');
}

/** Answers a challenge (RFC 2617). */
function authorization(method: string, uri: string, user: string, password: string, challenge: string): string {
  const parameter = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(challenge)?.[1] ?? '';
  const [realm, nonce, opaque] = [parameter('realm'), parameter('nonce'), parameter('opaque')];
  const hash = (...parts: string[]): string => createHash('md5').update(parts.join(':')).digest('hex');
  const response = hash(hash(user, realm, password), nonce, '00000001', 'c', 'auth', hash(method, uri));
  return `Authorization: Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c", opaque="${opaque}"`;
}
