import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { CalicoApiVersion } from '../../lib/network/calico-api-version';
import { CalicoBgpConfiguration, type CalicoBgpConfigurationProps } from '../../lib/network/calico-bgp-configuration';
import { CalicoBgpPeering, type CalicoBgpPeeringProps } from '../../lib/network/calico-bgp-peering';
import { CalicoStaticIp } from '../../lib/network/calico-static-ip';
import { errorOf } from '../support/error-of';
import { strictSchemaErrors } from '../support/strict-schema';

const chart = () => new Chart(new App(), 'pbx', { namespace: 'telephony' });

function address(scope: Chart, props: { ipv6?: string; ipv4?: string; name?: string } = {}): CalicoStaticIp {
  const { name = 'asterisk', ...addresses } = props;
  const given = Object.keys(addresses).length > 0 ? addresses : { ipv6: '2001:db8::5060', ipv4: '192.0.2.7' };
  return new CalicoStaticIp(scope, `address-${name}`, { name, ...given });
}

function peering(scope: Chart, props: Partial<CalicoBgpPeeringProps> = {}, id = 'router'): CalicoBgpPeering {
  return new CalicoBgpPeering(scope, id, {
    name: 'router',
    asNumber: 64513,
    ipv6: '2001:db8:1::1',
    ipv4: '198.51.100.1',
    ...props,
    announce: props.announce ?? [address(scope)],
  });
}

function synth(scope: Chart): { kind: string; apiVersion: string; metadata: object; spec: object }[] {
  const manifests = Testing.synth(scope) as ReturnType<typeof synth>;
  expect(strictSchemaErrors(manifests)).toEqual([]);
  return manifests.filter(({ kind }) => kind.startsWith('BGP'));
}

const exactly = (cidr: string) => ({ action: 'Accept', matchOperator: 'Equal', cidr });
const nothing = (cidr: string) => ({ action: 'Reject', matchOperator: 'In', cidr });

test('minimal: exactly the addresses go out, and nothing comes in', () => {
  const scope = chart();
  const { routes } = peering(scope);
  expect(routes).toEqual(['2001:db8::5060/128', '192.0.2.7/32']);
  const peer = { asNumber: 64513, nodeSelector: 'all()', filters: ['router'] };
  expect(synth(scope)).toEqual([
    {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'BGPFilter',
      metadata: { name: 'router' },
      spec: {
        exportV4: [exactly('192.0.2.7/32'), nothing('0.0.0.0/0')],
        exportV6: [exactly('2001:db8::5060/128'), nothing('::/0')],
        importV4: [nothing('0.0.0.0/0')],
        importV6: [nothing('::/0')],
      },
    },
    {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'BGPPeer',
      metadata: { name: 'router-ipv6' },
      spec: { peerIP: '2001:db8:1::1', ...peer },
    },
    {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'BGPPeer',
      metadata: { name: 'router-ipv4' },
      spec: { peerIP: '198.51.100.1', ...peer },
    },
  ]);
});

test('all props, in the other form', () => {
  const scope = chart();
  const props: Required<CalicoBgpPeeringProps> = {
    name: 'edge',
    announce: [address(scope), address(scope, { name: 'second', ipv4: '192.0.2.8', ipv6: '2001:db8::5061' })],
    asNumber: 4200000,
    ipv6: '2001:DB8:1:0::1',
    ipv4: '198.51.100.1',
    password: { secret: kplus.Secret.fromSecretName(scope, 'secret', 'bgp'), key: 'router' },
    nodeSelector: "rack == 'a'",
    apiVersion: CalicoApiVersion.V3,
  };
  new CalicoBgpPeering(scope, 'router', props);
  const [filter, six, four] = synth(scope);
  expect(filter).toMatchObject({
    apiVersion: 'projectcalico.org/v3',
    spec: { exportV4: [exactly('192.0.2.7/32'), exactly('192.0.2.8/32'), nothing('0.0.0.0/0')] },
  });
  const password = { secretKeyRef: { name: 'bgp', key: 'router' } };
  expect(six).toMatchObject({
    apiVersion: 'projectcalico.org/v3',
    metadata: { name: 'edge-ipv6' },
    spec: { peerIP: '2001:db8:1::1', asNumber: 4200000, nodeSelector: "rack == 'a'", filters: ['edge'], password },
  });
  expect(four).toMatchObject({ metadata: { name: 'edge-ipv4' }, spec: { password } });
});

test('one family is one session, and nothing of the other goes out', () => {
  const scope = chart();
  peering(scope, { announce: [address(scope, { ipv6: '2001:db8::5060' })], ipv4: undefined });
  const [filter, ...peers] = synth(scope);
  expect(filter?.spec).toMatchObject({ exportV4: [nothing('0.0.0.0/0')] });
  expect(peers.map(({ metadata }) => metadata)).toEqual([{ name: 'router-ipv6' }]);
});

test('two routers, and one router of two racks', () => {
  const scope = chart();
  const announce = [address(scope)];
  peering(scope, { announce, nodeSelector: "rack == 'a'" }, 'a');
  peering(scope, { announce, name: 'b', nodeSelector: "rack == 'b'" }, 'b');
  peering(scope, { announce, name: 'c', ipv4: '198.51.100.2', ipv6: '2001:db8:1::2' }, 'c');
  expect(synth(scope)).toHaveLength(9);
});

describe('the configuration of the cluster', () => {
  test('minimal', () => {
    const scope = chart();
    expect(new CalicoBgpConfiguration(scope, 'bgp').asNumber).toBe(64512);
    expect(synth(scope)).toEqual([
      {
        apiVersion: 'crd.projectcalico.org/v1',
        kind: 'BGPConfiguration',
        metadata: { name: 'default' },
        spec: { asNumber: 64512, nodeToNodeMeshEnabled: true },
      },
    ]);
  });

  test('all props', () => {
    const scope = chart();
    const props: Required<CalicoBgpConfigurationProps> = {
      asNumber: 65000,
      nodeToNodeMesh: false,
      apiVersion: CalicoApiVersion.V3,
    };
    new CalicoBgpConfiguration(scope, 'bgp', props);
    expect(synth(scope)).toMatchObject([
      { apiVersion: 'projectcalico.org/v3', spec: { asNumber: 65000, nodeToNodeMeshEnabled: false } },
    ]);
  });
});

describe('fails', () => {
  const fail = (props: Partial<CalicoBgpPeeringProps>) => () => peering(chart(), props);

  test.each<[string, () => unknown, string, string]>([
    [
      'without an address',
      fail({ announce: [], ipv4: undefined, ipv6: undefined }),
      'CalicoBgp',
      "[pbx/router]: no address is announced: name a CalicoStaticIp in 'announce'",
    ],
    [
      'for an address that nobody is told',
      fail({ ipv6: undefined }),
      'CalicoBgp',
      "2001:db8::5060 would be announced to nobody, since Calico carries IPv6 routes over IPv6 only: set 'ipv6'",
    ],
    [
      'for a router that is told nothing',
      () => {
        const scope = chart();
        return peering(scope, { announce: [address(scope, { ipv6: '2001:db8::1' })] });
      },
      'CalicoBgp',
      'ipv4 "198.51.100.1" would be told nothing, since no IPv4 address is announced: leave \'ipv4\' out',
    ],
    [
      'for a router of the other family',
      fail({ ipv6: '198.51.100.1' }),
      'IpAddress',
      'ipv6 "198.51.100.1" is an IPv4 address',
    ],
    ['for a router with a prefix length', fail({ ipv4: '198.51.100.1/24' }), 'IpAddress', 'has a prefix length'],
    ['for a router that is link-local', fail({ ipv6: 'fe80::1' }), 'IpAddress', 'is a link-local address'],
    ...[0, -1, 1.5, 23456, 65535, 2147483648, 4200000000, NaN].map(
      (asNumber): [string, () => unknown, string, string] => [
        `for the number ${asNumber}`,
        fail({ asNumber }),
        'CalicoBgp',
        `asNumber ${asNumber} is no number of an autonomous system that Calico takes: allowed are 1 to 2147483647`,
      ],
    ),
    [
      'for a broken selector',
      fail({ nodeSelector: 'has(' }),
      'CalicoSelector',
      'nodeSelector "has(" is no selector of Calico',
    ],
    ['for a bad name', fail({ name: 'Router' }), 'CalicoBgp', 'name "Router" is no name that Kubernetes takes'],
    [
      'for a router that is named twice',
      () => {
        const scope = chart();
        const announce = [address(scope)];
        peering(scope, { announce });
        return peering(scope, { announce, name: 'again' }, 'again');
      },
      'CalicoBgp',
      '[pbx/again]: the router 2001:db8:1::1 is a peer of [pbx/router] already, on the same nodes: announce all addresses there',
    ],
    [
      'for a bad number of the cluster',
      () => new CalicoBgpConfiguration(chart(), 'bgp', { asNumber: 0 }),
      'CalicoBgp',
      'asNumber 0',
    ],
    [
      'for two configurations of the cluster',
      () => {
        const scope = chart();
        new CalicoBgpConfiguration(scope, 'bgp');
        return new CalicoBgpConfiguration(scope, 'again');
      },
      'CalicoBgp',
      "[pbx/again]: the cluster's BGP is configured by [pbx/bgp] already",
    ],
  ])('%s', (_, run, code, message) => {
    expect(errorOf(run)).toEqual({ code, message: expect.stringContaining(message) as string });
  });

  test('no more once the first one was refused', () => {
    const scope = chart();
    const announce = [address(scope)];
    errorOf(() => peering(scope, { announce, ipv4: undefined }, 'refused'));
    expect(() => peering(scope, { announce })).not.toThrow();
  });
});
