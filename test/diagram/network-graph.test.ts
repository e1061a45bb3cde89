import { IpFamily } from '../../lib/config/ip-family';
import { networkGraph, type Network } from '../../lib/diagram/network-graph';
import { HOME_NETWORK } from './networks';

const arrows = (network: Network) =>
  networkGraph(network).edges.map(({ from, style, to }) => `${from} ${style === 'allowed' ? '→' : '✗'} ${to}`);

test('addresses, ports, providers and phones are there', () => {
  expect(networkGraph(HOME_NETWORK).nodes.map(({ heading, lines }) => [heading, ...lines])).toEqual([
    ['IPv6', 'hall', 'kitchen'],
    ['IPv4', 'doorbell'],
    ['2001:db8::1:1', 'sip: 5060/UDP', 'audio: 10000-10999/UDP'],
    ['10.10.10.2', 'sip: 5060/UDP', 'audio: 10000-10999/UDP'],
    ['provider', 'sip.example.com', '2001:db8:1::/64', '192.0.2.0/24'],
  ]);
});

test('everyone meets the address of their own family', () => {
  expect(arrows(HOME_NETWORK)).toEqual([
    'phones IPv6 → address 2001:db8::1:1',
    'phones IPv4 → address 10.10.10.2',
    'address 2001:db8::1:1 → trunk provider',
    'address 10.10.10.2 → trunk provider',
  ]);
});

test('a phone of both families and a provider without ranges meet every address', () => {
  const trunks = [{ name: 't', host: 'sip.example.com', ranges: [] }];
  expect(arrows({ ...HOME_NETWORK, trunks, phones: [{ name: 'a', family: IpFamily.DUAL }] })).toEqual([
    'phones IPv4+IPv6 → address 2001:db8::1:1',
    'phones IPv4+IPv6 → address 10.10.10.2',
    'address 2001:db8::1:1 → trunk t',
    'address 10.10.10.2 → trunk t',
  ]);
});

test('a phone whose family the PBX lacks is shown as cut off', () => {
  expect(arrows({ ...HOME_NETWORK, addresses: HOME_NETWORK.addresses.slice(0, 1), trunks: [] })).toEqual([
    'phones IPv6 → address 2001:db8::1:1',
    'phones IPv4 ✗ address 2001:db8::1:1',
  ]);
});
