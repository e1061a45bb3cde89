/** How a phone answers a call: it takes it, rings until the caller gives up, or says at once why not. */
export type Manner = 'answer' | 'ring' | 'busy' | 'decline' | 'fail';

/** What a caller says. */
export interface CallScenario {
  readonly user: string;

  /** The password to answer a challenge with. */
  readonly password: string;

  /** The user part of the request URI. */
  readonly number: string;

  /** The user part of `From`; by default `user`. */
  readonly fromUser?: string;

  /** The whole header `To`; by default it names what the request URI names. */
  readonly toHeader?: string;

  /** Further header lines. */
  readonly headers?: readonly string[];

  /** What stands behind the host of the request URI, such as `;line=abc`. */
  readonly uriParameters?: string;
}

const FINAL = [400, 401, 403, 404, 405, 406, 407, 408, 410, 416, 420, 480, 482, 483, 484, 486, 487, 488];
const FAILED = [500, 501, 502, 503, 504, 513, 600, 603, 604, 606];

const sdp = `v=0
o=phone 1 1 IN IP[media_ip_type] [media_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000`;

/** Makes one call, hangs up as soon as it is answered. */
export function callingScenario({
  user,
  password,
  number,
  fromUser = user,
  toHeader,
  headers = [],
  uriParameters = '',
}: CallScenario): string {
  const target = `sip:${number}@[remote_ip]:[remote_port]${uriParameters}`;
  const request = (method: string, sequence: string, via: string, more: readonly string[] = [], body = ''): string =>
    message(
      `${method} ${target} SIP/2.0`,
      via,
      `From: <sip:${fromUser}@[local_ip]:[local_port]>;tag=[pid]from[call_number]`,
      // An INVITE begins a dialog: it has no tag of the other side, whatever answered the one before.
      `To: ${toHeader ?? `<${target}>`}${method === 'INVITE' ? '' : '[peer_tag_param]'}`,
      'Call-ID: [call_id]',
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${fromUser}@[local_ip]:[local_port]>`,
      'Max-Forwards: 70',
      ...more,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      'Content-Length: [len]',
      '',
      ...(body === '' ? [] : [body]),
    );
  const via = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';
  const credentials = `[authentication username=${user} password=${password}]`;
  const provisional = [100, 180, 181, 183].map((code) => optional(code)).join('\n');
  const refusals = (codes: readonly number[]): string => codes.map((code) => optional(code, 'next="3"')).join('\n');
  return scenario(`
${send(request('INVITE', '1', via, headers, sdp), 'retrans="500"')}
${provisional}
${password === '' ? '' : optional(401, 'auth="true" next="1"')}
${refusals([...FINAL, ...FAILED].filter((code) => password === '' || code !== 401))}
<recv response="200" next="2"/>
<label id="1"/>
${send(request('ACK', '1', '[last_Via:]'))}
${send(request('INVITE', '2', via, [credentials, ...headers], sdp), 'retrans="500"')}
${provisional}
${refusals([...FINAL, ...FAILED])}
<recv response="200"/>
<label id="2"/>
${send(request('ACK', '[last_cseq_number]', via))}
${send(request('BYE', '[last_cseq_number+1]', via), 'retrans="500"')}
<recv response="200" next="4"/>
<label id="3"/>
${send(request('ACK', '[last_cseq_number]', '[last_Via:]'))}
<label id="4"/>
<nop/>`);
}

/** Registers where `answeringScenario` listens: port 5060 of the same address. */
export function registeringScenario({ user, password }: { readonly user: string; readonly password: string }): string {
  const request = (sequence: number, ...more: string[]): string =>
    message(
      'REGISTER sip:[remote_ip] SIP/2.0',
      'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
      `From: <sip:${user}@[remote_ip]>;tag=[pid]from[call_number]`,
      `To: <sip:${user}@[remote_ip]>`,
      'Call-ID: [call_id]',
      `CSeq: ${sequence} REGISTER`,
      `Contact: <sip:${user}@[local_ip]:5060>`,
      'Max-Forwards: 70',
      'Expires: 600',
      ...more,
      'Content-Length: 0',
      '',
    );
  return scenario(`
${send(request(1), 'retrans="500"')}
<recv response="401" auth="true"/>
${send(request(2, `[authentication username=${user} password=${password}]`), 'retrans="500"')}
${[401, 403, 404, 503].map((code) => optional(code, 'next="1"')).join('\n')}
<recv response="200"/>
<label id="1"/>
<nop/>`);
}

/** Takes every call in the same manner. */
export function answeringScenario(manner: Manner): string {
  const reply = (status: string, sequence: string, tag: string, body = ''): string =>
    message(
      `SIP/2.0 ${status}`,
      '[last_Via:]',
      '[last_From:]',
      `[last_To:]${tag}`,
      '[last_Call-ID:]',
      sequence,
      'Contact: <sip:[local_ip]:[local_port]>',
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      'Content-Length: [len]',
      '',
      ...(body === '' ? [] : [body]),
    );
  const tag = ';tag=[pid]to[call_number]';
  const again = '[last_CSeq:]';
  const invite = `<recv request="INVITE"><action>
    <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="sequence"/></action></recv>
<nop><action><log message="[$sequence]"/></action></nop>`;
  const ringing = send(reply('180 Ringing', again, tag));
  const refusing = (status: string): string =>
    `${send(reply(status, again, tag), 'retrans="500"')}\n<recv request="ACK"/>`;
  const endings: Record<Manner, string> = {
    answer: `${ringing}
${send(reply('200 OK', again, tag, sdp), 'retrans="500"')}
<recv request="ACK"/>
<recv request="BYE"/>
${send(reply('200 OK', again, ''))}`,
    ring: `${ringing}
<recv request="CANCEL"/>
${send(reply('200 OK', again, tag))}
${send(reply('487 Request Terminated', 'CSeq: [$sequence] INVITE', tag), 'retrans="500"')}
<recv request="ACK"/>`,
    busy: refusing('486 Busy Here'),
    decline: refusing('603 Decline'),
    fail: refusing('503 Service Unavailable'),
  };
  return scenario(`${invite}\n${endings[manner]}`);
}

/** A scenario of these steps. */
export function scenario(text: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="test">${text}\n</scenario>\n`;
}

export function send(text: string, attributes = ''): string {
  return `<send ${attributes}><![CDATA[\n${text}\n]]></send>`;
}

export function optional(code: number, attributes = ''): string {
  return `<recv response="${code}" optional="true" ${attributes}/>`;
}

export function message(...lines: string[]): string {
  return lines.join('\n');
}
