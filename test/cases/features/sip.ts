import { CALLS, call, context, dialplan, globals, inACall, run, section, type Check, type Feature } from './feature';
import { SIP_CLIENT, sipRequest } from './sip-client';
import { out, phone, udp } from './sip-objects';

const receive = context('in', {
  '_X.': ['Set(GLOBAL(caller)=${CALLERID(num)})', 'Answer()', 'Wait(2)', 'Hangup()'],
});

/** A feature shown by a call of Asterisk to itself over SIP. */
function overSip(
  name: string,
  pjsip: readonly string[],
  rest: Partial<Feature> & { readonly dialplan?: string } = {},
): Feature {
  const { dialplan: extensions = receive, files = {}, load = [], checks = [], ...others } = rest;
  return {
    name,
    files: { 'pjsip.conf': pjsip.join('\n'), 'extensions.conf': extensions, ...files },
    load: [...CALLS, ...load],
    checks: [call('PJSIP/100@out'), globals({ caller: 'phone' }), ...checks],
    ...others,
  };
}

const secret = (name: string): string =>
  section(name, 'type=auth', 'auth_type=userpass', 'username=phone', 'password=secret');
const registered: Check = { command: 'pjsip show registrations', expect: /\bRegistered\b/ };
const registration = section(
  'registration',
  'type=registration',
  'server_uri=sip:127.0.0.1',
  'client_uri=sip:phone@127.0.0.1',
  'contact_user=100',
  'outbound_auth=secret',
  'max_random_initial_delay=0',
);
const tls = section(
  'tls',
  'type=transport',
  'protocol=tls',
  'bind=0.0.0.0:5061',
  'method=tlsv1_2',
  'cert_file=/etc/asterisk/certificate.pem',
  'priv_key_file=/etc/asterisk/certificate.pem',
  // Without one, 16 says at the first connection that it cannot read one.
  'ca_list_file=/etc/asterisk/certificate.pem',
);

export const SIP: readonly Feature[] = [
  overSip('SIP over UDP', [udp, phone(), out()], {
    shows: [
      'chan_pjsip',
      'res_pjsip_caller_id',
      'res_pjsip_endpoint_identifier_user',
      'res_pjsip_sdp_rtp',
      'res_rtp_asterisk',
    ],
  }),
  overSip('identify by address', [
    udp,
    phone('identify_by=ip'),
    section('phone', 'type=identify', 'endpoint=phone', 'match=127.0.0.1,192.0.2.1'),
    out(),
  ]),
  overSip('SIP over TCP', [
    udp,
    section('tcp', 'type=transport', 'protocol=tcp', 'bind=0.0.0.0:5060'),
    phone(),
    out('sip:127.0.0.1:5060\\;transport=tcp'),
  ]),
  overSip('SIP over TLS', [tls, phone(), out('sip:127.0.0.1:5061\\;transport=tls')]),
  overSip('two families', [
    udp,
    section('udp6', 'type=transport', 'protocol=udp', 'bind=[::]:5060'),
    phone('rtp_ipv6=yes'),
    out('sip:[::1]:5060', 'transport=udp6', 'rtp_ipv6=yes'),
  ]),
  overSip('digest, asked and answered', [
    udp,
    phone('auth=phone'),
    secret('phone'),
    secret('secret'),
    out('sip:127.0.0.1:5060', 'outbound_auth=secret'),
  ]),
  {
    name: 'phones that register',
    files: {
      'pjsip.conf': [
        udp,
        phone('auth=phone', 'aors=phone'),
        secret('phone'),
        section('phone', 'type=aor', 'max_contacts=1'),
        secret('secret'),
        registration,
      ].join('\n'),
    },
    checks: [registered, { command: 'pjsip show contacts', expect: /phone\/sip:100@127\.0\.0\.1:5060/ }],
  },
  inACall(
    'a phone behind a proxy (Path)',
    // The port that it registers from is closed by now; the proxy is Asterisk itself.
    [
      `Set(said=${sipRequest('REGISTER', 'phone', 'phone', ['Supported: path', 'Path: <sip:127.0.0.1:5060;lr>'])})`,
      'Dial(PJSIP/phone,3)',
    ],
    { reached: 'yes' },
    {
      files: {
        'sip.pl': SIP_CLIENT,
        'pjsip.conf': [
          udp,
          phone('aors=phone', 'from_user=phone'),
          section('phone', 'type=aor', 'max_contacts=1', 'support_path=yes'),
        ].join('\n'),
      },
      contexts: [context('in', { phone: ['Set(GLOBAL(reached)=yes)', 'Hangup()'] })],
    },
  ),
  inACall(
    'a phone behind NAT',
    [`Set(GLOBAL(said)=${sipRequest('REGISTER', 'phone', 'phone', ['Contact: <sip:phone@10.1.2.3:5060>'])})`],
    { said: '200' },
    {
      files: {
        'sip.pl': SIP_CLIENT,
        'pjsip.conf': [
          udp,
          phone('aors=phone', 'rewrite_contact=yes'),
          section('phone', 'type=aor', 'max_contacts=1'),
        ].join('\n'),
      },
      checks: [{ command: 'pjsip show contacts', expect: /phone\/sip:phone@127\.0\.0\.1/ }],
    },
  ),
  {
    name: 'acl',
    files: {
      'pjsip.conf': [
        udp,
        phone('aors=phone'),
        section('phone', 'type=aor', 'max_contacts=1'),
        section('closed', 'type=acl', 'deny=0.0.0.0/0.0.0.0', 'permit=10.0.0.0/8'),
        secret('secret'),
        registration,
      ].join('\n'),
      'extensions.conf': receive,
    },
    complaints: /did not pass ACL test|Fatal response '403'/,
    checks: [{ command: 'pjsip show registrations', expect: /\bRejected\b|Stopped/ }],
  },
  overSip('domain alias', [udp, phone(), out(), section('pbx.test', 'type=domain_alias', 'domain=127.0.0.1')]),
  overSip('DTMF in INFO', [udp, phone('dtmf_mode=info'), out('sip:127.0.0.1:5060', 'dtmf_mode=info')], {
    dialplan: context('in', { '_X.': ['Answer()', 'Read(digits,,2,,1,5)', 'Set(GLOBAL(heard)=${digits})', 'Wait(2)'] }),
    checks: [],
  }),
  overSip('DTMF in RTP', [udp, phone(), out()], {
    dialplan: context('in', { '_X.': ['Answer()', 'Read(digits,,2,,1,5)', 'Set(GLOBAL(heard)=${digits})', 'Wait(2)'] }),
    checks: [],
  }),
  overSip(
    'SRTP with SDES',
    [tls, phone('media_encryption=sdes'), out('sip:127.0.0.1:5061\\;transport=tls', 'media_encryption=sdes')],
    {
      checks: [{ command: 'pjsip show channels', expect: /PJSIP\/out/ }],
    },
  ),
  {
    name: 'call between two legs of SIP',
    shows: ['bridge_native_rtp'],
    files: {
      'pjsip.conf': [udp, phone(), out()].join('\n'),
      'extensions.conf': dialplan(
        ['Dial(PJSIP/100@out)'],
        context('in', {
          100: ['Dial(PJSIP/200@out)'],
          200: ['Answer()', 'Wait(5)'],
        }),
      ),
    },
    load: CALLS,
    checks: [call('PJSIP/100@out'), { command: 'bridge show all', expect: /native_rtp/ }],
  },
].map((feature) =>
  feature.name.startsWith('DTMF')
    ? {
        ...feature,
        checks: [
          { command: 'channel originate PJSIP/100@out application SendDTMF ww12', expect: run('').expect },
          globals({ heard: '12' }),
        ],
        load: [...CALLS, 'app_senddtmf'],
      }
    : feature,
);
