import type { Chart } from 'cdk8s';
import {
  CalicoStaticIp,
  IpFamily,
  NetworkPeer,
  NetworkPorts,
  Provider,
  SipTrunk,
  type Asterisk,
  type AsteriskConfig,
  type AsteriskProps,
  type SipTrunkProps,
} from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifest, manifests, password, pbx, phone, tls } from '../support/pbx';
import { policyAllows, type Other } from '../support/policy-judge';
import { strictSchemaErrors } from '../support/strict-schema';

const IPV6_LAN = '2001:db8:1::/64';
const IPV4_LAN = '198.51.100.0/24';
const IPV6_PHONE = '2001:db8:1::17';
const IPV4_PHONE = '198.51.100.17';
const STRANGER = '203.0.113.9';
const IPV6_STRANGER = '2001:db8:bad::9';
const DNS = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

interface Made {
  readonly scope: Chart;
  readonly asterisk: Asterisk;
  readonly may: (direction: 'from' | 'to', other: Other, port: number, protocol?: string) => boolean;
}

/** A PBX of both families with a phone, and what more is described. */
function make(describe: (files: AsteriskConfig) => void = () => undefined, props: Partial<AsteriskProps> = {}): Made {
  const scope = chart('test', 'telephony');
  const files = config(scope);
  phone(files, 'hall', '201');
  describe(files);
  const asterisk = pbx(scope, {
    config: files,
    address: new CalicoStaticIp(scope, 'ip', { name: 'asterisk', ipv6: '2001:db8::5060', ipv4: '192.0.2.7' }),
    phoneNetworks: [IPV6_LAN, IPV4_LAN],
    ...props,
  });
  return {
    scope,
    asterisk,
    may: (...packet) => policyAllows(manifest(scope, 'NetworkPolicy'), ...packet),
  };
}

function trunk(props: Partial<SipTrunkProps>) {
  return (files: AsteriskConfig) =>
    new SipTrunk(files, 'uplink', {
      username: '+441632960000',
      password: password(files, 'uplink'),
      ...props,
    });
}

test('one policy, default deny both ways, for the pod and no other', () => {
  const { scope } = make();
  expect(manifest(scope, 'NetworkPolicy')).toMatchObject({
    metadata: { name: 'asterisk', namespace: 'telephony' },
    spec: {
      podSelector: { matchLabels: { 'k8s-app': 'asterisk', 'app.kubernetes.io/instance': 'asterisk' } },
      policyTypes: ['Ingress', 'Egress'],
    },
  });
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
});

test('the whole of a small one', () => {
  const spec = manifest(make().scope, 'NetworkPolicy').spec ?? {};
  const lan = [{ ipBlock: { cidr: IPV6_LAN } }, { ipBlock: { cidr: IPV4_LAN } }];
  expect(spec.ingress).toEqual([
    {
      from: lan,
      ports: [
        { protocol: 'UDP', port: 5060 },
        { protocol: 'UDP', port: 10000, endPort: 10999 },
      ],
    },
  ]);
  expect(spec.egress).toEqual([
    { to: lan, ports: [{ protocol: 'UDP', port: 1024, endPort: 65535 }] },
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    },
  ]);
});

test('phones reach SIP and audio, and nothing else; nobody else reaches anything', () => {
  const { may } = make();
  for (const each of [IPV6_PHONE, IPV4_PHONE]) {
    expect([5060, 10000, 10999].map((port) => may('from', each, port))).toEqual([true, true, true]);
    expect([5038, 8088, 9999, 11000, 4569].map((port) => may('from', each, port))).toEqual(Array(5).fill(false));
    expect(may('from', each, 5060, 'TCP')).toBe(false);
    expect(may('to', each, 5062)).toBe(true);
    expect(may('to', each, 53)).toBe(false);
  }
  for (const each of [STRANGER, IPV6_STRANGER, DNS, { namespace: 'telephony', labels: {} }]) {
    expect([5060, 10000, 5038, 8088].some((port) => may('from', each, port) || may('from', each, port, 'TCP'))).toBe(
      false,
    );
  }
  expect([STRANGER, IPV6_STRANGER].some((each) => may('to', each, 5060) || may('to', each, 443, 'TCP'))).toBe(false);
  expect(may('to', DNS, 53) && may('to', DNS, 53, 'TCP')).toBe(true);
  expect(may('to', { namespace: 'kube-system', labels: {} }, 53)).toBe(false);
});

describe('ports follow the configuration', () => {
  test('each transport for its own family', () => {
    const { may } = make((files) => {
      files.pjsip.addObject('transport', 'more', { protocol: 'udp', bind: '0.0.0.0:5070' });
      files.pjsip.addObject('transport', 'tcp6', { protocol: 'tcp', bind: '[::]:5080' });
    });
    expect(may('from', IPV4_PHONE, 5070)).toBe(true);
    expect(may('from', IPV6_PHONE, 5070)).toBe(false);
    expect(may('from', IPV6_PHONE, 5080, 'TCP')).toBe(true);
    expect(may('from', IPV4_PHONE, 5080, 'TCP')).toBe(false);
    expect(may('to', IPV6_PHONE, 5062, 'TCP')).toBe(true);
    expect(may('to', IPV4_PHONE, 5062, 'TCP')).toBe(false);
  });

  test('TLS', () => {
    const { may } = make((files) => phone(files, 'attic', '202', { tls: tls(files) }));
    expect(may('from', IPV6_PHONE, 5061, 'TCP')).toBe(true);
    expect(may('to', IPV6_PHONE, 5061, 'TCP')).toBe(false);
  });

  test('rtp.conf, also where it was changed by hand', () => {
    const { may } = make((files) => files.file('rtp.conf').section('general').set({ rtpstart: 20000, rtpend: 20003 }));
    expect(may('from', IPV6_PHONE, 20003)).toBe(true);
    expect(may('from', IPV6_PHONE, 10000)).toBe(false);
  });
});

describe('trunks', () => {
  test('a provider whose ranges are known', () => {
    const { may } = make(trunk({ provider: Provider.ANDREWS_ARNOLD }));
    for (const each of ['90.155.3.1', '2001:8b0:5060::1']) {
      expect(may('from', each, 5060) && may('from', each, 10500)).toBe(true);
      expect(may('to', each, 5060) && may('to', each, 30000)).toBe(true);
      expect(may('from', each, 5038) || may('to', each, 5060, 'TCP')).toBe(false);
    }
    expect(may('to', STRANGER, 5060)).toBe(false);
  });

  test('audio from elsewhere, at the ports that the provider names', () => {
    const { may } = make(trunk({ provider: Provider.TWILIO, host: 'me.pstn.twilio.com', port: 5060 }));
    expect(may('from', '54.172.60.1', 5060)).toBe(true);
    expect(may('from', '54.172.60.1', 10000)).toBe(false);
    expect(may('from', '168.86.128.1', 10000)).toBe(true);
    expect(may('from', '168.86.128.1', 5060)).toBe(false);
    expect([9999, 10000, 60000, 60001].map((port) => may('to', '168.86.128.1', port))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([5060, 5061].map((port) => may('to', '54.172.60.1', port))).toEqual([true, false]);
  });

  test('only the families that trunk and PBX have in common', () => {
    const { may } = make(trunk({ provider: Provider.ANDREWS_ARNOLD, ipFamily: IpFamily.IPV6 }));
    expect(may('from', '2001:8b0:5060::1', 5060)).toBe(true);
    expect(may('from', '90.155.3.1', 5060)).toBe(false);
  });

  test('one that is known by its address', () => {
    const { may } = make(trunk({ host: '203.0.113.1', ipFamily: IpFamily.IPV4 }));
    expect(may('from', '203.0.113.1', 5060) && may('to', '203.0.113.1', 5060)).toBe(true);
    expect(may('from', '203.0.113.2', 5060)).toBe(false);
  });

  test('over TLS', () => {
    const { may } = make((files) => trunk({ host: '2001:db8:2::1', ipFamily: IpFamily.IPV6, tls: tls(files) })(files));
    expect(may('to', '2001:db8:2::1', 5061, 'TCP')).toBe(true);
    expect(may('from', '2001:db8:2::1', 5061, 'TCP')).toBe(true);
  });

  test('one that may be anywhere, when it is said', () => {
    const anywhere = ['::/0', '0.0.0.0/0'];
    const { may, asterisk } = make(
      trunk({ host: 'sip.example.com', signallingRanges: anywhere, mediaRanges: anywhere }),
    );
    expect(may('from', STRANGER, 5060) && may('to', IPV6_STRANGER, 20000)).toBe(true);
    // It does not follow that a stranger's calls are the provider's.
    expect(asterisk.config.pjsip.objects('identify')).toEqual([]);
  });
});

describe('what the user adds', () => {
  test('comes to the rest, also after the PBX was made', () => {
    const { asterisk, may, scope } = make();
    asterisk.networkPolicy.allowFrom(NetworkPeer.pods({ namespace: 'monitoring' }), NetworkPorts.tcp(8088));
    asterisk.networkPolicy.allowFrom(NetworkPeer.pods({ labels: { app: 'crm' } }), NetworkPorts.tcp(5038));
    asterisk.networkPolicy.allowTo(
      NetworkPeer.networks('169.254.20.10/32'),
      NetworkPorts.udp(53),
      NetworkPorts.tcp(53),
    );
    asterisk.networkPolicy.allowTo(NetworkPeer.ANYWHERE, NetworkPorts.tcp(443));
    expect(may('from', { namespace: 'monitoring', labels: { any: 'pod' } }, 8088, 'TCP')).toBe(true);
    expect(may('from', { namespace: 'default', labels: { any: 'pod' } }, 8088, 'TCP')).toBe(false);
    expect(may('from', { namespace: 'telephony', labels: { app: 'crm' } }, 5038, 'TCP')).toBe(true);
    expect(may('from', { namespace: 'telephony', labels: { app: 'other' } }, 5038, 'TCP')).toBe(false);
    expect(may('to', '169.254.20.10', 53)).toBe(true);
    expect(may('to', STRANGER, 443, 'TCP') && may('to', IPV6_STRANGER, 443, 'TCP')).toBe(true);
    expect(strictSchemaErrors(manifests(scope))).toEqual([]);
  });

  test('metrics for the monitoring, or whom else is named', () => {
    const prometheus = { namespace: 'monitoring', labels: { app: 'prometheus' } };
    expect(make(undefined, { metrics: {} }).may('from', prometheus, 8088, 'TCP')).toBe(true);
    const from = NetworkPeer.pods({ namespace: 'metrics' });
    const { may } = make(undefined, { metrics: { port: 9000, from } });
    expect(may('from', prometheus, 9000, 'TCP')).toBe(false);
    expect(may('from', { namespace: 'metrics', labels: {} }, 9000, 'TCP')).toBe(true);
  });

  test('is listed in words', () => {
    const { asterisk } = make(trunk({ provider: Provider.ANDREWS_ARNOLD, ipFamily: IpFamily.IPV6 }));
    asterisk.networkPolicy.allowFrom(NetworkPeer.pods({ namespace: 'monitoring' }), NetworkPorts.tcp(8088));
    expect(
      asterisk.networkPolicy.rules.map(
        ({ direction, purpose, peers, ports }) => `${purpose}: ${direction} ${peers.join()} ${ports.join()}`,
      ),
    ).toEqual([
      'phones: from 2001:db8:1::/64, 198.51.100.0/24 5060/UDP,10000-10999/UDP',
      'phones: to 2001:db8:1::/64, 198.51.100.0/24 1024-65535/UDP',
      'trunk uplink: from 2001:8b0:0:30::5060:0/112, 2001:8b0:5060::/48 5060/UDP,10000-10999/UDP',
      'trunk uplink: to 2001:8b0:0:30::5060:0/112, 2001:8b0:5060::/48 1024-65535/UDP',
      'DNS: to k8s-app=kube-dns in kube-system 53/UDP,53/TCP',
      'own: from pods in monitoring 8088/TCP',
    ]);
  });
});

test('a PBX without phones needs no network of theirs', () => {
  const scope = chart();
  const files = config(scope);
  new SipTrunk(files, 'peer', { host: '2001:db8::1', ranges: ['2001:db8::1/128'] });
  pbx(scope, { config: files, phoneNetworks: [] });
  expect(policyAllows(manifest(scope, 'NetworkPolicy'), 'from', '2001:db8::1', 5060)).toBe(true);
  expect(policyAllows(manifest(scope, 'NetworkPolicy'), 'from', '2001:db8::2', 5060)).toBe(false);
});

describe('fails with', () => {
  test.each<[string, () => unknown, string, string]>([
    [
      'no network for phones',
      () => make(undefined, { phoneNetworks: [] }),
      'NetworkPolicy',
      "[test/config/hall]: the phone 'hall' (IPv4+IPv6) would be cut off: the networks of phones that an address of the PBX (IPv4+IPv6) can reach are none: add its network to 'phoneNetworks'",
    ],
    [
      'an IPv4 phone where only IPv6 networks are given',
      () =>
        make((files) => phone(files, 'doorbell', '210', { ipFamily: IpFamily.IPV4 }), { phoneNetworks: [IPV6_LAN] }),
      'NetworkPolicy',
      "the phone 'doorbell' (IPv4) would be cut off: the networks of phones that an address of the PBX (IPv4+IPv6) can reach are 2001:db8:1::/64",
    ],
    [
      'an IPv4 phone of a PBX that has IPv6 only',
      () => {
        const scope = chart();
        const files = config(scope);
        phone(files, 'doorbell', '210', { ipFamily: IpFamily.IPV4 });
        return pbx(scope, { config: files, phoneNetworks: [IPV4_LAN] });
      },
      'NetworkPolicy',
      "the phone 'doorbell' (IPv4) would be cut off: the networks of phones that an address of the PBX (IPv6) can reach are none",
    ],
    [
      'a trunk of which only a name is known',
      () => make(trunk({ host: 'sip.example.com' })),
      'NetworkPolicy',
      "[test/config/uplink]: the trunk 'uplink' would be cut off: its host sip.example.com is a name, and a policy takes networks: set 'ranges' or 'signallingRanges'",
    ],
    [
      'a trunk whose ranges are of the other family',
      () => make(trunk({ provider: Provider.DEUTSCHE_TELEKOM, ipFamily: IpFamily.IPV6 })),
      'NetworkPolicy',
      'none of its networks for SIP (217.0.0.0/13) is of a family that the trunk (IPv6) and the PBX (IPv4+IPv6) have in common',
    ],
    [
      'a trunk whose audio is of the other family',
      () =>
        make(trunk({ host: 'h', ranges: ['192.0.2.0/24'], mediaRanges: ['2001:db8::/32'], ipFamily: IpFamily.IPV4 })),
      'NetworkPolicy',
      'none of its networks for audio (2001:db8::/32)',
    ],
    [
      'host bits',
      () => make(undefined, { phoneNetworks: ['2001:db8:1::17/64'] }),
      'Cidr',
      '[test/pbx]: phoneNetworks "2001:db8:1::17/64" has bits set beyond its prefix length: the network is "2001:db8:1::/64"',
    ],
    [
      'a mapped address',
      () => make(undefined, { phoneNetworks: ['::ffff:192.0.2.0/120'] }),
      'Cidr',
      'write it as IPv4',
    ],
    [
      'a leading zero',
      () => make(undefined, { phoneNetworks: ['192.0.02.0/24'] }),
      'Cidr',
      'phoneNetworks "192.0.02.0/24"',
    ],
    ['a long prefix', () => make(undefined, { phoneNetworks: ['192.0.2.0/33'] }), 'Cidr', 'allowed are 0 to 32'],
    [
      'a bad range of a trunk',
      () => make(trunk({ host: 'h', signallingRanges: ['10.0.0.1/8'] })),
      'Cidr',
      'signallingRanges "10.0.0.1/8"',
    ],
    ['a bad range for audio', () => make(trunk({ host: 'h', mediaRanges: ['x'] })), 'Cidr', 'mediaRanges "x"'],
    [
      'one port for audio',
      () => make((files) => files.file('rtp.conf').section('general').set({ rtpstart: 10000, rtpend: 10000 })),
      'LintFinding',
      'rtp.conf:2:1 rtp-range ports for audio go from 10000 to 10000',
    ],
    [
      'no port',
      () => {
        make().asterisk.networkPolicy.allowFrom(NetworkPeer.ANYWHERE);
      },
      'NetworkPolicy',
      'no port is given for ::/0, 0.0.0.0/0',
    ],
    ['port 0', () => NetworkPorts.tcp(0), 'PortRange', 'the TCP ports from 0 to 0 are none'],
    ['ports in the wrong order', () => NetworkPorts.udp(9, 8), 'PortRange', 'the UDP ports from 9 to 8 are none'],
    [
      'a namespace that is none',
      () => NetworkPeer.pods({ namespace: 'Mon' }),
      'NetworkPolicy',
      '"Mon" is no name of a namespace',
    ],
    [
      'a network that is none',
      () => NetworkPeer.networks('2001:db8::1'),
      'Cidr',
      'for this one address give "2001:db8::1/128"',
    ],
  ])('%s', (_, run, code, message) => {
    expect(errorOf(run)).toEqual({ code, message: expect.stringContaining(message) as string });
  });
});
