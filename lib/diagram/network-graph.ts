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
  /** What the network policy allows; everything else is denied, both ways. */
  readonly access: readonly NetworkAccess[];
  /**
   * Whether nothing denies the rest, since there is no policy of ours.
   *
   * @default false
   */
  readonly open?: boolean;
}

/** Packets that the network policy lets through, besides the answers to them. */
export interface NetworkAccess {
  /** Whether they come from the peers, or go to them. */
  readonly direction: 'from' | 'to';
  /** Whom it is for: `phones`, `trunk <name>`, or what else. */
  readonly purpose: string;
  /** Ranges of addresses, or pods in words. */
  readonly peers: readonly string[];
  /** Ports that they go to, such as `10000-10999/UDP`. */
  readonly ports: readonly string[];
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

/** A provider. */
export interface NetworkTrunk {
  readonly name: string;
  readonly host: string;
}

/** A phone, and the kind of address that it has. */
export interface NetworkPhone {
  readonly name: string;
  readonly family: IpFamily;
}

const PBX = 'pbx';
const LAN = 'phones';
const PROVIDERS = 'providers';
const EVERYBODY_ELSE = 'everybody else';

/** Who reaches the PBX at which of its addresses and ports, whom it reaches, and that nobody else does. */
export function networkGraph(network: Network): Graph {
  const families = [IpFamily.IPV6, IpFamily.DUAL, IpFamily.IPV4].filter((family) =>
    network.phones.some((phone) => phone.family === family),
  );
  const others = otherAccess(network);
  const outside = network.addresses.filter((address) => !isOpen(network, address));
  return {
    title: `where ${network.name} is, and who talks to it`,
    nodes: [
      ...families.map((family) => phonesNode(network, family)),
      ...network.addresses.map((address) => addressNode(network, address)),
      ...network.trunks.map((trunk) => trunkNode(network, trunk)),
      ...others.map((access, index) => otherNode(access, index)),
      ...(outside.length === 0 ? [] : [network.open === true ? ANYBODY : NOBODY]),
    ],
    groups: [
      ...(families.length > 0 ? [{ id: LAN, label: 'phones' }] : []),
      ...(network.addresses.length > 0 ? [{ id: PBX, label: network.name }] : []),
      ...(network.trunks.length > 0 ? [{ id: PROVIDERS, label: 'providers' }] : []),
    ],
    edges: [
      ...families.flatMap((family) => phoneEdges(network, family)),
      ...network.trunks.flatMap((trunk) => trunkEdges(network, trunk)),
      ...others.flatMap((access, index) => otherEdges(network, access, index)),
      ...outside.map((address): GraphEdge => ({
        from: EVERYBODY_ELSE,
        to: addressId(address),
        style: network.open === true ? 'allowed' : 'forbidden',
      })),
    ],
  };
}

function phonesId(family: IpFamily): string {
  return `phones ${family}`;
}

function phonesNode({ phones, access }: Network, family: IpFamily): GraphNode {
  const names = phones.filter((phone) => phone.family === family).map(({ name }) => name);
  const allowed = accessFor(access, 'phones').filter(({ peers }) => peers.some((peer) => isOf(family, peer)));
  const own = allowed.map((each) => ({ ...each, peers: each.peers.filter((peer) => isOf(family, peer)) }));
  return {
    id: phonesId(family),
    kind: 'phones',
    heading: family,
    lines: [...lines(names), ...inWords(own)],
    group: LAN,
  };
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

function trunkNode({ access }: Network, trunk: NetworkTrunk): GraphNode {
  const allowed = inWords(accessFor(access, trunkId(trunk)));
  return { id: trunkId(trunk), kind: 'trunk', heading: trunk.name, lines: [trunk.host, ...allowed], group: PROVIDERS };
}

function otherId(index: number): string {
  return `peer ${index + 1}`;
}

function otherNode(access: NetworkAccess, index: number): GraphNode {
  return { id: otherId(index), kind: 'peer', heading: access.purpose, lines: inWords([access]) };
}

const NOBODY: GraphNode = {
  id: EVERYBODY_ELSE,
  kind: 'barred',
  heading: EVERYBODY_ELSE,
  lines: ['reaches nothing, and is not reached'],
};

const ANYBODY: GraphNode = {
  id: EVERYBODY_ELSE,
  kind: 'peer',
  heading: EVERYBODY_ELSE,
  lines: ['reaches it, and is reached,', 'unless a policy of the cluster forbids it'],
};

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

function trunkEdges(network: Network, trunk: NetworkTrunk): GraphEdge[] {
  const peers = accessFor(network.access, trunkId(trunk)).flatMap((each) => each.peers);
  return reachable(network, peers).map((address) => ({
    from: addressId(address),
    to: trunkId(trunk),
    style: 'allowed',
  }));
}

function otherEdges(network: Network, { direction, peers }: NetworkAccess, index: number): GraphEdge[] {
  return reachable(network, peers).map((address) => {
    const [from, to] =
      direction === 'from' ? [otherId(index), addressId(address)] : [addressId(address), otherId(index)];
    return { from, to, style: 'allowed' };
  });
}

function accessFor(access: readonly NetworkAccess[], purpose: string): NetworkAccess[] {
  return access.filter((each) => each.purpose === purpose);
}

/** What is for neither phones nor trunks. */
function otherAccess({ access, trunks }: Network): NetworkAccess[] {
  const known = new Set(['phones', ...trunks.map(trunkId)]);
  return access.filter(({ purpose }) => !known.has(purpose));
}

function reachable({ addresses }: Network, peers: readonly string[]): NetworkAddress[] {
  return addresses.filter(({ family }) => peers.some((peer) => isOf(family, peer)));
}

/** Whether a range is of a family; pods may be of either. */
function isOf(family: IpFamily, peer: string): boolean {
  return family === IpFamily.DUAL || !peer.includes('/') || peer.includes(':') === (family === IpFamily.IPV6);
}

/** Whether the whole internet may come to an address, if only to some of its ports. */
function isOpen({ access }: Network, { family }: NetworkAddress): boolean {
  const everybody = family === IpFamily.IPV6 ? '::/0' : '0.0.0.0/0';
  return access.some(({ direction, peers }) => direction === 'from' && peers.includes(everybody));
}

/** Who they are, what they may reach and where they are reached; peers that two rules share once. */
function inWords(access: readonly NetworkAccess[]): string[] {
  const found = new Map<string, { peers: readonly string[]; ports: string[] }>();
  for (const { direction, peers, ports } of access) {
    const known = found.get(peers.join()) ?? { peers, ports: [] };
    known.ports.push(`${direction === 'from' ? 'reaches' : 'is reached at'} ${ports.join(', ')}`);
    found.set(peers.join(), known);
  }
  return [...found.values()].flatMap(({ peers, ports }) => [...lines(peers), ...ports]);
}
