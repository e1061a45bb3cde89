import { IpFamily } from '../config/ip-family';
import { parseCidr, type Cidr } from '../network/cidr';
import { parseRanges } from '../network/network-peer';
import { hostRoute } from '../network/host-route';
import { HIGHEST_PORT, LOWEST_OWN_PORT } from '../network/port';
import { NetworkPorts } from '../network/network-ports';
import type { SipTrunk, SipTrunkProps } from './sip-trunk';

/** With whom a trunk exchanges packets, and at which ports of theirs. */
export interface TrunkReach {
  readonly families: IpFamily;
  /** Where SIP comes from and goes to; nothing where only a name is known. */
  readonly signalling: readonly Cidr[];
  readonly signallingPorts: NetworkPorts;
  /** Where audio comes from and goes to. */
  readonly media: readonly Cidr[];
  readonly mediaPorts: NetworkPorts;
}

/** What is known already when a trunk is asked for its reach. */
interface Known {
  /** The host, an IPv6 address in brackets. */
  readonly host: string;
  readonly ranges: readonly Cidr[];
  readonly scope: SipTrunk;
}

/**
 * With whom a trunk of these props exchanges packets.
 *
 * @throws ValidationError `Cidr`
 */
export function trunkReach(props: SipTrunkProps, { host, ranges, scope }: Known): TrunkReach {
  const preset = props.provider?.props;
  const address = /^\[|^[\d.]+$/.test(host) ? hostRoute(host.replace(/[[\]]/g, '')) : undefined;
  const signalling =
    props.signallingRanges === undefined
      ? [...ranges, ...(address === undefined ? [] : [parseCidr(address)])]
      : parseRanges(props.signallingRanges, 'signallingRanges', scope);
  const media = props.mediaRanges ?? preset?.mediaRanges;
  const { first, last } = preset?.mediaPorts ?? ANY_PORT;
  return {
    families: props.ipFamily ?? preset?.ipFamily ?? IpFamily.DUAL,
    signalling: unique(signalling),
    signallingPorts: signallingPorts(props, address !== undefined),
    media: media === undefined ? unique(signalling) : parseRanges(media, 'mediaRanges', scope),
    mediaPorts: NetworkPorts.udp(first, last),
  };
}

/** Where the host is a name and no port is given, DNS names the port (SRV), which may be any. */
function signallingPorts({ tls, port }: SipTrunkProps, isAddress: boolean): NetworkPorts {
  const usual = tls === undefined ? 5060 : 5061;
  const [first, last] = port === undefined && !isAddress ? [ANY_PORT.first, ANY_PORT.last] : [port ?? usual];
  return tls === undefined ? NetworkPorts.udp(first, last) : NetworkPorts.tcp(first, last);
}

/** What no protocol needs to name: a provider may take any port that is not privileged. */
const ANY_PORT = { first: LOWEST_OWN_PORT, last: HIGHEST_PORT };

function unique(ranges: readonly Cidr[]): Cidr[] {
  return [...new Map(ranges.map((range) => [range.text, range])).values()];
}
