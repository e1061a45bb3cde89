import { message, optional, scenario, send } from './sipp-scenarios';

// The columns of the table of who takes part.
const [USER, CREDENTIALS, CALLED] = ['[field0]', '[field1]', '[field2]'];

/** A line of the table of who takes part: a phone, and the extension that it calls. SIPp fills in nothing between the brackets of a keyword. */
export function participant(user: string, password: string, called = ''): string {
  return [user, `[authentication username=${user} password=${password}]`, called].join(';');
}

const VIA = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';

// A port for each call: one that all share would mix their audio up.
const SDP = `v=0
o=phone 1 1 IN IP[media_ip_type] [media_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000`;

/** Sends a file of A-law again and again, until the call ends. */
const speak = (audio: string): string => `<nop><action><exec rtp_stream="${audio},-1,8,PCMA/8000"/></action></nop>`;

/** Each phone registers where it stands. */
export function manyRegister(): string {
  const request = (sequence: number, ...more: string[]): string =>
    message(
      'REGISTER sip:[remote_ip] SIP/2.0',
      VIA,
      `From: <sip:${USER}@[remote_ip]>;tag=[pid]from[call_number]`,
      `To: <sip:${USER}@[remote_ip]>`,
      'Call-ID: [call_id]',
      `CSeq: ${sequence} REGISTER`,
      `Contact: <sip:${USER}@[local_ip]:5060>`,
      'Max-Forwards: 70',
      'Expires: 600',
      ...more,
      'Content-Length: 0',
      '',
    );
  return scenario(`
${send(request(1), 'retrans="500"')}
<recv response="401" auth="true"/>
${send(request(2, CREDENTIALS), 'retrans="500"')}
<recv response="200"/>`);
}

/** Each phone calls another, speaks for as long as SIPp's option `-d` says, and hangs up. */
export function manyCall(audio: string): string {
  const request = (method: string, sequence: string, via: string, more: readonly string[] = [], body = ''): string =>
    message(
      `${method} sip:${CALLED}@[remote_ip]:[remote_port] SIP/2.0`,
      via,
      `From: <sip:${USER}@[local_ip]:[local_port]>;tag=[pid]from[call_number]`,
      `To: <sip:${CALLED}@[remote_ip]:[remote_port]>${method === 'INVITE' ? '' : '[peer_tag_param]'}`,
      'Call-ID: [call_id]',
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${USER}@[local_ip]:[local_port]>`,
      'Max-Forwards: 70',
      ...more,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      'Content-Length: [len]',
      '',
      ...(body === '' ? [] : [body]),
    );
  return scenario(`
${send(request('INVITE', '1', VIA, [], SDP), 'retrans="500"')}
${optional(100)}
<recv response="401" auth="true"/>
${send(request('ACK', '1', '[last_Via:]'))}
${send(request('INVITE', '2', VIA, [CREDENTIALS], SDP), 'retrans="500"')}
${[100, 180, 183].map((code) => optional(code)).join('\n')}
<recv response="200"/>
${send(request('ACK', '2', VIA))}
${speak(audio)}
<pause/>
${send(request('BYE', '3', VIA), 'retrans="500"')}
<recv response="200"/>`);
}

/** Every call is taken, and spoken in until the caller hangs up. */
export function manyAnswer(audio: string): string {
  const reply = (status: string, tag: string, body = ''): string =>
    message(
      `SIP/2.0 ${status}`,
      '[last_Via:]',
      '[last_From:]',
      `[last_To:]${tag}`,
      '[last_Call-ID:]',
      '[last_CSeq:]',
      'Contact: <sip:[local_ip]:[local_port]>',
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      'Content-Length: [len]',
      '',
      ...(body === '' ? [] : [body]),
    );
  const tag = ';tag=[pid]to[call_number]';
  return scenario(`
<recv request="INVITE"/>
${send(reply('180 Ringing', tag))}
${send(reply('200 OK', tag, SDP), 'retrans="500"')}
<recv request="ACK"/>
${speak(audio)}
<recv request="BYE"/>
${send(reply('200 OK', ''))}`);
}
