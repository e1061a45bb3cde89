import type { Construct } from 'constructs';
import { ValidationError } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import { CalicoIp } from './calico-ip';
import { CalicoVersion } from './calico-version';
import type { SingleIpFamily } from './ip-address';
import { checkObjectName } from './object-name';
import { addressAnnotations, poolAnnotations } from './pod-annotations';

/** Addresses of pools that exist, at least one. */
export interface CalicoPooledIpProps {
  /**
   * The IPv6 address in any spelling, without prefix length.
   *
   * @default - no IPv6 address; `ipv4` must be given
   */
  readonly ipv6?: string;

  /**
   * The IPv4 address, without prefix length.
   *
   * @default - no IPv4 address; `ipv6` must be given
   */
  readonly ipv4?: string;

  /**
   * The name of an `IPPool` that holds the IPv6 address and no other.
   *
   * @default - the pod asks for the address itself, which some pool must hold
   */
  readonly ipv6Pool?: string;

  /**
   * The name of an `IPPool` that holds the IPv4 address and no other.
   *
   * @default - the pod asks for the address itself, which some pool must hold
   */
  readonly ipv4Pool?: string;

  /**
   * The version of Calico that the cluster runs: from 3.30 on a pod that names pools also says which address families it wants, so that it gets no others.
   *
   * @default CalicoVersion.V3_27
   */
  readonly calicoVersion?: CalicoVersion;
}

/**
 * A PBX's own addresses out of pools that exist, made by whoever runs the cluster.
 *
 * By the names of pools of one address each, or, without names, as addresses of any pool (`ipAddrs`). A pool that other pods use may have given the
 * address away: an `IPReservation` keeps it for the pod that asks for it. The pools must not have `disableBGPExport`.
 */
export class CalicoPooledIp extends CalicoIp {
  private readonly podAnnotations: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: CalicoPooledIpProps) {
    super(scope, id, props);
    const names: Record<SingleIpFamily, string | undefined> = {
      [IpFamily.IPV6]: props.ipv6Pool,
      [IpFamily.IPV4]: props.ipv4Pool,
    };
    this.podAnnotations = this.annotationsOf(names, props.calicoVersion ?? CalicoVersion.V3_27);
    this.claimAddresses();
  }

  /** What the pod must be annotated with to get the addresses. Calico reads it when the pod is made. */
  get annotations(): Record<string, string> {
    return { ...this.podAnnotations };
  }

  private annotationsOf(names: Record<SingleIpFamily, string | undefined>, version: CalicoVersion) {
    if (names.IPv6 === undefined && names.IPv4 === undefined) {
      return addressAnnotations(this.addresses);
    }
    for (const family of [IpFamily.IPV6, IpFamily.IPV4] as const) {
      const hasAddress = this.addresses.some((address) => address.family === family);
      if (hasAddress !== (names[family] !== undefined)) {
        const prop = family.toLowerCase();
        const message = hasAddress
          ? `${prop} has no pool, and a pod asks either for pools or for addresses: set '${prop}Pool' too, or leave both names out`
          : `${prop}Pool is named, and there is no ${family} address: give '${prop}', or leave '${prop}Pool' out`;
        throw new ValidationError('CalicoStaticIp', message, this);
      }
    }
    return poolAnnotations(
      this.addresses,
      (family) => checkObjectName(names[family] ?? '', '', 'CalicoStaticIp', this),
      version.isAtLeast(CalicoVersion.V3_30),
    );
  }
}
