import { addressIn, type Other } from './policy-judge';
import type { Manifest } from './pbx';

interface Entity {
  readonly nets?: readonly string[];
  readonly ports?: readonly string[];
  readonly selector?: string;
  readonly namespaceSelector?: string;
}

interface Rule {
  readonly action: string;
  readonly protocol?: string;
  readonly icmp?: { readonly type: number };
  readonly source?: Entity;
  readonly destination?: Entity;
}

/** What Calico's NetworkPolicy says of a packet: the first rule that matches decides, what only logs aside. `port` is the type of an ICMP packet. */
export function calicoPolicyAllows(
  { spec }: Manifest,
  direction: 'from' | 'to',
  other: Other,
  port: number,
  protocol = 'UDP',
): boolean {
  const { ingress, egress } = spec as unknown as { ingress: readonly Rule[]; egress: readonly Rule[] };
  const decisive = (direction === 'from' ? ingress : egress).find(
    ({ action, protocol: wanted, icmp, source, destination }) =>
      action !== 'Log' &&
      (wanted ?? protocol) === protocol &&
      (icmp?.type ?? port) === port &&
      (destination?.ports ?? [`${port}`]).some((range) => isIn(range, port)) &&
      isOther(direction === 'from' ? source : destination, other),
  );
  return decisive?.action === 'Allow';
}

function isIn(range: string, port: number): boolean {
  const [first = '', last = first] = range.split(':');
  return Number(first) <= port && port <= Number(last);
}

function isOther({ nets, selector, namespaceSelector }: Entity = {}, other: Other): boolean {
  if (nets !== undefined) {
    return typeof other === 'string' && nets.some((net) => addressIn(net, other));
  }
  if (selector === undefined) {
    return true;
  }
  const namespace = { 'kubernetes.io/metadata.name': typeof other === 'string' ? '' : other.namespace };
  return (
    typeof other !== 'string' &&
    matches(selector, other.labels) &&
    matches(namespaceSelector ?? "kubernetes.io/metadata.name == 'telephony'", namespace)
  );
}

function matches(selector: string, labels: Readonly<Record<string, string>>): boolean {
  return (
    selector === 'all()' ||
    selector.split(' && ').every((term) => {
      const [, key = '', value] = /^(\S+) == '(.*)'$/.exec(term) ?? [];
      return labels[key] === value;
    })
  );
}
