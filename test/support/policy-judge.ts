import { IPv4, IPv6 } from 'ipaddr.js';
import type { Manifest } from './pbx';

interface Port {
  readonly protocol: string;
  readonly port: number;
  readonly endPort?: number;
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string };
  readonly namespaceSelector?: { readonly matchLabels: Record<string, string | undefined> };
  readonly podSelector?: { readonly matchLabels: Record<string, string> };
}

interface Spec {
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
}

/** The other side of a packet: an address outside the cluster, or the labels of a pod and its namespace. */
export type Other = string | { readonly namespace: string; readonly labels: Record<string, string> };

/**
 * Whether a NetworkPolicy lets a packet through, as Kubernetes describes it.
 *
 * It knows nothing of lib/network, so that it can judge it. `port` is the one that the packet goes to.
 */
export function policyAllows(
  { spec }: Manifest,
  direction: 'from' | 'to',
  other: Other,
  port: number,
  protocol = 'UDP',
): boolean {
  const policy = spec as unknown as Spec;
  if (!policy.policyTypes.includes(direction === 'from' ? 'Ingress' : 'Egress')) {
    return true;
  }
  const rules =
    direction === 'from'
      ? (policy.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (policy.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
  return rules.some(
    ({ peers = [], ports = [] }) =>
      (peers.length === 0 || peers.some((peer) => isPeer(peer, other))) &&
      (ports.length === 0 ||
        ports.some((each) => each.protocol === protocol && each.port <= port && port <= (each.endPort ?? each.port))),
  );
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, other: Other): boolean {
  if (typeof other === 'string') {
    return addressIn(ipBlock?.cidr, other);
  }
  const inNamespace = namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] ?? 'telephony';
  return (
    ipBlock === undefined &&
    inNamespace === other.namespace &&
    Object.entries(podSelector?.matchLabels ?? {}).every(([key, value]) => other.labels[key] === value)
  );
}

/** Whether an address is of a range. */
export function addressIn(cidr: string | undefined, address: string): boolean {
  const six = address.includes(':');
  if (six !== cidr?.includes(':')) {
    return false;
  }
  return six ? IPv6.parse(address).match(IPv6.parseCIDR(cidr)) : IPv4.parse(address).match(IPv4.parseCIDR(cidr));
}
