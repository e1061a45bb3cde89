import { IpFamily } from '../config/ip-family';
import type { Cidr } from './cidr';
import { NetworkPeer, rangesOf } from './network-peer';
import type { NetworkPorts } from './network-ports';

/** What a policy allows: packets from or to someone, at these ports. Answers to them need no rule. */
export interface AccessRule {
  /** Whether the packets come from the peer, or go to it. */
  readonly direction: 'from' | 'to';
  /** What it is for, in a word or two: `phones`, `trunk aaisp`, `DNS`. */
  readonly purpose: string;
  readonly peers: readonly NetworkPeer[];
  readonly ports: readonly NetworkPorts[];
}

/** The rules for networks: one where both families have the same ports, else one for each. */
export function rulesFor(
  direction: AccessRule['direction'],
  purpose: string,
  ranges: readonly Cidr[],
  portsOf: (family: IpFamily) => readonly NetworkPorts[],
): AccessRule[] {
  const parts = [IpFamily.IPV6, IpFamily.IPV4]
    .map((family) => ({ ranges: rangesOf(family, ranges), ports: unique(portsOf(family)) }))
    .filter((part) => part.ranges.length > 0 && part.ports.length > 0);
  const [first, second] = parts;
  const list =
    second !== undefined && first?.ports.join() === second.ports.join()
      ? [{ ranges: parts.flatMap((part) => part.ranges), ports: second.ports }]
      : parts;
  return list.map((part) => ({ direction, purpose, peers: [new NetworkPeer(part.ranges)], ports: part.ports }));
}

/** What is said of the same peers for the same purpose becomes one rule. */
export function mergeRules(rules: readonly AccessRule[]): AccessRule[] {
  const found = new Map<string, AccessRule>();
  for (const rule of rules) {
    const key = [rule.direction, rule.purpose, ...rule.peers].join(' ');
    found.set(key, { ...rule, ports: unique([...(found.get(key)?.ports ?? []), ...rule.ports]) });
  }
  return [...found.values()];
}

function unique(ports: readonly NetworkPorts[]): NetworkPorts[] {
  return [...new Map(ports.map((port) => [port.toString(), port])).values()];
}
