import { Construct } from 'constructs';
import { ValidationError } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import { parseIpAddress, type IpAddress, type SingleIpFamily } from './ip-address';

/** The addresses of a pod, as they are given. */
export interface GivenAddresses {
  readonly ipv6?: string;
  readonly ipv4?: string;
}

/**
 * A PBX's own addresses on a cluster whose network is Calico's.
 *
 * One address is one pod. Put `annotations` on the pod, or give this to the workload, which does so.
 */
export abstract class CalicoIp extends Construct {
  /** The addresses in canonical form, IPv6 first. */
  readonly addresses: readonly IpAddress[];

  /** The families that there are addresses of. */
  readonly families: IpFamily;

  private claimed = false;

  protected constructor(scope: Construct, id: string, given: GivenAddresses) {
    super(scope, id);
    const addresses = this.parseAddresses(given);
    this.addresses = addresses;
    this.families = addresses.length === 2 ? IpFamily.DUAL : addresses[0].family;
  }

  /** What the pod must be annotated with to get the addresses. Calico reads it when the pod is made. */
  abstract get annotations(): Record<string, string>;

  /**
   * Takes the addresses, once nothing stands against them: one that was refused stays in the tree, and has no addresses that anyone could get.
   *
   * @throws ValidationError `CalicoStaticIp` where another one has them
   */
  protected claimAddresses(): void {
    for (const other of this.others()) {
      const address = this.addresses.find(({ text }) => other.addresses.some((taken) => taken.text === text));
      if (address !== undefined) {
        throw new ValidationError(
          'CalicoStaticIp',
          `the address ${address.text} belongs to [${other.node.path}] already: give each its own address`,
          this,
        );
      }
    }
    this.claimed = true;
  }

  /** Those of the app that have their addresses. */
  protected others(): CalicoIp[] {
    return this.node.root.node
      .findAll()
      .filter((each) => each instanceof CalicoIp)
      .filter((each) => each !== this && each.claimed);
  }

  private parseAddresses({ ipv6, ipv4 }: GivenAddresses): readonly [IpAddress, ...IpAddress[]] {
    const given: readonly (readonly [SingleIpFamily, string, string | undefined])[] = [
      [IpFamily.IPV6, 'ipv6', ipv6],
      [IpFamily.IPV4, 'ipv4', ipv4],
    ];
    const [first, ...others] = given.flatMap(([family, property, text]) =>
      text === undefined ? [] : [parseIpAddress(text, { family, property, scope: this })],
    );
    if (first === undefined) {
      throw new ValidationError('CalicoStaticIp', 'no address is given: give ipv6, ipv4 or both', this);
    }
    return [first, ...others];
  }
}
