import { IpFamily } from '../config/ip-family';
import type { PortRange } from '../config/port-range';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { lines } from './lines';

/** Where a PBX is on the network, and who talks to it. */
export interface Network {
  /** The name of the PBX. */
  readonly name: string;
  readonly addresses: readonly NetworkAddress[];
  readonly sipPorts: readonly NetworkPort[];
  readonly rtpPorts: PortRange;
  readonly trunks: readonly NetworkTrunk[];
  readonly phones: readonly NetworkPhone[];
}

/** An address of the PBX. */
export interface NetworkAddress {
  readonly family: IpFamily;
  readonly text: string;
}

/** A port on which the PBX listens for SIP, on every address. */
export interface NetworkPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** A provider, and the ranges from which it calls; without any it is known by its name alone. */
export interface NetworkTrunk {
  readonly name: string;
  readonly host: string;
  readonly ranges: readonly string[];
}

/** A phone, and the kind of address that it has. */
export interface NetworkPhone {
  readonly name: string;
  readonly family: IpFamily;
}

const PBX = 'pbx';
const LAN = 'phones';
const PROVIDERS = 'providers';

/** Who reaches the PBX at which of its addresses, and on which ports. */
export function networkGraph(network: Network): Graph {
  const families = [IpFamily.IPV6, IpFamily.DUAL, IpFamily.IPV4].filter((family) =>
    network.phones.some((phone) => phone.family === family),
  );
  return {
    title: `where ${network.name} is, and who talks to it`,
    nodes: [
      ...families.map((family) => phonesNode(network, family)),
      ...network.addresses.map((address) => addressNode(network, address)),
      ...network.trunks.map((trunk) => trunkNode(trunk)),
    ],
    groups: [
      ...(families.length > 0 ? [{ id: LAN, label: 'phones' }] : []),
      ...(network.addresses.length > 0 ? [{ id: PBX, label: network.name }] : []),
      ...(network.trunks.length > 0 ? [{ id: PROVIDERS, label: 'providers' }] : []),
    ],
    edges: [
      ...families.flatMap((family) => phoneEdges(network, family)),
      ...network.trunks.flatMap((trunk) => trunkEdges(network, trunk)),
    ],
  };
}

function phonesId(family: IpFamily): string {
  return `phones ${family}`;
}

function phonesNode({ phones }: Network, family: IpFamily): GraphNode {
  const names = phones.filter((phone) => phone.family === family).map(({ name }) => name);
  return { id: phonesId(family), kind: 'phones', heading: family, lines: lines(names), group: LAN };
}

function addressId({ text }: NetworkAddress): string {
  return `address ${text}`;
}

function addressNode({ sipPorts, rtpPorts }: Network, address: NetworkAddress): GraphNode {
  return {
    id: addressId(address),
    kind: 'address',
    heading: address.text,
    lines: [
      ...sipPorts.map(({ name, port, protocol }) => `${name}: ${port}/${protocol}`),
      `audio: ${rtpPorts.first}-${rtpPorts.last}/UDP`,
    ],
    group: PBX,
  };
}

function trunkId({ name }: NetworkTrunk): string {
  return `trunk ${name}`;
}

function trunkNode(trunk: NetworkTrunk): GraphNode {
  const { name, host, ranges } = trunk;
  return { id: trunkId(trunk), kind: 'trunk', heading: name, lines: [host, ...lines(ranges)], group: PROVIDERS };
}

function phoneEdges({ addresses }: Network, family: IpFamily): GraphEdge[] {
  const reached = addresses.filter((address) => family === IpFamily.DUAL || address.family === family);
  if (reached.length > 0) {
    return reached.map((address) => ({ from: phonesId(family), to: addressId(address), style: 'allowed' }));
  }
  return addresses.slice(0, 1).map((address) => ({
    from: phonesId(family),
    to: addressId(address),
    style: 'forbidden',
    label: `no ${family} address`,
  }));
}

/** A provider that is known by its name alone may be reached at either family. */
function trunkEdges({ addresses }: Network, trunk: NetworkTrunk): GraphEdge[] {
  return addresses
    .filter(({ family }) => trunk.ranges.length === 0 || trunk.ranges.some((range) => familyOf(range) === family))
    .map((address) => ({ from: addressId(address), to: trunkId(trunk), style: 'allowed' }));
}

function familyOf(range: string): IpFamily {
  return range.includes(':') ? IpFamily.IPV6 : IpFamily.IPV4;
}
