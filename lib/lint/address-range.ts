import * as ipaddr from 'ipaddr.js';

/** A network of IPv4 or IPv6 addresses. */
export interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  /** How many bits of it count, from 0 to 32 or 128. */
  readonly length: number;
}

/** Reads an address, a network as `192.0.2.0/24` or `192.0.2.0/255.255.255.0`; `undefined` where it is none. */
export function parseNetwork(text: string): Network | undefined {
  const [, host = '', mask] = /^([^/]*)(?:\/(.*))?$/.exec(text.trim()) ?? [];
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (!ipaddr.isValid(bare)) {
    return undefined;
  }
  const address = ipaddr.parse(bare);
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (mask === undefined) {
    return { address, length: most };
  }
  if (/^\d+$/.test(mask)) {
    return Number(mask) <= most ? { address, length: Number(mask) } : undefined;
  }
  const length = ipaddr.isValid(mask) ? ipaddr.parse(mask).prefixLengthFromSubnetMask() : null;
  // A mask with holes is one for Asterisk too; it stands for the address alone here.
  return ipaddr.isValid(mask) ? { address, length: length ?? most } : undefined;
}

/** Whether every address of a network is in another one. */
export function covers(outer: Network, inner: Network): boolean {
  return (
    outer.address.kind() === inner.address.kind() &&
    outer.length <= inner.length &&
    inner.address.match(outer.address, outer.length)
  );
}
