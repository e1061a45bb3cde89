import { call, context, globals, inACall, section, type Feature } from './feature';
import { heard, LISTENER, listening } from './listener';
import { SIP_CLIENT, sipRequest } from './sip-client';
import { out, phone, udp } from './sip-objects';

/** A request of a phone, and what comes back: the status, then what each NOTIFY carries. */
function asked(
  name: string,
  request: string,
  answer: string,
  pjsip: readonly string[],
  rest: Parameters<typeof inACall>[3] = {},
): Feature {
  const { files = {}, ...others } = rest;
  return inACall(
    name,
    [`Set(GLOBAL(said)=${request})`],
    { said: answer },
    {
      ...others,
      files: { 'sip.pl': SIP_CLIENT, 'pjsip.conf': [udp, ...pjsip].join('\n'), ...files },
    },
  );
}

const subscribe = (to: string, event: string, accept: string, more: readonly string[] = []): string =>
  sipRequest('SUBSCRIBE', to, 'phone', [`Event: ${event}`, `Accept: ${accept}`, 'Expires: 60', ...more]);
const hint = (what = 'Custom:lamp'): string => `[in]\nexten => 100,hint,${what}\n`;
const quiet = section('out', 'type=endpoint', 'aors=out') + section('out', 'type=aor', 'contact=sip:127.0.0.1:5060');

export const SIP_EVENTS: readonly Feature[] = [
  asked(
    'busy lamps: dialog-info',
    subscribe('100', 'dialog', 'application/dialog-info+xml'),
    '200.*NOTIFY application/dialog-info\\+xml .*',
    [phone()],
    { contexts: [hint()] },
  ),
  asked(
    'busy lamps: pidf',
    subscribe('100', 'presence', 'application/pidf+xml'),
    '200.*NOTIFY application/pidf\\+xml .*',
    [phone()],
    { contexts: [hint()] },
  ),
  asked(
    'busy lamps: xpidf',
    subscribe('100', 'presence', 'application/xpidf+xml'),
    '200.*NOTIFY application/xpidf\\+xml .*',
    [phone()],
    // An older form of presence, for which no file can ask.
    { contexts: [hint()], load: ['res_pjsip_xpidf_body_generator'] },
  ),
  asked(
    'presence with a message for Digium phones',
    subscribe('100', 'presence', 'application/pidf+xml', ['User-Agent: Digium D40']),
    '200.*NOTIFY application/pidf\\+xml .*tuple.*',
    [phone()],
    {
      contexts: [
        hint('Custom:lamp,CustomPresence:ada'),
        '[other]\nexten => 1,1,Set(PRESENCE_STATE(CustomPresence:ada)=away,,lunch)\n',
      ],
    },
  ),
  asked(
    'message waiting, asked for',
    subscribe('phone', 'message-summary', 'application/simple-message-summary'),
    '200.*NOTIFY application/simple-message-summary .*',
    [phone('aors=phone'), section('phone', 'type=aor', 'mailboxes=1000@default')],
  ),
  asked(
    'message waiting, told to who registers',
    sipRequest('REGISTER', 'phone', 'phone'),
    '.*NOTIFY application/simple-message-summary.*',
    [phone('aors=phone', 'mailboxes=1000@default'), section('phone', 'type=aor', 'max_contacts=1')],
  ),
  asked(
    'messages',
    sipRequest('MESSAGE', '200', 'phone', ['Content-Type: text/plain'], 'hello'),
    '202',
    [phone('message_context=messages'), quiet],
    {
      contexts: [
        '[messages]\nexten => 201,1,Hangup()\nexten => 200,1,Set(GLOBAL(text)=${MESSAGE(body)})\n same => n,MessageSend(pjsip:out,sip:phone@127.0.0.1,sip:201@127.0.0.1)\n same => n,Set(GLOBAL(sent)=${MESSAGE_SEND_STATUS})\n',
      ],
      checks: [call(), { command: 'dialplan show globals', expect: [/text=hello/, /sent=SUCCESS/, /said=202/] }],
    },
  ),
  {
    name: 'NOTIFY from the command line',
    files: { 'pjsip.conf': [udp, quiet].join('\n'), 'pjsip_notify.conf': '[reboot]\nEvent=>check-sync\n' },
    checks: [{ command: 'pjsip send notify reboot endpoint out', expect: /Sending NOTIFY of type 'reboot' to 'out'/ }],
  },
  inACall(
    'states published to another Asterisk',
    [`Set(GLOBAL(said)=${heard(5099, 'Custom:lamp')})`],
    {},
    {
      // On 22 the first PUBLISH may be faster than res_pjsip_session: pjproject then complains, and may even fail an assertion.
      versions: [16],
      files: {
        'listen.pl': LISTENER,
        'pjsip.conf': [
          udp,
          quiet,
          section('there', 'type=outbound-publish', 'server_uri=sip:127.0.0.1:5099', 'event=asterisk-devicestate'),
          section('there', 'type=asterisk-publication', 'devicestate_publish=there', 'device_state=yes'),
        ].join('\n'),
      },
      contexts: [context('test', { 2: [listening(5099), 'Set(DEVICE_STATE(Custom:lamp)=INUSE)'] })],
      checks: [
        { command: 'core show taskprocessors', expect: /outpub\/there/ },
        call('Local/2@test'),
        globals({ said: 'PUBLISH .*' }),
      ],
    },
  ),
  asked(
    'a list of lamps',
    subscribe('lamps', 'presence', 'application/pidf+xml, application/rlmi+xml, multipart/related', [
      'Supported: eventlist',
    ]),
    '200.*NOTIFY multipart/related.*',
    [phone(), section('lamps', 'type=resource_list', 'event=presence', 'list_item=100')],
    { contexts: [hint()] },
  ),
  inACall(
    'WebSocket for browsers',
    ['Set(GLOBAL(said)=${SHELL(perl /etc/asterisk/ws.pl)})'],
    { said: 'HTTP/1.1 101 .*' },
    {
      complaints: /Web socket closed abruptly/,
      files: {
        // Opens a WebSocket for SIP, as a browser does, and prints the first line of the answer.
        'ws.pl': String.raw`use IO::Socket::INET; my $s = IO::Socket::INET->new('127.0.0.1:8088') or die; alarm 2;
print $s join("\r\n", 'GET /ws HTTP/1.1', 'Host: pbx.test', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Protocol: sip', '', '');
my $line = <$s>; $line =~ s/\s+$//; print $line;
`,
        'http.conf': '[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=8088\n',
        'pjsip.conf': [
          section('ws', 'type=transport', 'protocol=ws', 'bind=0.0.0.0'),
          section(
            'browser',
            'type=endpoint',
            'webrtc=yes',
            'dtls_cert_file=/etc/asterisk/certificate.pem',
            'dtls_private_key=/etc/asterisk/certificate.pem',
            'allow=!all,opus,ulaw',
            'context=in',
          ),
        ].join('\n'),
      },
      checks: [
        {
          command: 'pjsip show endpoint browser',
          expect: [/ice_support\s*: true/, /media_encryption\s*: dtls/, /rtcp_mux\s*: true/],
        },
      ],
    },
  ),
  {
    name: 'WebRTC call',
    files: {
      'extensions.conf': '[in]\nexten => 100,1,Answer()\n same => n,Set(GLOBAL(heard)=yes)\n same => n,Wait(2)\n',
      'pjsip.conf': [
        udp,
        phone('webrtc=yes', 'dtls_auto_generate_cert=yes'),
        section(
          'out',
          'type=endpoint',
          'aors=out',
          'from_user=phone',
          'webrtc=yes',
          'dtls_auto_generate_cert=yes',
          'allow=!all,ulaw',
        ),
        section('out', 'type=aor', 'contact=sip:127.0.0.1:5060'),
      ].join('\n'),
    },
    load: ['res_clioriginate'],
    checks: [call('PJSIP/100@out'), { command: 'dialplan show globals', expect: /heard=yes/ }],
  },
  inACall(
    'STIR/SHAKEN',
    ['Set(CALLERID(num)=442079460001)', 'Dial(PJSIP/442079460002@out)'],
    { identity: 'ey.*' },
    {
      versions: [22],
      files: {
        'pjsip.conf': [
          udp,
          section('phone', 'type=endpoint', 'context=in', 'allow=!all,ulaw', 'identify_by=ip'),
          section('phone', 'type=identify', 'endpoint=phone', 'match=127.0.0.1'),
          section('out', 'type=endpoint', 'aors=out', 'allow=!all,ulaw', 'stir_shaken_profile=sign'),
          section('out', 'type=aor', 'contact=sip:127.0.0.1:5060'),
        ].join('\n'),
        'stir_shaken.conf': [
          section(
            'attestation',
            'private_key_file=/etc/asterisk/certificate.pem',
            'public_cert_url=https://pbx.test/certificate.pem',
            'attest_level=A',
          ),
          section('verification', 'cert_cache_dir=/var/lib/asterisk', 'load_system_certs=no'),
          section('sign', 'type=profile', 'endpoint_behavior=attest'),
          section('442079460001', 'type=tn'),
        ].join('\n'),
      },
      contexts: [context('in', { '_X.': ['Set(GLOBAL(identity)=${PJSIP_HEADER(read,Identity)})', 'Hangup()'] })],
      checks: [{ command: 'stir_shaken show profile sign', expect: /endpoint_behavior\s*: attest/ }],
    },
  ),
  inACall(
    'geolocation',
    ['Dial(PJSIP/100@out)'],
    { where: '<cid:.*' },
    {
      versions: [22],
      files: {
        'pjsip.conf': [udp, phone(), out(undefined, 'geoloc_outgoing_call_profile=office')].join('\n'),
        'geolocation.conf': [
          section('office', 'type=profile', 'location_reference=desk'),
          section(
            'desk',
            'type=location',
            'format=civicAddress',
            'location_info=country=GB,A1=London',
            'method=Manual',
          ),
        ].join('\n'),
      },
      contexts: [context('in', { 100: ['Set(GLOBAL(where)=${PJSIP_HEADER(read,Geolocation)})', 'Hangup()'] })],
      checks: [{ command: 'geoloc show profiles', expect: /office/ }],
    },
  ),
];
