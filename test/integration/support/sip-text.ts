import { createHash } from 'node:crypto';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';

/** Where a scripted phone listens. */
export const SIP_PORT = 5060;
/** Where it takes audio. */
export const MEDIA_PORT = 40000;

/** A message before it is printed: its first line and headers, and its body. */
export interface SipText {
  readonly lines: readonly string[];
  readonly body?: string;
}

/** A message as it is sent. */
export function printMessage({ lines, body = '' }: SipText): string {
  const type =
    body === '' || lines.some((line) => /^Content-Type:/i.test(line)) ? [] : ['Content-Type: application/sdp'];
  return [...lines, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

/** A response to a request; where the request began something, this is the tag of who answers. */
export function answerTo(request: SipMessage, status: string, tag: string): SipText {
  const same = [...request.text.matchAll(/^(?:Via|From|To|Call-ID|CSeq|Record-Route) *:.*$/gim)].map(([line]) =>
    line.trimEnd(),
  );
  const tagged = same.map((line) => (/^To *:/i.test(line) && !line.includes(';tag=') ? `${line};tag=${tag}` : line));
  return { lines: [`SIP/2.0 ${status}`, ...tagged] };
}

let version = 0;

/** A description of one stream of G.711 audio with telephone events; `c=` and `a=` lines take the place of its own. */
export function sdp(address: string, ...lines: readonly string[]): string {
  const family = address.includes(':') ? 'IP6' : 'IP4';
  const connection = lines.find((line) => line.startsWith('c=')) ?? `c=IN ${family} ${address}`;
  return [
    'v=0',
    `o=- 1 ${++version} IN ${family} ${address}`,
    's=-',
    connection,
    't=0 0',
    `m=audio ${MEDIA_PORT} RTP/AVP 8 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    ...lines.filter((line) => !line.startsWith('c=')),
    '',
  ].join('\r\n');
}

/** The header that answers a challenge (RFC 2617, MD5 with qop=auth). */
export function credentials(
  challenge: SipMessage,
  { user, password }: { readonly user: string; readonly password: string },
  method: string,
  uri: string,
): string {
  const proxy = challenge.code === 407;
  const header = challenge.header(proxy ? 'Proxy-Authenticate' : 'WWW-Authenticate') ?? '';
  const value = (name: string): string => new RegExp(`\\b${name}="?([^",]*)`, 'i').exec(header)?.[1] ?? '';
  const [realm, nonce, opaque] = ['realm', 'nonce', 'opaque'].map(value);
  const secret = md5(`${user}:${realm ?? ''}:${password}`);
  const response = md5(`${secret}:${nonce ?? ''}:00000001:c0:auth:${md5(`${method}:${uri}`)}`);
  const fields = Object.entries({ username: user, realm, nonce, uri, response, opaque, cnonce: 'c0' });
  const quoted = fields.map(([name, text]) => `${name}="${text ?? ''}"`);
  return `${proxy ? 'Proxy-' : ''}Authorization: Digest ${[...quoted, 'qop=auth', 'nc=00000001', 'algorithm=MD5'].join(', ')}`;
}

/** Whether a request proves to a proxy that it knows the password (RFC 2617, MD5 with qop=auth). */
export function proves(request: SipMessage, password: string): boolean {
  const header = request.header('Proxy-Authorization') ?? '';
  const value = (name: string): string => new RegExp(`\\b${name}="?([^",]*)`, 'i').exec(header)?.[1] ?? '';
  const secret = md5(`${value('username')}:${value('realm')}:${password}`);
  const asked = md5(`${request.method ?? ''}:${value('uri')}`);
  const expected = md5([secret, ...['nonce', 'nc', 'cnonce', 'qop'].map(value), asked].join(':'));
  return header !== '' && value('response') === expected;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
