import type { NetworkPolicySpec, NetworkPolicySpecIngress } from '../../imports/crd.projectcalico.org';
import { IpFamily } from '../config/ip-family';
import type { AccessRule } from './access-rule';
import { rangesOf, type NetworkPeer } from './network-peer';

/** What Calico's policy can say beyond that of Kubernetes. */
export interface CalicoPolicyOptions {
  /** Calico asks policies of a lower order first; those of Kubernetes have 1000. */
  readonly order: number;
  /** Whether what is denied is logged. */
  readonly logDenied: boolean;
  /** Whether phones may ping. */
  readonly ping: boolean;
}

type Rule = NetworkPolicySpecIngress;
type Entity = NonNullable<Rule['source']>;

/** A policy of Calico: what no rule allows is denied, whatever other policies say. */
export function calicoPolicy(
  labels: Readonly<Record<string, string>>,
  rules: readonly AccessRule[],
  { order, logDenied, ping }: CalicoPolicyOptions,
): NetworkPolicySpec {
  const deny: Rule[] = [...(logDenied ? [{ action: 'Log' }] : []), { action: 'Deny' }];
  const of = (direction: AccessRule['direction']) =>
    rules.filter((rule) => rule.direction === direction).flatMap(allowed);
  return {
    order,
    selector: labelSelector(labels),
    types: ['Ingress', 'Egress'],
    ingress: [...of('from'), ...(ping ? rules.filter(isOfPhones).flatMap(pings) : []), ...deny],
    egress: [...of('to'), ...deny],
  };
}

/** A rule of Calico is of one protocol, and of one family where it names networks. */
function allowed({ direction, peers, ports }: AccessRule): Rule[] {
  return (['UDP', 'TCP'] as const).flatMap((protocol) => {
    const list = ports
      .filter((each) => each.protocol === protocol)
      .map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`));
    return list.length === 0
      ? []
      : peers.flatMap(entities).map((peer) => ({
          action: 'Allow',
          protocol,
          ...(direction === 'from'
            ? { source: peer, destination: { ports: list } }
            : { destination: { ...peer, ports: list } }),
        }));
  });
}

function entities({ ranges, selection }: NetworkPeer): Entity[] {
  if (selection === undefined) {
    return [IpFamily.IPV6, IpFamily.IPV4]
      .map((family) => rangesOf(family, ranges).map(({ text }) => text))
      .flatMap((nets) => (nets.length === 0 ? [] : [{ nets }]));
  }
  const { namespace, labels = {} } = selection;
  // The API server gives every namespace this label.
  const namespaceSelector = namespace && labelSelector({ 'kubernetes.io/metadata.name': namespace });
  return [{ selector: labelSelector(labels), namespaceSelector }];
}

function isOfPhones({ direction, purpose }: AccessRule): boolean {
  return direction === 'from' && purpose === 'phones';
}

/** Echo requests (RFC 792, RFC 4443). */
function pings({ peers }: AccessRule): Rule[] {
  return peers.flatMap(entities).map((source) => ({
    action: 'Allow',
    ...(source.nets?.[0]?.includes(':') === true
      ? { protocol: 'ICMPv6', icmp: { type: 128 } }
      : { protocol: 'ICMP', icmp: { type: 8 } }),
    source,
  }));
}

function labelSelector(labels: Readonly<Record<string, string>>): string {
  const terms = Object.entries(labels).map(([key, value]) => `${key} == '${value}'`);
  return terms.length === 0 ? 'all()' : terms.join(' && ');
}
