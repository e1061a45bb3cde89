import { Duration } from 'cdk8s';
import {
  CalledNumber,
  Codec,
  Fallback,
  IpFamily,
  MediaEncryption,
  NumberFormat,
  Provider,
  SipTrunk,
  type PjsipType,
  type SipTrunkProps,
} from '../../lib';
import { parseCidr } from '../../lib/network/cidr';
import { errorOf } from '../support/error-of';
import { chart, config, password, phone, tls } from '../support/pbx';

const object = (of: ReturnType<typeof config>, type: PjsipType, name: string) =>
  of.pjsip
    .object(type, name)
    .toNode()
    .items.flatMap((item) => (item.kind === 'assignment' ? [`${item.key}=${item.value}`] : []));

function trunk(of = config(), props: Partial<SipTrunkProps> = {}, id = 'uplink'): SipTrunk {
  return new SipTrunk(of, id, { host: 'sip.example.com', username: 'account', password: password(of, id), ...props });
}

test('minimal: registers, and its calls are told by the registration', () => {
  const made = config();
  trunk(made);
  expect(object(made, 'endpoint', 'uplink')).toEqual([
    'type=endpoint',
    'context=from-uplink',
    'disallow=all',
    'allow=alaw,ulaw',
    'direct_media=no',
    'rtp_timeout=120',
    'rtp_timeout_hold=3600',
    'from_domain=sip.example.com',
    'send_pai=yes',
    'trust_id_outbound=yes',
    'send_connected_line=no',
    'aors=uplink',
    'outbound_auth=uplink',
    'identify_by=ip',
  ]);
  expect(object(made, 'registration', 'uplink')).toEqual([
    'type=registration',
    'outbound_auth=uplink',
    'server_uri=sip:sip.example.com',
    'client_uri=sip:account@sip.example.com',
    'contact_user=account',
    'expiration=600',
    'line=yes',
    'endpoint=uplink',
    'retry_interval=60',
    'forbidden_retry_interval=300',
    'fatal_retry_interval=300',
    'auth_rejection_permanent=no',
    'max_retries=2147483647',
  ]);
  expect(made.pjsip.objects('identify')).toEqual([]);
});

test('all props', () => {
  const made = config();
  const props: Required<SipTrunkProps> = {
    provider: Provider.ANDREWS_ARNOLD,
    host: '2001:DB8:0::1',
    port: 5080,
    username: '+441632960000',
    password: password(made, 'pw'),
    register: true,
    ranges: ['192.0.2.0/24', '2001:DB8::/32'],
    signallingRanges: ['2001:DB8::/48'],
    mediaRanges: ['2001:DB8:1::/48'],
    ipFamily: IpFamily.IPV6,
    codecs: [Codec.ULAW],
    numberFormat: NumberFormat.NATIONAL,
    calledNumber: CalledNumber.TO,
    contactUser: 'contact',
    qualifyFrequency: Duration.minutes(1),
    name: 'provider',
    tls: tls(made),
    mediaEncryption: MediaEncryption.SDES,
  };
  const made2 = new SipTrunk(made, 'uplink', props);
  expect(made2.name).toBe('provider');
  expect(made2.ranges).toEqual(['192.0.2.0/24', '2001:db8::/32']);
  expect(made2.reach).toMatchObject({
    families: IpFamily.IPV6,
    signalling: [{ text: '2001:db8::/48' }],
    signallingPorts: { protocol: 'TCP', first: 5080, last: 5080 },
    media: [{ text: '2001:db8:1::/48' }],
    mediaPorts: { protocol: 'UDP', first: 1024, last: 65535 },
  });
  expect(object(made, 'aor', 'provider')).toEqual([
    'type=aor',
    'contact=sip:[2001:db8::1]:5080;transport=tls',
    'qualify_frequency=60',
  ]);
  expect(object(made, 'identify', 'provider')).toEqual([
    'type=identify',
    'endpoint=provider',
    'match=192.0.2.0/24,2001:db8::/32',
  ]);
  expect(object(made, 'registration', 'provider')).toEqual(
    expect.arrayContaining([
      'contact_user=contact',
      'transport=tls6',
      'server_uri=sip:[2001:db8::1]:5080;transport=tls',
      'client_uri=sip:+441632960000@[2001:db8::1]:5080',
    ]),
  );
  expect(object(made, 'registration', 'provider')).not.toContain('line=yes');
  expect(made.house.trunks[0]).toMatchObject({
    calledNumber: CalledNumber.TO,
    numberFormat: NumberFormat.NATIONAL,
    contactUser: 'contact',
  });
});

test('is known by its ranges alone', () => {
  const made = config();
  new SipTrunk(made, 'peer', { host: '192.0.2.1', ranges: ['192.0.2.1/32'] });
  expect(made.pjsip.objects('registration')).toEqual([]);
  expect(made.pjsip.objects('auth')).toEqual([]);
  expect(made.pjsip.endpoint('peer').get('outbound_auth')).toBeUndefined();
});

test('several coexist', () => {
  const made = config();
  trunk(made, {}, 'one');
  trunk(made, { ipFamily: IpFamily.IPV4 }, 'two');
  expect(made.pjsip.objects('registration').map(({ name }) => name)).toEqual(['one', 'two']);
});

describe('providers', () => {
  const presets = Object.entries(Provider).filter((entry): entry is [string, Provider] => entry[1] instanceof Provider);

  test('are there', () => {
    expect(presets.map(([name]) => name)).toEqual([
      'ANDREWS_ARNOLD',
      'DEUTSCHE_TELEKOM',
      'TELNYX_EU',
      'TELNYX_US',
      'TELNYX_AU',
      'TELNYX_CA',
      'TWILIO',
      'VONAGE',
    ]);
  });

  test.each(presets)('%s has a source, a date and canonical ranges, and makes a trunk', (_, provider) => {
    const { source, read, ranges = [], mediaRanges = [] } = provider.props;
    expect(source).not.toBe('');
    expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const range of [...ranges, ...mediaRanges]) {
      expect(parseCidr(range).text).toBe(range);
    }
    const made = config();
    const host = provider.props.host ?? 'mine.pstn.twilio.com';
    expect(new SipTrunk(made, 'uplink', { provider, host, username: 'account', password: password(made) }).host).toBe(
      host,
    );
  });

  test('every value can be overridden', () => {
    const made = config();
    trunk(made, {
      provider: Provider.ANDREWS_ARNOLD,
      host: 'other.example.com',
      register: false,
      ranges: ['192.0.2.0/24'],
      codecs: [Codec.G722],
    });
    expect(made.pjsip.endpoint('uplink').get('allow')).toBe('g722');
    expect(made.pjsip.identify('uplink').get('match')).toBe('192.0.2.0/24');
    expect(made.pjsip.objects('registration')).toEqual([]);
  });
});

describe('numbers and routes', () => {
  test('take any spelling', () => {
    const made = config();
    const hall = phone(made, 'hall', '201');
    const uplink = trunk(made);
    uplink.addNumber('01632 960000', {
      ring: [hall],
      timeout: Duration.seconds(20),
      fallback: Fallback.play('vm-nobodyavail'),
    });
    uplink.addOutboundRoute({ from: [hall] });
    expect(made.house.trunks[0]?.numbers[0]).toMatchObject({ number: '+441632960000', ring: ['hall'], timeout: 20 });
    expect(made.house.routes).toEqual([
      {
        trunk: 'uplink',
        from: ['hall'],
        callerId: '+441632960000',
        withheld: false,
        international: false,
        premium: false,
      },
    ]);
  });

  const hall = (of: ReturnType<typeof config>) => phone(of, 'hall', '201');
  test.each<[string, (of: ReturnType<typeof config>, uplink: SipTrunk) => void, string, string]>([
    [
      'a number that is no number',
      (of, uplink) => {
        uplink.addNumber('01632-banana', { ring: [hall(of)] });
      },
      'PhoneNumber',
      '[test/config/uplink]: number "01632-banana"',
    ],
    [
      'a caller ID that is no number',
      (of, uplink) => {
        uplink.addOutboundRoute({ from: [hall(of)], callerId: '1' });
      },
      'PhoneNumber',
      'callerId "1"',
    ],
    [
      'a number twice',
      (of, uplink) => {
        const ring = [hall(of)];
        uplink.addNumber('+441632960000', { ring });
        uplink.addNumber('01632 960000', { ring });
      },
      'DuplicateNumber',
      '+441632960000 is there already',
    ],
    [
      'a number that rings nobody',
      (_, uplink) => {
        uplink.addNumber('+441632960000', { ring: [] });
      },
      'RingsNobody',
      'rings nobody',
    ],
    [
      'a time without end',
      (of, uplink) => {
        uplink.addNumber('+441632960000', { ring: [hall(of)], timeout: Duration.seconds(0) });
      },
      'RingTime',
      '[test/config/uplink]: timeout is 0 seconds',
    ],
    [
      'a route for nobody',
      (_, uplink) => {
        uplink.addOutboundRoute({ from: [] });
      },
      'RouteForNobody',
      'for nobody',
    ],
    [
      'a phone of another configuration',
      (_, uplink) => {
        uplink.addNumber('+441632960000', { ring: [hall(config(chart('other')))] });
      },
      'ForeignPhone',
      'refers to the phone [other/config/hall]',
    ],
    [
      'a fallback to a phone of another configuration',
      (of, uplink) => {
        uplink.addNumber('+441632960000', { ring: [hall(of)], fallback: Fallback.ring([{ name: 'attic' }]) });
      },
      'ForeignPhone',
      'rings "attic"',
    ],
  ])('fail with %s', (_, act, code, message) => {
    const made = config();
    expect(
      errorOf(() => {
        act(made, trunk(made));
      }),
    ).toEqual({ code, message: expect.stringContaining(message) as string });
  });
});

test.each<[string, Partial<SipTrunkProps>, string, string]>([
  ['no host', { host: undefined }, 'TrunkHost', "[test/config/uplink]: the trunk has no host: set the prop 'host'"],
  [
    'a preset without host',
    { host: undefined, provider: Provider.TWILIO },
    'TrunkHost',
    'each customer of this provider has another',
  ],
  [
    'a URI for a host',
    { host: 'sip:example.com' },
    'TrunkHost',
    'give it alone, without what stands before or behind it in a URI',
  ],
  ['a path in the host', { host: 'example.com/x' }, 'TrunkHost', '"example.com/x"'],
  ['a line feed in the host', { host: 'a\nb' }, 'TrunkHost', '"a\\nb"'],
  ['a port of 0', { port: 0 }, 'TrunkPort', 'port 0 is no port'],
  ['a user without password', { password: undefined }, 'TrunkCredentials', 'has no password'],
  ['a password without user', { username: undefined }, 'TrunkCredentials', 'has no username'],
  ['a user with a space', { username: 'a b' }, 'SipUser', 'username "a b"'],
  ['a user with an @', { username: 'a@b' }, 'SipUser', 'username "a@b"'],
  ['a contact that is empty', { contactUser: '' }, 'SipUser', 'contactUser ""'],
  [
    'no way to tell its calls',
    { username: undefined, password: undefined, register: false },
    'TrunkIdentity',
    'neither registers nor has ranges',
  ],
  ['host bits in a range', { ranges: ['10.10.10.2/24'] }, 'Cidr', '10.10.10.2/24'],
  ['no codec', { codecs: [] }, 'Codecs', 'codecs is empty'],
  ['a name that is none', { name: 'a b' }, 'SipName', '"a b"'],
])('fails with %s', (_, props, code, message) => {
  expect(errorOf(() => trunk(config(), props))).toEqual({ code, message: expect.stringContaining(message) as string });
});

test('fails with the name of a phone', () => {
  const made = config();
  phone(made, 'hall', '201');
  expect(errorOf(() => trunk(made, { name: 'hall' })).code).toBe('DuplicateName');
});
