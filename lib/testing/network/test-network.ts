import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { BAD_WIRE, badWireArguments, type BadWire } from './bad-wire';
import { killed, NetworkNamespace } from './network-namespace';

/** Packets of UDP from one place to another. */
export interface Traffic {
  /**
   * The address that it comes from.
   *
   * @default - any
   */
  readonly from?: string;
  /** The address that it goes to. */
  readonly to: string;
  /**
   * Ports that it comes from, such as `10000-10999`.
   *
   * @default - any
   */
  readonly fromPorts?: string;
  /**
   * Ports that it goes to.
   *
   * @default - any
   */
  readonly toPorts?: string;
}

/**
 * Hosts around one router, each in a network namespace of its own.
 *
 * Every host is connected as Calico connects a pod: its addresses are a /128 and a /32, its defaults are `fe80::1` and `169.254.1.1`, and
 * the router has a route to each address. Nothing is translated.
 */
export class TestNetwork {
  static async create(): Promise<TestNetwork> {
    const router = await NetworkNamespace.create();
    try {
      await router.script('echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding');
    } catch (error) {
      await router.remove();
      throw error;
    }
    return new TestNetwork(router);
  }

  private readonly hosts: NetworkNamespace[] = [];
  private readonly wires: NetworkNamespace[] = [];
  private readonly carriers: ChildProcessWithoutNullStreams[] = [];

  private constructor(private readonly router: NetworkNamespace) {}

  /** A host with these addresses, without prefix length. */
  async addHost(...addresses: string[]): Promise<NetworkNamespace> {
    const host = await NetworkNamespace.create();
    const link = `host${this.hosts.push(host)}`;
    await this.router.script(`ip link add ${link} type veth peer name eth0 netns ${host.pid}`);
    await this.configure(host, link, addresses);
    return host;
  }

  /** A host with these addresses, which is connected by a bad wire. */
  async addFarHost(bad: BadWire, ...addresses: string[]): Promise<NetworkNamespace> {
    const host = await NetworkNamespace.create();
    const link = `host${this.hosts.push(host)}`;
    const wire = await NetworkNamespace.create();
    this.wires.push(wire);
    await this.router.script(`ip link add ${link} type veth peer name near netns ${wire.pid}`);
    // The wire itself has no address, and says nothing.
    await wire.script(
      `echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
ip link add far type veth peer name eth0 netns ${host.pid}
ip link set near up
ip link set far up`,
    );
    const carrier = wire.start(['perl', '-e', BAD_WIRE, ...badWireArguments(bad)]);
    this.carriers.push(carrier);
    carrier.stderr.resume();
    await once(carrier.stdout, 'data');
    await this.configure(host, link, addresses);
    return host;
  }

  private async configure(host: NetworkNamespace, link: string, addresses: readonly string[]): Promise<void> {
    const prefixed = addresses.map((address) => ({ family: address.includes(':') ? '-6' : '-4', address }));
    // Without `nodad` an IPv6 address is tentative for a second, and cannot be bound to.
    const add = (device: string, address: string): string =>
      `ip addr add ${address} dev ${device}${address.includes(':') ? ' nodad' : ''}`;
    await this.router.script(
      [
        `ip link set ${link} up`,
        add(link, 'fe80::1/64'),
        add(link, '169.254.1.1/32'),
        ...prefixed.map(({ family, address }) => `ip ${family} route add ${address} dev ${link}`),
      ].join('\n'),
    );
    await host.script(
      [
        'ip link set eth0 up',
        ...prefixed.map(({ family, address }) => add('eth0', `${address}/${family === '-6' ? 128 : 32}`)),
        'ip -6 route add default via fe80::1 dev eth0',
        'ip -4 route add default via 169.254.1.1 dev eth0 onlink',
      ].join('\n'),
    );
  }

  /** Whatever is sent to these addresses is lost from now on, without a word. */
  async cut(...addresses: readonly string[]): Promise<void> {
    await this.router.script(addresses.map((each) => rule('add', each)).join('\n'));
  }

  /** Takes back `cut`. */
  async mend(...addresses: readonly string[]): Promise<void> {
    await this.router.script(addresses.map((each) => rule('del', each)).join('\n'));
  }

  /** Whatever is like this is lost from now on, without a word, as in a firewall that nobody has told. */
  async drop(traffic: Traffic): Promise<void> {
    await this.router.script(ruleFor('add', traffic));
  }

  /** Takes back `drop`. */
  async allow(traffic: Traffic): Promise<void> {
    await this.router.script(ruleFor('del', traffic));
  }

  async remove(): Promise<void> {
    await Promise.all(this.carriers.map(killed));
    await Promise.all([...this.hosts, ...this.wires, this.router].map((namespace) => namespace.remove()));
  }
}

function rule(change: 'add' | 'del', address: string): string {
  return `ip ${address.includes(':') ? '-6' : '-4'} rule ${change} to ${address} blackhole`;
}

function ruleFor(change: 'add' | 'del', { from, to, fromPorts, toPorts }: Traffic): string {
  return [
    `ip ${to.includes(':') ? '-6' : '-4'} rule ${change}`,
    ...(from === undefined ? [] : [`from ${from}`]),
    `to ${to} ipproto udp`,
    ...(fromPorts === undefined ? [] : [`sport ${fromPorts}`]),
    ...(toPorts === undefined ? [] : [`dport ${toPorts}`]),
    'blackhole',
  ].join(' ');
}
