import { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../../../lib/testing/temporary-directory';
import type { BgpRouter } from './bgp-router';
import { startCalicoNode } from './calico-node';
import type { Daemon } from './daemon';

/** The router of docs/bgp.md. */
export const ROUTER = { ipv4: '192.168.1.1', ipv6: '2001:111:1234:e8b0::1' };
/** Its nodes. */
export const NODES = [
  { ipv4: '192.168.1.11', ipv6: '2001:111:1234:e8b0::11' },
  { ipv4: '192.168.1.12', ipv6: '2001:111:1234:e8b0::12' },
] as const;

/** A router and two nodes on one LAN. */
export class BgpLan {
  static async create(): Promise<BgpLan> {
    const lan = new BgpLan(makeTemporaryDirectory('bgp'));
    try {
      await lan.connect();
      return lan;
    } catch (error) {
      await lan.remove();
      throw error;
    }
  }

  readonly namespaces: NetworkNamespace[] = [];
  private readonly daemons: Daemon[] = [];

  private constructor(readonly directory: string) {}

  get router(): NetworkNamespace {
    return this.at(0);
  }

  node(index: 0 | 1): NetworkNamespace {
    return this.at(index + 1);
  }

  async startRouter(router: BgpRouter, text: string): Promise<void> {
    this.daemons.push(...(await router.start(this.router, this.directory, text)));
  }

  startNode(index: 0 | 1, objects: readonly unknown[], secrets: Readonly<Record<string, string>>): Daemon {
    const daemon = startCalicoNode(this.node(index), this.directory, objects, { ...NODES[index], secrets });
    this.daemons.push(daemon);
    return daemon;
  }

  /** As Felix does when a pod comes: a route to each of its addresses. */
  async addPod(index: 0 | 1, ...addresses: readonly string[]): Promise<void> {
    await this.node(index).script(addresses.map((address) => route('add', address, index)).join('\n'));
  }

  async removePod(index: 0 | 1, ...addresses: readonly string[]): Promise<void> {
    await this.node(index).script(addresses.map((address) => route('del', address, index)).join('\n'));
  }

  /** What the kernel of the router, or of a node, has learned from others: `destination via neighbour`. */
  async learned(namespace = this.router): Promise<string[]> {
    const lists = await Promise.all(
      ['-4', '-6'].map(async (family) => {
        const { stdout } = await namespace.run(['ip', family, '-json', 'route', 'show']);
        return JSON.parse(stdout) as { dst: string; gateway?: string }[];
      }),
    );
    return lists
      .flat()
      .flatMap(({ dst, gateway }) => (gateway === undefined ? [] : [`${dst} via ${gateway}`]))
      .sort();
  }

  async remove(): Promise<void> {
    await Promise.all(this.daemons.map((daemon) => daemon.stop()));
    await Promise.all(this.namespaces.map((namespace) => namespace.remove()));
    removeTemporaryDirectory(this.directory);
  }

  private async connect(): Promise<void> {
    for (let each = 0; each < 3; each += 1) {
      this.namespaces.push(await NetworkNamespace.create());
    }
    await this.router.script('ip link add lan type bridge\nip link set lan up');
    await this.address(this.router, 'lan', ROUTER);
    for (const [index, node] of NODES.entries()) {
      const namespace = this.at(index + 1);
      await this.router.script(
        `ip link add node${index} master lan type veth peer name eth0 netns ${namespace.pid}\nip link set node${index} up`,
      );
      await this.address(namespace, 'eth0', node);
      await namespace.script(
        `ip link add cali${index} type veth peer name pod\nip link set cali${index} up\nip link set pod up`,
      );
    }
  }

  private async address(namespace: NetworkNamespace, link: string, { ipv4, ipv6 }: typeof ROUTER): Promise<void> {
    await namespace.script(
      `ip link set ${link} up\nip addr add ${ipv4}/24 dev ${link}\nip addr add ${ipv6}/64 dev ${link} nodad`,
    );
  }

  private at(index: number): NetworkNamespace {
    const namespace = this.namespaces[index];
    if (namespace === undefined) throw new Error(`no namespace ${index}`);
    return namespace;
  }
}

function route(change: 'add' | 'del', address: string, index: number): string {
  return `ip ${address.includes(':') ? '-6' : '-4'} route ${change} ${address} dev cali${index}`;
}
