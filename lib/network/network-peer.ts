import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import { parseCidr, type Cidr } from './cidr';

/** Pods that a policy names by labels. */
export interface PodSelection {
  /**
   * The namespace that they are in.
   *
   * @default - the namespace of the PBX
   */
  readonly namespace?: string;

  /**
   * Labels that they have.
   *
   * @default - none: every pod of the namespace
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Who is on the other side of the PBX: networks, or pods. */
export class NetworkPeer {
  /** Every address. */
  static readonly ANYWHERE = NetworkPeer.networks('::/0', '0.0.0.0/0');

  /** The cluster's DNS, as kubeadm and most distributions label it. */
  static readonly CLUSTER_DNS = NetworkPeer.pods({ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } });

  /**
   * Networks by their ranges, such as `2001:db8::/64`; one address is a range too, such as `192.0.2.1/32`.
   *
   * @throws ValidationError `Cidr`
   */
  static networks(...ranges: readonly string[]): NetworkPeer {
    return new NetworkPeer(ranges.map((range) => parseCidr(range, { property: 'network' })));
  }

  /**
   * Pods by their labels; a policy of Kubernetes sees the ports on which they listen, not those of a Service before them.
   *
   * @throws ValidationError `NetworkPolicy` for what no namespace can be called
   */
  static pods(selection: PodSelection): NetworkPeer {
    const { namespace } = selection;
    if (namespace !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
      const message = `${shown(namespace)} is no name of a namespace: give one such as "monitoring"`;
      throw new ValidationError('NetworkPolicy', message);
    }
    return new NetworkPeer([], selection);
  }

  /** @internal */
  constructor(
    /** The networks; none where pods are named. */
    readonly ranges: readonly Cidr[],
    /** The pods, where they are named. */
    readonly selection?: PodSelection,
  ) {}

  /** As people write it. */
  toString(): string {
    const { namespace, labels = {} } = this.selection ?? {};
    const pods = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    return this.selection === undefined
      ? this.ranges.map(({ text }) => text).join(', ')
      : `${pods.length === 0 ? 'pods' : pods.join(', ')}${namespace === undefined ? '' : ` in ${namespace}`}`;
  }
}

/**
 * Reads ranges that a prop gives.
 *
 * @throws ValidationError `Cidr`
 */
export function parseRanges(ranges: readonly string[], property: string, scope: Scoped): Cidr[] {
  return ranges.map((range) => parseCidr(range, { property, scope }));
}

/** Those ranges that are of a family, or of both. */
export function rangesOf(families: IpFamily, ranges: readonly Cidr[]): Cidr[] {
  return ranges.filter(({ family }) => families === IpFamily.DUAL || families === family);
}
