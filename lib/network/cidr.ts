import { IPv4, IPv6 } from 'ipaddr.js';
import type { Scoped } from '../conf/validation-error';
import { ValidationError, shown } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import type { SingleIpFamily } from './ip-address';

/**
 * A range of addresses that share their first bits.
 *
 * Only `parseCidr` makes it, so whoever holds one needs no further check.
 */
export interface Cidr {
  /** The canonical spelling, such as `2001:db8::/32`. */
  readonly text: string;
  /** Whether it holds IPv4 or IPv6 addresses. */
  readonly family: SingleIpFamily;
  /** How many leading bits the addresses share: 0 to 32 for IPv4, 0 to 128 for IPv6. */
  readonly prefixLength: number;
}

/**
 * Whom the errors of `parseCidr` name.
 *
 * Without any of it, they name no construct.
 */
export interface ParseCidrOptions {
  /**
   * The property that the range was given in, as errors name it.
   *
   * @default 'cidr'
   */
  readonly property?: string;

  /**
   * The construct that errors name.
   *
   * @default - errors name no construct
   */
  readonly scope?: Scoped;
}

/**
 * Reads any spelling of a range of addresses, and gives the canonical one.
 *
 * Strict, as Kubernetes (`ipBlock`) and Calico (`cidr`) are: the prefix length must stand there, and no bit beyond it may be set. Any range is
 * taken, `0.0.0.0/0` and multicast too, since a range may stand in a rule and need not be a pod's.
 *
 * @throws ValidationError `Cidr`
 */
export function parseCidr(text: string, options: ParseCidrOptions = {}): Cidr {
  const refuse = (problem: string): never => {
    throw new ValidationError('Cidr', `${options.property ?? 'cidr'} ${shown(text)} ${problem}`, options.scope);
  };
  const [, address, length] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  if (address === undefined || length === undefined) {
    const parsed = parseBase(text);
    return parsed === undefined
      ? refuse('is no range of addresses: give one such as "192.0.2.0/24" or "2001:db8::/32"')
      : refuse(`has no prefix length: for this one address give "${canonical(parsed)}/${bits(parsed)}"`);
  }
  const base = parseBase(address);
  if (base === undefined) {
    return refuse('is no range of addresses: give one such as "192.0.2.0/24" or "2001:db8::/32"');
  }
  const prefixLength = Number(length);
  if (prefixLength > bits(base) || String(prefixLength) !== length) {
    return refuse(`has the prefix length ${length}: allowed are 0 to ${bits(base)}, without leading zeros`);
  }
  if (base instanceof IPv6 && base.isIPv4MappedAddress()) {
    return refuse('is an IPv4 range in an IPv6 spelling, which Kubernetes refuses: write it as IPv4');
  }
  const network = base instanceof IPv6 ? IPv6.networkAddressFromCIDR(text) : IPv4.networkAddressFromCIDR(text);
  const canonicalText = `${canonical(network)}/${prefixLength}`;
  if (canonical(network) !== canonical(base)) {
    return refuse(
      `has bits set beyond its prefix length: the network is "${canonicalText}", this one address is "${canonical(base)}/${bits(base)}"`,
    );
  }
  return { text: canonicalText, family: base instanceof IPv6 ? IpFamily.IPV6 : IpFamily.IPV4, prefixLength };
}

function parseBase(text: string): IPv4 | IPv6 | undefined {
  // A zone id, and an embedded IPv4 address with leading zeros, are spellings that ipaddr.js takes and Kubernetes does not.
  if (text.includes('%') || (text.includes('.') && /(^|[:.])0\d/.test(text))) {
    return undefined;
  }
  if (IPv4.isValidFourPartDecimal(text)) {
    return IPv4.parse(text);
  }
  return text.includes(':') && IPv6.isValid(text) ? IPv6.parse(text) : undefined;
}

function bits(address: IPv4 | IPv6): number {
  return address instanceof IPv6 ? 128 : 32;
}

function canonical(address: IPv4 | IPv6): string {
  return address instanceof IPv6 ? address.toRFC5952String() : address.toString();
}
