import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { startDaemon, type Daemon } from './daemon';

// Debian keeps them from the path.
const FRR = '/usr/lib/frr';

/** A router that docs/bgp.md shows. */
export interface BgpRouter {
  readonly name: 'FRR' | 'BIRD';
  /** Starts it in a namespace with the text of the page, or one like it. */
  start(namespace: NetworkNamespace, directory: string, text: string): Promise<readonly Daemon[]>;
}

export const ROUTERS: readonly BgpRouter[] = [
  {
    name: 'FRR',
    async start(namespace, directory, text) {
      const home = join(directory, 'frr');
      mkdirSync(home);
      writeFileSync(join(home, 'frr.conf'), text);
      writeFileSync(join(home, 'vtysh.conf'), 'service integrated-vtysh-config\n');
      // It runs as a user of its own.
      await namespace.script(`chmod 711 ${directory}\nchown -R frr:frrvty ${home}`);
      const zserv = join(home, 'zserv.api');
      const common = ['--vty_socket', home, '-z', zserv, '--vty_port', '0', '--log', 'stdout'];
      const daemons = [startDaemon(namespace, [`${FRR}/zebra`, ...common, '-i', join(home, 'zebra.pid')])];
      await until(() => existsSync(zserv) && existsSync(join(home, 'zebra.vty')), daemons);
      daemons.push(startDaemon(namespace, [`${FRR}/bgpd`, ...common, '-i', join(home, 'bgpd.pid')]));
      await until(() => existsSync(join(home, 'bgpd.vty')), daemons);
      // As its service does: the shell reads the file and tells each daemon what is its own.
      const { code, stdout, stderr } = await namespace.run(['vtysh', '--vty_socket', home, '--config_dir', home, '-b']);
      if (code !== 0 || /unknown|error|%/i.test(stdout + stderr)) {
        await Promise.all(daemons.map((daemon) => daemon.stop()));
        throw new Error(`vtysh: ${stdout}${stderr}`);
      }
      return daemons;
    },
  },
  {
    name: 'BIRD',
    async start(namespace, directory, text) {
      const file = join(directory, 'router.conf');
      const socket = join(directory, 'router.ctl');
      writeFileSync(file, text);
      const daemons = [startDaemon(namespace, ['bird', '-f', '-c', file, '-s', socket])];
      await until(() => existsSync(socket), daemons);
      return daemons;
    },
  },
];

/** Why no routers can be run here; nothing when they can. */
export function whyNoBgp(): string | undefined {
  if (process.getuid?.() !== 0) {
    return 'a network of namespaces needs root';
  }
  const path = [...(process.env.PATH ?? '').split(':'), '/usr/sbin'];
  const missing = ['ip', 'nsenter', 'unshare', 'setpriv', 'bird', 'birdc', 'vtysh'].filter(
    (name) => !path.some((directory) => existsSync(join(directory, name))),
  );
  return missing.length === 0 && existsSync(`${FRR}/bgpd`)
    ? undefined
    : 'BGP needs FRR and BIRD: apt-get install iproute2 util-linux frr bird2';
}

/** The example of a router in docs/bgp.md. */
export function documented({ name }: BgpRouter): string {
  const page = readFileSync(join(__dirname, '../../../docs/bgp.md'), 'utf8');
  const [, text] = new RegExp(`^\`\`\`${name.toLowerCase()}\\n(.*?)^\`\`\``, 'ms').exec(page) ?? [];
  if (text === undefined) {
    throw new Error(`docs/bgp.md has no example for ${name}`);
  }
  return text;
}

async function until(ready: () => boolean, daemons: readonly Daemon[]): Promise<void> {
  for (const end = Date.now() + 10_000; !ready();) {
    if (Date.now() > end) {
      await Promise.all(daemons.map((daemon) => daemon.stop()));
      throw new Error(`not ready in 10 s: ${daemons.map(({ said }) => said()).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
