/**
 * The kinds of IP address that a phone, a trunk or the PBX itself has.
 *
 * The values are those that Kubernetes and Calico use for one family, joined by `+` for both.
 */
export enum IpFamily {
  /** IPv4 only. */
  IPV4 = 'IPv4',
  /** IPv6 only. */
  IPV6 = 'IPv6',
  /** Both, at the same time. */
  DUAL = 'IPv4+IPv6',
}
