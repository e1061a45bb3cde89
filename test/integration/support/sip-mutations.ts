import { sdp } from './sip-attacker';

/** A source of numbers, each at least 0 and less than 1, that a seed determines. Source: Tommy Ettinger's mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What numbers become. */
const NUMBERS = [
  '0',
  '-1',
  '2147483648',
  '4294967296',
  '99999999999999999999',
  '1e9',
  '0x7fffffff',
  '00000000000070',
  '',
];

/** What stands in the wrong place. */
const PIECES = [
  ...[
    '\0',
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\t ',
    ' ',
    '"',
    '\\',
    '<',
    '>',
    '@',
    ':',
    ';',
    ',',
    '?',
    '=',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '%',
    '%00',
    '%s%n',
    '%0d%0a',
    '${EXTEN}',
    '\xff\xfe',
    '\xc0\x80',
    'sip:',
    'sips:',
    'tel:',
    '[::',
    '::1]',
    '..',
    '/',
  ],
  ...[
    ';lr',
    ';branch=',
    ';tag=',
    ';received=',
    ';maddr=',
    ';transport=tls',
    'SIP/2.0',
    'SIP/2.0/',
    'Via:',
    'Route: <',
    '*',
  ],
];

/** The most that is sent at once: a datagram can hold no more. */
const LONGEST = 60_000;

/** A message with one to four faults. */
export function mutated(message: string, random: () => number): Buffer {
  const below = (end: number): number => Math.floor(random() * end);
  const oneOf = <T>(items: readonly T[], otherwise: T): T => items[below(items.length)] ?? otherwise;
  let text = message;
  for (let faults = 1 + below(4); faults > 0; faults--) {
    const at = below(text.length);
    const end = at + 1 + below(random() < 0.8 ? 8 : text.length);
    const put = (piece: string, from = at, to = from): string => text.slice(0, from) + piece + text.slice(to);
    const lines = text.split('\r\n');
    const line = below(lines.length);
    const faultsOf: readonly (() => string)[] = [
      () => put(String.fromCharCode(below(256)), at, at + 1),
      () => put('', at, end),
      () => put(oneOf(PIECES, '')),
      () => put(oneOf(PIECES, ''), at, end),
      () => put(text.slice(at, end)),
      () => put(text.charAt(at).repeat(2 ** below(15))),
      () => put(oneOf(PIECES, '').repeat(2 ** below(10))),
      () => text.slice(0, at),
      () => lines.toSpliced(line, 1).join('\r\n'),
      () => lines.toSpliced(line, 0, oneOf(lines, '')).join('\r\n'),
      () => lines.toSpliced(line, 1, oneOf(lines, '')).join('\r\n'),
      () => lines.toSpliced(line, 1, `${lines[line] ?? ''}\r\n `).join('\r\n'),
      () => {
        const number = oneOf<RegExpExecArray | undefined>([...text.matchAll(/\d+/g)], undefined);
        return number === undefined ? text : put(oneOf(NUMBERS, ''), number.index, number.index + number[0].length);
      },
    ];
    text = oneOf(faultsOf, () => text)();
  }
  return Buffer.from(text.slice(0, LONGEST), 'latin1');
}

/** Plain messages of every kind that a PBX may receive from a stranger; `id` tells them apart. */
export function plainMessages(from: string, port: number, pbx: string, id: string): readonly string[] {
  const message = (first: string, method: string, more: readonly string[] = [], body = ''): string =>
    [
      first,
      `Via: SIP/2.0/UDP ${from}:${port};rport;branch=z9hG4bK${id}`,
      'Max-Forwards: 70',
      `Record-Route: <sip:${from}:${port};lr>`,
      `From: "Anybody" <sip:hall@${from}>;tag=${id}`,
      `To: <sip:201@${pbx}>${/^(BYE|ACK|CANCEL|UPDATE|PRACK|INFO|NOTIFY|SIP)/.test(first) ? `;tag=to${id}` : ''}`,
      `Call-ID: ${id}`,
      `CSeq: 1 ${method}`,
      `Contact: "Anybody" <sip:hall@${from}:${port};transport=udp>;q=0.5;expires=60`,
      'Supported: 100rel, timer, replaces, path',
      'Accept: application/sdp, text/plain;q=0.5',
      'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS',
      ...more,
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
  const request = (method: string, more: readonly string[] = [], body = ''): string =>
    message(`${method} sip:201@${pbx}:5060;transport=udp SIP/2.0`, method, more, body);
  const response = (line: string, method: string, more: readonly string[] = [], body = ''): string =>
    message(`SIP/2.0 ${line}`, method, more, body);
  const audio = `${sdp(from.replace(/[[\]]/g, ''))}a=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n`;
  const hasSdp = ['Content-Type: application/sdp'];
  const digest = `Digest username="hall", realm="asterisk", nonce="1700000000/0123456789abcdef", uri="sip:${pbx}", response="0123456789abcdef0123456789abcdef", algorithm=MD5, qop=auth, nc=00000001, cnonce="c", opaque="0"`;
  return [
    request('INVITE', hasSdp, audio),
    request(
      'INVITE',
      [...hasSdp, `Authorization: ${digest}`, 'Session-Expires: 90;refresher=uac', 'Min-SE: 90'],
      audio,
    ),
    request(
      'INVITE',
      [...hasSdp, `Replaces: ${id};to-tag=1;from-tag=2`, `P-Asserted-Identity: <sip:202@${pbx}>`],
      audio,
    ),
    request(
      'INVITE',
      [`Content-Type: multipart/mixed;boundary=b`],
      `--b\r\nContent-Type: application/sdp\r\n\r\n${audio}\r\n--b--\r\n`,
    ),
    request('REGISTER', [`Authorization: ${digest}`, 'Expires: 60', `Path: <sip:${from};lr>`]),
    request('REGISTER', ['Expires: 0']),
    request('OPTIONS'),
    request('SUBSCRIBE', ['Event: message-summary', 'Expires: 60']),
    request('SUBSCRIBE', ['Event: presence;id=1', 'Expires: 60', 'Accept: application/pidf+xml']),
    request(
      'NOTIFY',
      ['Event: message-summary', 'Subscription-State: active;expires=60', 'Content-Type: text/plain'],
      'a: b\r\n',
    ),
    request('PUBLISH', ['Event: presence', 'Content-Type: application/pidf+xml'], '<?xml version="1.0"?><presence/>'),
    request('MESSAGE', ['Content-Type: text/plain'], 'Hello'),
    request('REFER', [
      `Refer-To: <sip:0033123456789@${pbx}?Replaces=1%3Bto-tag%3D2>`,
      `Referred-By: <sip:hall@${pbx}>`,
    ]),
    request('BYE', ['Reason: Q.850;cause=16;text="Terminated"']),
    request('CANCEL'),
    request('ACK'),
    request('UPDATE', hasSdp, audio),
    request('PRACK', ['RAck: 1 1 INVITE']),
    request('INFO', ['Content-Type: application/dtmf-relay'], 'Signal=5\r\nDuration=160\r\n'),
    response('200 OK', 'INVITE', hasSdp, audio),
    response('401 Unauthorized', 'REGISTER', ['WWW-Authenticate: Digest realm="asterisk", nonce="1", qop="auth"']),
    response('302 Moved Temporarily', 'INVITE', ['Retry-After: 5']),
  ];
}
