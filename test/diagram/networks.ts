import { IpFamily } from '../../lib/config/ip-family';
import type { Network } from '../../lib/diagram/network-graph';

/** The house of the first post on its network. */
export const HOME_NETWORK: Network = {
  name: 'asterisk',
  addresses: [
    { family: IpFamily.IPV6, text: '2001:db8::1:1' },
    { family: IpFamily.IPV4, text: '10.10.10.2' },
  ],
  sipPorts: [{ name: 'sip', port: 5060, protocol: 'UDP' }],
  rtpPorts: { first: 10000, last: 10999 },
  trunks: [{ name: 'provider', host: 'sip.example.com', ranges: ['2001:db8:1::/64', '192.0.2.0/24'] }],
  phones: [
    { name: 'hall', family: IpFamily.IPV6 },
    { name: 'kitchen', family: IpFamily.IPV6 },
    { name: 'doorbell', family: IpFamily.IPV4 },
  ],
};
