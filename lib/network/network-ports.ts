import { ValidationError } from '../conf/validation-error';

/** The protocols that a policy can name. */
export type NetworkProtocol = 'UDP' | 'TCP';

/**
 * Ports of one protocol, from the first to the last, both included.
 *
 * Policies look at the port that a packet goes to, whichever side speaks first.
 */
export class NetworkPorts {
  /**
   * UDP ports, or one.
   *
   * @throws ValidationError `PortRange`
   */
  static udp(first: number, last = first): NetworkPorts {
    return new NetworkPorts('UDP', first, last);
  }

  /**
   * TCP ports, or one.
   *
   * @throws ValidationError `PortRange`
   */
  static tcp(first: number, last = first): NetworkPorts {
    return new NetworkPorts('TCP', first, last);
  }

  private constructor(
    readonly protocol: NetworkProtocol,
    readonly first: number,
    readonly last: number,
  ) {
    if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last > 65535 || last < first) {
      const message = `the ${protocol} ports from ${first} to ${last} are none: give whole numbers from 1 to 65535, the lower one first`;
      throw new ValidationError('PortRange', message);
    }
  }

  /** As people write it, such as `10000-10999/UDP`. */
  toString(): string {
    return `${this.first}${this.last === this.first ? '' : `-${this.last}`}/${this.protocol}`;
  }
}
