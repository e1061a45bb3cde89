import * as fc from 'fast-check';
import type { CatalogOption } from '../../lib/catalog/catalog';
import type { OptionValue } from '../../lib/config/options';

const word = fc.stringMatching(/^[a-z][a-z0-9_]{2,9}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const text = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.;+-]{0,10}[A-Za-z0-9]$/);
const uri = word.map((user) => `sip:${user}@192.0.2.9:5070`);
const proxy = fc.constant('sip:192.0.2.9:5080;lr');
const groups = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { minLength: 1, maxLength: 4 });
const address = fc.tuple(fc.integer({ min: 1, max: 254 }), fc.integer({ min: 1, max: 254 }));
const network = address.map(([a, b]) => `10.${a}.${b}.0/255.255.255.0`);
const host = address.map(([a, b]) => `10.${a}.${b}.1`);
const codecs = fc.uniqueArray(fc.constantFrom('ulaw', 'alaw', 'gsm', 'g722', 'h264'), { minLength: 1 });
const service = fc.integer({ min: 0, max: 63 }).map((value) => String(value * 4));
const preferences = (operations: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom('pending', 'configured'),
      fc.constantFrom(...operations),
      fc.constantFrom('all', 'first'),
      fc.constantFrom('allow', 'prevent'),
    )
    .map(
      ([prefer, operation, keep, transcode]) =>
        `prefer:${prefer}, operation:${operation}, keep:${keep}, transcode:${transcode}`,
    );
const incoming = preferences(['intersect', 'only_preferred', 'only_nonpreferred']);
const outgoing = preferences(['union', 'intersect', 'only_preferred', 'only_nonpreferred']);
const file = fc.constantFrom('/etc/passwd', '/etc/hostname');
const directory = fc.constantFrom('/etc', '/usr');
const algorithms = fc.constantFrom('MD5', 'SHA-256', 'SHA-512-256');

/** Options that have a syntax of their own or name something; by `type.option`, or by the option alone. */
const SPECIAL: Readonly<Record<string, fc.Arbitrary<OptionValue>>> = {
  aors: fc.constant(['house']),
  auth: fc.constant(['house']),
  outbound_auth: fc.constant(['house']),
  transport: fc.constant('house'),
  endpoint: fc.constant('house'),
  acl: fc.constant(['house']),
  contact_acl: fc.constant(['house']),
  outbound_proxy: proxy,
  client_uri: uri,
  server_uri: uri,
  from_uri: uri,
  to_uri: uri,
  contact: uri,
  from_user: word,
  sdp_owner: word,
  sdp_session: word,
  contact_header_params: word.map((name) => `${name}=1`),
  mwi_from_user: word,
  from_domain: word,
  contact_user: word,
  call_group: groups,
  pickup_group: groups,
  tos: service,
  tos_audio: service,
  tos_video: service,
  callerid: fc.tuple(word, fc.integer({ min: 100, max: 999 })).map(([name, digits]) => `"${name}" <${digits}>`),
  set_var: words.map((names) => names.map((name) => `${name}=1`)),
  media_address: host,
  external_media_address: host,
  external_signaling_address: host,
  codec_prefs_incoming_offer: incoming,
  codec_prefs_outgoing_offer: outgoing,
  codec_prefs_incoming_answer: incoming,
  codec_prefs_outgoing_answer: incoming,
  security_mechanisms: fc.constant(['sdes-srtp;mediasec']),
  match: fc.array(network, { minLength: 1, maxLength: 2 }),
  local_net: fc.array(network, { minLength: 1, maxLength: 2 }),
  stir_shaken: fc.constantFrom('on', 'off'),
  match_header: word.map((name) => `X-${name}: 1`),
  supported_algorithms_uac: algorithms.map((each) => [each]),
  supported_algorithms_uas: algorithms.map((each) => [each]),
  default_auth_algorithms_uac: algorithms,
  default_auth_algorithms_uas: algorithms,
  password_digest: fc.constant('MD5:900150983cd24fb0d6963f7d28e17f72'),
  md5_cred: fc.constant('900150983cd24fb0d6963f7d28e17f72'),
  'transport.protocol': fc.constantFrom('udp', 'tcp', 'ws'),
  'global.debug': fc.constantFrom('yes', 'no', '192.0.2.7'),
  endpoint_identifier_order: fc
    .shuffledSubarray(['ip', 'username', 'anonymous'], { minLength: 1 })
    .map((all) => all.join()),
  MAC: fc.constant('deadbeef4dad'),
  mailboxes: word.map((name) => `${name}@default`),
  event: fc.constant('presence'),
  // Each is another: a transport stays when its section is gone.
  'transport.bind': fc
    .noBias(
      fc.tuple(
        fc.integer({ min: 1, max: 254 }),
        fc.integer({ min: 1, max: 254 }),
        fc.integer({ min: 20_000, max: 60_000 }),
      ),
    )
    .map(([a, b, port]) => `127.${a}.${b}.1:${port}`),
  cipher: fc.constant(['ECDHE-RSA-AES256-GCM-SHA384']),
  // Asterisk looks whether it can read them.
  ca_list_file: file,
  cert_file: file,
  priv_key_file: file,
  dtls_cert_file: file,
  dtls_private_key: file,
  dtls_ca_file: file,
  ca_list_path: directory,
  dtls_ca_path: directory,
  geoloc_incoming_call_profile: fc.constant('house'),
  geoloc_outgoing_call_profile: fc.constant('house'),
  // It goes with an endpoint, and an endpoint with it.
  line: fc.constant(true),
};

/** Whole numbers that Asterisk bounds. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  cos: [0, 7],
  cos_audio: [0, 7],
  cos_video: [0, 7],
  timers_min_se: [90, 1000],
  timers_sess_expires: [1000, 90_000],
  max_audio_streams: [0, 16],
  max_video_streams: [0, 16],
  external_signaling_port: [1, 65_535],
  rtp_port_start: [10_000, 11_000],
  rtp_port_end: [12_000, 13_000],
  timer_t1: [100, 500],
  timer_b: [32_000, 60_000],
  taskpool_minimum_size: [1, 4],
  taskpool_initial_size: [4, 8],
  taskpool_max_size: [20, 60],
  threadpool_max_size: [20, 60],
  max_forwards: [1, 255],
};

/** Values that an option may have. */
export function valuesOf(
  type: string,
  name: string,
  { type: kind, choices = [] }: CatalogOption,
): fc.Arbitrary<OptionValue> {
  const special = SPECIAL[`${type}.${name}`] ?? SPECIAL[name];
  if (special !== undefined) {
    return special;
  }
  const [min, max] = BOUNDS[name] ?? [1, 1000];
  switch (kind) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min, max });
    case 'number':
      return fc.integer({ min: 1, max: 90 }).map((tenths) => tenths / 10);
    case 'choice':
      return fc.constantFrom(...choices);
    case 'list':
      return choices.length > 0 ? fc.shuffledSubarray([...choices], { minLength: 1 }) : words;
    case 'codecs':
      return codecs;
    case 'acl':
      return fc.array(network, { minLength: 1, maxLength: 2 });
    case 'address':
      return host;
    case 'string':
      return text;
  }
}

const YES = /^(yes|true|on|1)$/i;
const NO = /^(no|false|off|0)$/i;

/** What a value means, whichever way it is written: for the one that was set, and for the texts that Asterisk shows. */
export function meaningOf({ type, choices }: CatalogOption, value: OptionValue | readonly string[]): unknown {
  const texts = (typeof value === 'object' ? [...value] : [value]).map(String);
  const [first = ''] = texts;
  switch (type) {
    case 'boolean':
      return YES.test(first) ? true : NO.test(first) ? false : first;
    case 'integer':
    case 'number':
      return Number(first);
    case 'choice':
      return choices?.includes('yes') === true && YES.test(first) ? 'yes' : NO.test(first) ? 'no' : first.toLowerCase();
    case 'codecs':
      return texts.flatMap((each) => each.replace(/[()]/g, '').split(/[|,]/));
    case 'list':
    case 'acl':
      return texts
        .flatMap((each) => each.split(',').map((part) => part.trim()))
        .filter((part) => part !== '')
        .sort();
    case 'address':
    case 'string':
      return texts.length > 1
        ? [...texts].sort()
        : /^(yes|true)$/i.test(first)
          ? 'yes'
          : /^(no|false)$/i.test(first)
            ? 'no'
            : first;
  }
}
