import { ValidationError } from '../conf/validation-error';
import type { IpFamily } from '../config/ip-family';
import { mergeRules, rulesFor, type AccessRule } from '../network/access-rule';
import type { Cidr } from '../network/cidr';
import { NetworkPeer, rangesOf } from '../network/network-peer';
import { NetworkPorts } from '../network/network-ports';
import type { AsteriskConfig, ConfiguredPhone, ConfiguredTrunk } from './asterisk-config';
import { rtpPortsOf } from './rtp-ports';
import { sipListeners, type SipListener } from './sip-ports';

/** Where a PBX and its phones are. */
export interface Surroundings {
  /** The families of the PBX's own addresses. */
  readonly families: IpFamily;
  /** Where its phones are. */
  readonly phones: readonly Cidr[];
}

// A phone may take any port that is not privileged, for SIP as for audio.
const PHONE_PORTS = { first: 1024, last: 65535 };

/**
 * With whom a PBX must exchange packets, and nothing beyond.
 *
 * @throws ValidationError `NetworkPolicy` where a phone or a trunk would be cut off
 */
export function accessRules(config: AsteriskConfig, { families, phones: networks }: Surroundings): AccessRule[] {
  const own = rangesOf(families, networks);
  for (const phone of config.phones) {
    checkPhone(phone, families, own);
  }
  const listeners = sipListeners(config);
  const rtp = rtpPortsOf(config);
  const rtpPorts = NetworkPorts.udp(rtp.first, rtp.last);
  const sip = (family: IpFamily) => sipPortsOf(listeners, family);

  return mergeRules([
    ...rulesFor('from', 'phones', own, (family) => [...sip(family), rtpPorts]),
    ...rulesFor('to', 'phones', own, (family) => phonePorts(listeners, family)),
    ...config.trunks.flatMap((trunk) => {
      const { signalling, signallingPorts, media, mediaPorts } = trunkRanges(trunk, families);
      const purpose = `trunk ${trunk.name}`;
      return [
        ...rulesFor('from', purpose, signalling, sip),
        ...rulesFor('from', purpose, media, () => [rtpPorts]),
        ...rulesFor('to', purpose, signalling, () => [signallingPorts]),
        ...rulesFor('to', purpose, media, () => [mediaPorts]),
      ];
    }),
    ...config._recordRules,
    {
      direction: 'to',
      purpose: 'DNS',
      peers: [NetworkPeer.CLUSTER_DNS],
      ports: [NetworkPorts.udp(53), NetworkPorts.tcp(53)],
    },
  ]);
}

function sipPortsOf(listeners: readonly SipListener[], family: IpFamily): NetworkPorts[] {
  return listeners
    .filter((listener) => listener.family === family)
    .map(({ sip, number }) => (sip === 'udp' ? NetworkPorts.udp(number) : NetworkPorts.tcp(number)));
}

/** A phone is called by the connection that it made with TLS; with TCP it may have to be called. */
function phonePorts(listeners: readonly SipListener[], family: IpFamily): NetworkPorts[] {
  const { first, last } = PHONE_PORTS;
  const tcp = listeners.some((listener) => listener.family === family && listener.sip === 'tcp');
  return [NetworkPorts.udp(first, last), ...(tcp ? [NetworkPorts.tcp(first, last)] : [])];
}

function checkPhone({ name, ipFamily, node }: ConfiguredPhone, families: IpFamily, networks: readonly Cidr[]): void {
  if (rangesOf(ipFamily, networks).length === 0) {
    const had = networks.map(({ text }) => text).join(', ') || 'none';
    const message = `the phone '${name}' (${ipFamily}) would be cut off: the networks of phones that an address of the PBX (${families}) can reach are ${had}: add its network to 'phoneNetworks' of the Asterisk, or an address of its family to the PBX`;
    throw new ValidationError('NetworkPolicy', message, { node });
  }
}

function trunkRanges({ name, host, reach, node }: ConfiguredTrunk, families: IpFamily) {
  const cutOff = (problem: string): never => {
    throw new ValidationError('NetworkPolicy', `the trunk '${name}' would be cut off: ${problem}`, { node });
  };
  if (reach.signalling.length === 0) {
    cutOff(
      `its host ${host} is a name, and a policy takes networks: set 'ranges' or 'signallingRanges' to the provider's, or signallingRanges: ['::/0', '0.0.0.0/0'] where it names none`,
    );
  }
  const usable = (ranges: readonly Cidr[], what: string): Cidr[] => {
    const found = rangesOf(families, rangesOf(reach.families, ranges));
    return found.length > 0
      ? found
      : cutOff(
          `none of its networks for ${what} (${ranges.map(({ text }) => text).join(', ')}) is of a family that the trunk (${reach.families}) and the PBX (${families}) have in common: change 'ipFamily', the ranges, or the addresses of the PBX`,
        );
  };
  return {
    ...reach,
    signalling: usable(reach.signalling, 'SIP'),
    media: usable(reach.media, 'audio'),
  };
}
