import { IpFamily } from '../../lib/config/ip-family';
import type { Network } from '../../lib/diagram/network-graph';

const LAN = ['2001:db8:2::/64', '10.0.0.0/24'];
const PROVIDER = ['2001:db8:1::/64', '192.0.2.0/24'];

/** The house of the first post on its network. */
export const HOME_NETWORK: Network = {
  name: 'asterisk',
  addresses: [
    { family: IpFamily.IPV6, text: '2001:db8::1:1' },
    { family: IpFamily.IPV4, text: '10.10.10.2' },
  ],
  sipPorts: [{ name: 'sip', port: 5060, protocol: 'UDP' }],
  rtpPorts: { first: 10000, last: 10999 },
  trunks: [{ name: 'provider', host: 'sip.example.com' }],
  phones: [
    { name: 'hall', family: IpFamily.IPV6 },
    { name: 'kitchen', family: IpFamily.IPV6 },
    { name: 'doorbell', family: IpFamily.IPV4 },
  ],
  access: [
    { direction: 'from', purpose: 'phones', peers: LAN, ports: ['5060/UDP', '10000-10999/UDP'] },
    { direction: 'to', purpose: 'phones', peers: LAN, ports: ['1024-65535/UDP'] },
    { direction: 'from', purpose: 'trunk provider', peers: PROVIDER, ports: ['5060/UDP', '10000-10999/UDP'] },
    { direction: 'to', purpose: 'trunk provider', peers: PROVIDER, ports: ['1024-65535/UDP'] },
    { direction: 'to', purpose: 'DNS', peers: ['k8s-app=kube-dns in kube-system'], ports: ['53/UDP', '53/TCP'] },
    { direction: 'from', purpose: 'opened by hand', peers: ['198.51.100.7/32'], ports: ['5038/TCP'] },
  ],
};
