import ipaddr from 'ipaddr.js';
import { flatten, type Category } from '../../conf/flatten';
import type { ConfFile } from '../../conf/nodes';

/** A phone as `pjsip.conf` describes it. */
export interface DescribedPhone {
  readonly name: string;
  readonly username: string;
  readonly family: 4 | 6;
  /** What it may speak, of what can be listened to: `PCMA`, `PCMU`. */
  readonly codecs: readonly string[];
}

/** A trunk as `pjsip.conf` describes it. */
export interface DescribedTrunk {
  readonly name: string;
  /** The provider's host: a name or an address. */
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly registers: boolean;
  /** An address in each family that it may call from. */
  readonly addresses: readonly string[];
}

/** Who is known to a PBX, as far as calls can be tried with them. */
export interface DescribedPbx {
  readonly phones: readonly DescribedPhone[];
  readonly trunks: readonly DescribedTrunk[];
}

/** Reads the endpoints of `pjsip.conf`: those with credentials are phones, those with a host are trunks. */
export function describePbx(pjsip: ConfFile): DescribedPbx {
  const objects = new Objects(flatten(pjsip).filter(({ template }) => !template));
  const endpoints = objects.of('endpoint');
  const trunks = endpoints.flatMap((endpoint, index) => trunkOf(endpoint, objects, index) ?? []);
  const phones = endpoints
    .filter(({ name }) => !trunks.some((trunk) => trunk.name === name))
    .flatMap((endpoint) => phoneOf(endpoint, objects) ?? []);
  return { phones, trunks };
}

class Objects {
  constructor(private readonly categories: readonly Category[]) {}

  of(type: string): readonly Category[] {
    return this.categories.filter((category) => valueOf(category, 'type') === type);
  }

  find(type: string, name: string | undefined): Category | undefined {
    return this.of(type).find((each) => each.name === name);
  }
}

function phoneOf(endpoint: Category, objects: Objects): DescribedPhone | undefined {
  const auth = objects.find('auth', valueOf(endpoint, 'auth'));
  const username = auth === undefined ? undefined : valueOf(auth, 'username');
  if (username === undefined) {
    return undefined;
  }
  const allowed = valuesOf(endpoint, 'allow').join(',');
  const codecs = [
    ...(/\b(alaw|all)\b/.test(allowed) ? ['PCMA'] : []),
    ...(/\b(ulaw|all)\b/.test(allowed) || allowed === '' ? ['PCMU'] : []),
  ];
  return { name: endpoint.name, username, family: familyOf(endpoint, objects), codecs };
}

function trunkOf(endpoint: Category, objects: Objects, index: number): DescribedTrunk | undefined {
  const { name } = endpoint;
  const registration = objects
    .of('registration')
    .find((each) => each.name === name || valueOf(each, 'endpoint') === name);
  const aor = objects.find('aor', valueOf(endpoint, 'aors'));
  const uri = (registration && valueOf(registration, 'server_uri')) ?? (aor && valueOf(aor, 'contact'));
  const [, host, port] = /^sips?:(?:[^@]*@)?(\[[^\]]+\]|[^:;?]+)(?::(\d+))?/.exec(uri ?? '') ?? [];
  if (host === undefined || (registration === undefined && valueOf(endpoint, 'auth') !== undefined)) {
    return undefined;
  }
  const auth = objects.find('auth', valueOf(endpoint, 'outbound_auth'));
  const client = /^sips?:([^@]*)@/.exec((registration && valueOf(registration, 'client_uri')) ?? '')?.[1];
  const ranges = objects
    .of('identify')
    .filter((each) => valueOf(each, 'endpoint') === name)
    .flatMap((each) => valuesOf(each, 'match'))
    .flatMap((match) => match.split(',').map((each) => each.trim()));
  const plain = host.replace(/[[\]]/g, '');
  return {
    name,
    host: plain,
    port: Number(port ?? 5060),
    username: (auth && valueOf(auth, 'username')) ?? client ?? name,
    registers: registration !== undefined,
    addresses: ipaddr.isValid(plain)
      ? [plain]
      : [
          ...[addressIn(ranges, 4) ?? `198.51.100.${10 + index}`],
          ...[addressIn(ranges, 6) ?? `2001:db8:5::${10 + index}`],
        ],
  };
}

/** The first address that a host of the first range of a family may have. */
function addressIn(ranges: readonly string[], family: 4 | 6): string | undefined {
  for (const range of ranges) {
    const [network = '', length = family === 4 ? '32' : '128'] = range.split('/');
    if (ipaddr.isValid(network) && ipaddr.parse(network).kind() === `ipv${family}`) {
      const bytes = ipaddr.parse(network).toByteArray();
      const last = bytes.length - 1;
      // The first address of a network is the network's own.
      const own = Number(length) >= bytes.length * 8 - 1 ? 0 : 1;
      bytes[last] = (bytes[last] ?? 0) + own;
      return ipaddr.fromByteArray(bytes).toString();
    }
  }
  return undefined;
}

/** The family of an endpoint's transport; IPv6 where it may use both. */
function familyOf(endpoint: Category, objects: Objects): 4 | 6 {
  const name = valueOf(endpoint, 'transport');
  const binds = objects
    .of('transport')
    .filter((each) => name === undefined || each.name === name)
    .map((each) => valueOf(each, 'bind') ?? '');
  return binds.some((bind) => bind.includes('[') || bind === '::') ? 6 : 4;
}

function valueOf({ variables }: Category, key: string): string | undefined {
  return variables.findLast((variable) => variable.key === key)?.value;
}

function valuesOf({ variables }: Category, key: string): readonly string[] {
  return variables.filter((variable) => variable.key === key).map(({ value }) => value);
}
