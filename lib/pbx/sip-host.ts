import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { parseIpAddress } from '../network/ip-address';
import { uriHost } from '../network/uri-host';

/** A provider's host, as names are looked up and as it stands in a SIP URI. */
export interface SipHost {
  readonly text: string;
  /** With brackets around an IPv6 address, and the port where one is given. */
  readonly uri: string;
}

/**
 * Reads the host of a provider: a domain name, or an address.
 *
 * @throws ValidationError `TrunkHost`, `TrunkPort`, `IpAddress`
 */
export function parseSipHost(host: string, port: number | undefined, where: Scoped): SipHost {
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65535)) {
    throw new ValidationError(
      'TrunkPort',
      `port ${shown(port)} is no port, allowed are whole numbers from 1 to 65535: give one, or leave it out`,
      where,
    );
  }
  const suffix = port === undefined ? '' : `:${port}`;
  if (/^[\da-f]*:[\da-f:.%[\]/]*$|^\[|^[\d.]+$/i.test(host)) {
    const { text } = parseIpAddress(host, { property: 'host', scope: where });
    return { text: uriHost(text), uri: `${uriHost(text)}${suffix}` };
  }
  const label = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  if (host.length > 253 || !new RegExp(`^${label}(\\.${label})*$`).test(host)) {
    throw new ValidationError(
      'TrunkHost',
      `host ${shown(host)} is no domain name or address: give it without 'sip:', port and path, such as 'sip.example.com'`,
      where,
    );
  }
  return { text: host, uri: `${host}${suffix}` };
}
