import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { parseHost } from '../network/host';
import { isPort } from '../network/port';
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
  if (port !== undefined && !isPort(port)) {
    throw new ValidationError(
      'TrunkPort',
      `port ${shown(port)} is no port, allowed are whole numbers from 1 to 65535: give one, or leave it out`,
      where,
    );
  }
  const suffix = port === undefined ? '' : `:${port}`;
  const { text, isAddress } = parseHost(host, { code: 'TrunkHost', example: "'sip.example.com'" }, where);
  const written = isAddress ? uriHost(text) : text;
  return { text: written, uri: `${written}${suffix}` };
}
