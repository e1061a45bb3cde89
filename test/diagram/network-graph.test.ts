import { IpFamily } from '../../lib/config/ip-family';
import { networkGraph, type Network } from '../../lib/diagram/network-graph';
import { HOME_NETWORK } from './networks';

const arrows = (network: Network) =>
  networkGraph(network).edges.map(({ from, style, to }) => `${from} ${style === 'allowed' ? '→' : '✗'} ${to}`);

test('addresses, ports, providers and phones are there, and what each may reach', () => {
  expect(networkGraph(HOME_NETWORK).nodes.map(({ heading, lines }) => [heading, ...lines])).toEqual([
    ['IPv6', 'hall', 'kitchen', '2001:db8:2::/64', 'reaches 5060/UDP, 10000-10999/UDP', 'is reached at 1024-65535/UDP'],
    ['IPv4', 'doorbell', '10.0.0.0/24', 'reaches 5060/UDP, 10000-10999/UDP', 'is reached at 1024-65535/UDP'],
    ['2001:db8::1:1', 'sip: 5060/UDP', 'audio: 10000-10999/UDP'],
    ['10.10.10.2', 'sip: 5060/UDP', 'audio: 10000-10999/UDP'],
    [
      'provider',
      'sip.example.com',
      '2001:db8:1::/64',
      '192.0.2.0/24',
      'reaches 5060/UDP, 10000-10999/UDP',
      'is reached at 1024-65535/UDP',
    ],
    ['DNS', 'k8s-app=kube-dns in kube-system', 'is reached at 53/UDP, 53/TCP'],
    ['opened by hand', '198.51.100.7/32', 'reaches 5038/TCP'],
    ['everybody else', 'reaches nothing, and is not reached'],
  ]);
});

test('everyone meets the addresses of their own family, and everybody else none', () => {
  expect(arrows(HOME_NETWORK)).toEqual([
    'phones IPv6 → address 2001:db8::1:1',
    'phones IPv4 → address 10.10.10.2',
    'address 2001:db8::1:1 → trunk provider',
    'address 10.10.10.2 → trunk provider',
    'address 2001:db8::1:1 → peer 1',
    'address 10.10.10.2 → peer 1',
    'peer 2 → address 10.10.10.2',
    'everybody else ✗ address 2001:db8::1:1',
    'everybody else ✗ address 10.10.10.2',
  ]);
});

test('a phone of both families meets every address', () => {
  const phones = [{ name: 'a', family: IpFamily.DUAL }];
  expect(arrows({ ...HOME_NETWORK, trunks: [], access: HOME_NETWORK.access.slice(0, 2), phones }).slice(0, 2)).toEqual([
    'phones IPv4+IPv6 → address 2001:db8::1:1',
    'phones IPv4+IPv6 → address 10.10.10.2',
  ]);
});

test('a provider of one family meets the address of that family', () => {
  const [, , trunk] = HOME_NETWORK.access;
  const access = trunk === undefined ? [] : [{ ...trunk, peers: ['192.0.2.0/24'] }];
  expect(arrows({ ...HOME_NETWORK, phones: [], access })[0]).toBe('address 10.10.10.2 → trunk provider');
});

test('audio from elsewhere is told apart from SIP', () => {
  const access = [
    { direction: 'from', purpose: 'trunk provider', peers: ['192.0.2.0/24'], ports: ['5060/UDP'] },
    { direction: 'from', purpose: 'trunk provider', peers: ['192.0.3.0/24'], ports: ['10000-10999/UDP'] },
  ] as const;
  const { nodes } = networkGraph({ ...HOME_NETWORK, access });
  expect(nodes.find(({ kind }) => kind === 'trunk')?.lines).toEqual([
    'sip.example.com',
    '192.0.2.0/24',
    'reaches 5060/UDP',
    '192.0.3.0/24',
    'reaches 10000-10999/UDP',
  ]);
});

test('where everybody may come in over one family, nobody is left out of it', () => {
  const access = [{ direction: 'from', purpose: 'phones', peers: ['::/0'], ports: ['5060/UDP'] }] as const;
  expect(arrows({ ...HOME_NETWORK, trunks: [], phones: [], access })).toEqual(['everybody else ✗ address 10.10.10.2']);
});

test('a phone whose family the PBX lacks is shown as cut off', () => {
  const addresses = HOME_NETWORK.addresses.slice(0, 1);
  expect(arrows({ ...HOME_NETWORK, addresses, trunks: [] }).slice(0, 2)).toEqual([
    'phones IPv6 → address 2001:db8::1:1',
    'phones IPv4 ✗ address 2001:db8::1:1',
  ]);
});

test('where nothing denies the rest, everybody else is let in', () => {
  const graph = networkGraph({ ...HOME_NETWORK, open: true });
  expect(graph.nodes.find(({ id }) => id === 'everybody else')?.lines.join(' ')).toContain('reaches it');
  expect(arrows({ ...HOME_NETWORK, open: true }).filter((arrow) => arrow.startsWith('everybody'))).toEqual([
    'everybody else → address 2001:db8::1:1',
    'everybody else → address 10.10.10.2',
  ]);
});
