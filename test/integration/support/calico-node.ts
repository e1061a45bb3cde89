import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { startDaemon, type Daemon } from './daemon';

/** A node's own addresses and the passwords that Secrets hold, by `name/key`. */
export interface CalicoNodeOptions {
  readonly ipv4: string;
  readonly ipv6: string;
  readonly secrets: Readonly<Record<string, string>>;
}

interface Rule {
  readonly action: string;
  readonly matchOperator: string;
  readonly cidr: string;
}

interface CalicoObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly cidr?: string;
    readonly peerIP?: string;
    readonly asNumber?: number;
    readonly filters?: readonly string[];
    readonly password?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  } & Readonly<Record<string, unknown>>;
}

const CLUSTER = 64512;

/** Networks of the cluster's other pods, which Calico announces too where no filter is. */
export const OTHER_PODS = ['10.244.1.0/26', 'fd00:10:244::/122'];

/**
 * The BIRD of a node, configured by the manifests as Calico's confd does it: the routes of pods come from the kernel, each peer's filters are asked first,
 * then what is of a pool goes out.
 *
 * Calico's own is BIRD 1.6, a process for each family; the sessions are the same.
 */
export function birdOf(manifests: readonly unknown[], { ipv4, ipv6, secrets }: CalicoNodeOptions): string {
  const objects = manifests as readonly CalicoObject[];
  const of = (kind: string) => objects.filter((each) => each.kind === kind);
  const pools = [...of('IPPool').map(({ spec }) => spec.cidr ?? ''), ...OTHER_PODS];
  const pool = (six: boolean) =>
    pools.filter((cidr) => cidr.includes(':') === six).map((cidr) => `  if net ~ ${cidr} then accept;\n`);
  const rules = (name: string, list: string) => {
    const filter = of('BGPFilter').find(({ metadata }) => metadata.name === name);
    return ((filter?.spec[list] ?? []) as readonly Rule[]).map(
      ({ action, matchOperator, cidr }) =>
        `    if net ${{ Equal: '=', In: '~' }[matchOperator] ?? '!~'} ${cidr} then ${action.toLowerCase()};\n`,
    );
  };
  const peer = ({ spec }: CalicoObject) => {
    const six = spec.peerIP?.includes(':') ?? false;
    const family = six ? 'V6' : 'V4';
    const reference = spec.password?.secretKeyRef;
    const filter = (direction: string, rest: string) =>
      `    ${direction} filter {\n${(spec.filters ?? []).flatMap((name) => rules(name, `${direction}${family}`)).join('')}${rest}    };\n`;
    return `protocol bgp ${six ? 'router_v6' : 'router_v4'} from peers {
  neighbor ${spec.peerIP ?? ''} as ${spec.asNumber ?? 0};
  source address ${six ? ipv6 : ipv4};
${reference === undefined ? '' : `  password "${secrets[`${reference.name}/${reference.key}`] ?? ''}";\n`}  ${six ? 'ipv6' : 'ipv4'} {
    add paths on;
    gateway recursive;
${filter('import', '    accept;\n')}${filter('export', `    of_pools${six ? 6 : 4}();\n    reject;\n`)}  };
}
`;
  };
  return `router id ${ipv4};
function of_pools4() {\n${pool(false).join('')}}
function of_pools6() {\n${pool(true).join('')}}
protocol device { scan time 1; }
protocol direct { interface -"cali*", "*"; ipv4; ipv6; }
protocol kernel { learn; persist; scan time 1; ipv4 { import all; export all; }; }
protocol kernel { learn; persist; scan time 1; ipv6 { import all; export all; }; }
protocol static { ipv4; ${OTHER_PODS.filter((cidr) => !cidr.includes(':'))
    .map((cidr) => `route ${cidr} blackhole;`)
    .join(' ')} }
protocol static { ipv6; ${OTHER_PODS.filter((cidr) => cidr.includes(':'))
    .map((cidr) => `route ${cidr} blackhole;`)
    .join(' ')} }
template bgp peers {
  local as ${CLUSTER};
  multihop;
  ttl security off;
  graceful restart on;
  connect delay time 1;
  connect retry time 2;
  error wait time 1, 2;
}
${of('BGPPeer').map(peer).join('')}`;
}

/** Starts that BIRD in a network namespace. */
export function startCalicoNode(
  namespace: NetworkNamespace,
  directory: string,
  manifests: readonly unknown[],
  options: CalicoNodeOptions,
): Daemon {
  const file = join(directory, `node-${options.ipv4}.conf`);
  writeFileSync(file, birdOf(manifests, options));
  return startDaemon(namespace, ['bird', '-f', '-c', file, '-s', join(directory, `node-${options.ipv4}.ctl`)]);
}
