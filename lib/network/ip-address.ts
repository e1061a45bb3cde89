import { IPv4, IPv6 } from 'ipaddr.js';
import type { Scoped } from '../conf/validation-error';
import { ValidationError, shown } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';

/** The family of one address: never both. */
export type SingleIpFamily = IpFamily.IPV4 | IpFamily.IPV6;

/**
 * One IP address that a pod can have.
 *
 * Only `parseIpAddress` makes it, so whoever holds one needs no further check.
 */
export interface IpAddress {
  /** The one spelling that RFC 5952 allows, such as `2001:db8::1`; for IPv4 the usual four decimal numbers. */
  readonly text: string;
  /** Whether it is an IPv4 or an IPv6 address. */
  readonly family: SingleIpFamily;
}

/**
 * What `parseIpAddress` expects, and whom its errors name.
 *
 * Without any of it, an address of either family is taken.
 */
export interface ParseIpAddressOptions {
  /**
   * The family that the address must be of.
   *
   * @default - either
   */
  readonly family?: SingleIpFamily;

  /**
   * The property that the address was given in, as errors name it.
   *
   * @default 'address'
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
 * Reads any spelling of an address that a pod can have, and gives the canonical one.
 *
 * Refused are names, ports, brackets, zone ids, prefix lengths, octets with leading zeros (some programs read them as octal numbers), IPv6
 * spellings of IPv4 addresses, and addresses that no pod can have on a routed network: unspecified, loopback, link-local (169.254.0.0/16,
 * fe80::/10), multicast and broadcast.
 *
 * @throws ValidationError `IpAddress`
 */
export function parseIpAddress(text: string, options: ParseIpAddressOptions = {}): IpAddress {
  const property = options.property ?? 'address';
  const refuse = (problem: string): never => {
    throw new ValidationError('IpAddress', `${property} ${shown(text)} ${problem}`, options.scope);
  };
  const problem = spellingProblem(text);
  if (problem !== undefined) {
    return refuse(problem);
  }
  const parsed = text.includes(':') ? parseV6(text) : parseV4(text);
  if (parsed === undefined) {
    return refuse(`is no IP address: give ${example(options.family)}`);
  }
  const family = parsed instanceof IPv6 ? IpFamily.IPV6 : IpFamily.IPV4;
  const rangeProblem = RANGE_PROBLEMS[parsed.range()];
  if (rangeProblem !== undefined) {
    return refuse(`${rangeProblem}: give ${example(options.family ?? family)} that is routed to the pod`);
  }
  if (options.family !== undefined && family !== options.family) {
    return refuse(
      `is an ${family} address, but ${property} takes an ${options.family} address: give ${example(options.family)}`,
    );
  }
  return { text: parsed instanceof IPv6 ? parsed.toRFC5952String() : parsed.toString(), family };
}

// ipaddr.js calls the deprecated `::1.2.3.4` ipv4Mapped too, and all of 0.0.0.0/8 unspecified.
const RANGE_PROBLEMS: Readonly<Record<string, string>> = {
  unspecified: 'is the unspecified address, which stands for no host',
  loopback: 'is a loopback address, which no other host can reach',
  linkLocal: 'is a link-local address, which is not routed',
  multicast: 'is a multicast address, which stands for a group of hosts',
  broadcast: 'is the broadcast address, which stands for every host',
  ipv4Mapped: 'is an IPv4 address in an IPv6 spelling, which Kubernetes refuses',
};

function spellingProblem(text: string): string | undefined {
  if (text.trim() === '') {
    return 'is empty: give an address such as "2001:db8::1" or "192.0.2.1"';
  }
  if (/\s/.test(text)) {
    return 'holds white space: remove it';
  }
  if (text.includes('/')) {
    return `has a prefix length: give an address without prefix length, such as ${shown(text.slice(0, text.indexOf('/')))}`;
  }
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(text);
  if (bracketed !== null) {
    return `has brackets${bracketed[2] === undefined ? '' : ' and a port'}: give the address alone, ${shown(bracketed[1])}`;
  }
  const withPort = /^([\d.]+\.[\d.]+):\d+$/.exec(text);
  if (withPort !== null) {
    return `has a port: give the address alone, ${shown(withPort[1])}`;
  }
  if (text.includes('%')) {
    return `has a zone id, which means something on one host only: give an address without it`;
  }
  if (text.includes('.') && /(^|[:.])0\d+(?=\.|$)/.test(text)) {
    return 'has a number with a leading zero, which some programs read as octal: remove the zero';
  }
  return undefined;
}

function parseV4(text: string): IPv4 | undefined {
  return IPv4.isValidFourPartDecimal(text) ? IPv4.parse(text) : undefined;
}

function parseV6(text: string): IPv6 | undefined {
  return IPv6.isValid(text) ? IPv6.parse(text) : undefined;
}

function example(family: SingleIpFamily | undefined): string {
  switch (family) {
    case IpFamily.IPV4:
      return 'an IPv4 address such as "192.0.2.1"';
    case IpFamily.IPV6:
      return 'an IPv6 address such as "2001:db8::1"';
    case undefined:
      return 'an address such as "2001:db8::1" or "192.0.2.1"';
  }
}
