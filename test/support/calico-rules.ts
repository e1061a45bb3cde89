import { IPv4, IPv6 } from 'ipaddr.js';

interface Pool {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly cidr: string;
    readonly blockSize?: number;
    readonly ipipMode?: string;
    readonly vxlanMode?: string;
    readonly nodeSelector?: string;
    readonly allowedUses?: readonly string[];
    readonly disabled?: boolean;
  };
}

interface Range {
  readonly bits: number;
  readonly first: bigint;
  readonly prefixLength: number;
}

/**
 * What Calico would say against these manifests, those of other kinds left aside.
 *
 * It knows nothing of lib/network, so that it can judge it: Calico's rules on one pool, and that no two pools overlap.
 */
export function calicoRuleErrors(manifests: readonly unknown[]): readonly string[] {
  const pools = manifests.filter((manifest) => (manifest as { kind?: string }).kind === 'IPPool') as Pool[];
  const errors = pools.flatMap((pool) => poolErrors(pool).map((error) => `${pool.metadata.name}: ${error}`));
  pools.forEach((pool, index) => {
    for (const other of pools.slice(0, index)) {
      if (pool.metadata.name === other.metadata.name) {
        errors.push(`${pool.metadata.name}: two pools have this name`);
      }
      if (overlap(rangeOf(pool.spec.cidr), rangeOf(other.spec.cidr))) {
        errors.push(`${pool.metadata.name}: overlaps ${other.metadata.name}`);
      }
    }
  });
  return errors;
}

function poolErrors({ metadata, spec }: Pool): readonly string[] {
  const range = rangeOf(spec.cidr);
  if (range === undefined) {
    return [`cidr ${spec.cidr} is none`];
  }
  const { bits, prefixLength } = range;
  const blockSize = spec.blockSize ?? (bits === 32 ? 26 : 122);
  const overlays = [spec.ipipMode, spec.vxlanMode].filter((mode) => mode !== undefined && mode !== 'Never');
  const checks: readonly [boolean, string][] = [
    [metadata.namespace !== undefined, 'a pool has no namespace'],
    [!/^[a-z0-9][-.a-z0-9]{0,251}[a-z0-9]$/.test(metadata.name), 'the name is no name'],
    [
      spec.cidr !== `${textOf(range)}/${prefixLength}`,
      `cidr ${spec.cidr} is not canonical: ${textOf(range)}/${prefixLength}`,
    ],
    [range.first % 2n ** BigInt(bits - prefixLength) !== 0n, `cidr ${spec.cidr} has host bits`],
    [overlap(range, rangeOf('169.254.0.0/16')), `cidr ${spec.cidr} is link-local`],
    [overlap(range, rangeOf('fe80::/10')), `cidr ${spec.cidr} is link-local`],
    [blockSize < bits - 12 || blockSize > bits, `blockSize ${blockSize} is not in ${bits - 12} to ${bits}`],
    [prefixLength > blockSize, `the prefix length ${prefixLength} is greater than the blockSize ${blockSize}`],
    [overlays.length > 1, 'ipipMode and vxlanMode are both on'],
    [bits === 128 && spec.ipipMode !== undefined && spec.ipipMode !== 'Never', 'ipipMode is on for IPv6'],
    [spec.allowedUses !== undefined && !spec.allowedUses.includes('Workload'), 'allowedUses lacks Workload'],
    [spec.disabled === true, 'the pool is disabled'],
    [(spec.nodeSelector ?? '').trim() === '', 'nodeSelector is empty, which selects every node'],
  ];
  return checks.flatMap(([broken, message]) => (broken ? [message] : []));
}

function rangeOf(cidr: string): Range | undefined {
  const [, address = '', length = ''] = /^(.+)\/(\d+)$/.exec(cidr) ?? [];
  const parsed = IPv4.isValidFourPartDecimal(address)
    ? IPv4.parse(address)
    : IPv6.isValid(address)
      ? IPv6.parse(address)
      : undefined;
  if (parsed === undefined) {
    return undefined;
  }
  const bytes = parsed.toByteArray();
  const first = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return Number(length) > bytes.length * 8
    ? undefined
    : { bits: bytes.length * 8, first, prefixLength: Number(length) };
}

// The URL parser of Node.js writes addresses as RFC 5952 has it, independently of ipaddr.js.
function textOf({ bits, first }: Range): string {
  const groups = bits === 32 ? 4 : 8;
  const size = BigInt(bits / groups);
  const parts = Array.from(
    { length: groups },
    (_, index) => (first >> (size * BigInt(groups - 1 - index))) & (2n ** size - 1n),
  );
  return bits === 32
    ? parts.join('.')
    : new URL(`http://[${parts.map((part) => part.toString(16)).join(':')}]`).hostname.slice(1, -1);
}

function overlap(a: Range | undefined, b: Range | undefined): boolean {
  if (a === undefined || b?.bits !== a.bits) {
    return false;
  }
  const shift = BigInt(a.bits - Math.min(a.prefixLength, b.prefixLength));
  return a.first >> shift === b.first >> shift;
}
