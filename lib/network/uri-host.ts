/** An address as it stands in a URI, or before a port: IPv6 in brackets (RFC 3986). */
export function uriHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
