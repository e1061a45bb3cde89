import { k8s } from 'cdk8s-plus-27';
import type { AccessRule } from './access-rule';
import type { NetworkPeer } from './network-peer';
import type { NetworkPorts } from './network-ports';

/** A policy of Kubernetes: what no rule allows is denied, both ways. */
export function kubernetesPolicy(
  labels: Readonly<Record<string, string>>,
  rules: readonly AccessRule[],
): k8s.NetworkPolicySpec {
  const of = (direction: AccessRule['direction']) => rules.filter((rule) => rule.direction === direction);
  return {
    podSelector: { matchLabels: { ...labels } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: of('from').map(({ peers, ports }) => ({ from: peers.flatMap(peer), ports: ports.map(port) })),
    egress: of('to').map(({ peers, ports }) => ({ to: peers.flatMap(peer), ports: ports.map(port) })),
  };
}

function peer({ ranges, selection }: NetworkPeer): k8s.NetworkPolicyPeer[] {
  if (selection === undefined) {
    return ranges.map(({ text }) => ({ ipBlock: { cidr: text } }));
  }
  const { namespace, labels = {} } = selection;
  // The API server gives every namespace this label.
  const namespaceSelector =
    namespace === undefined ? undefined : { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  return [{ namespaceSelector, podSelector: { matchLabels: { ...labels } } }];
}

function port({ protocol, first, last }: NetworkPorts): k8s.NetworkPolicyPort {
  return {
    protocol,
    port: k8s.IntOrString.fromNumber(first),
    ...(last === first ? {} : { endPort: last }),
  };
}
