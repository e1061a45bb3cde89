import type { ErrorCode } from '../conf/error-code';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { parseIpAddress } from './ip-address';

/** Another machine: what it is called, or its address. */
export interface Host {
  /** A name, or an address in canonical form. */
  readonly text: string;
  readonly isAddress: boolean;
}

/** What is wrong with something that is no host. */
export interface HostMistake {
  readonly code: ErrorCode;
  /** What it could have been, such as `'sip.example.com'`. */
  readonly example: string;
}

/**
 * Reads a domain name or an address.
 *
 * @throws ValidationError with the code of `mistake`, `IpAddress`
 */
export function parseHost(host: string, { code, example }: HostMistake, where: Scoped): Host {
  if (/^[\da-f]*:[\da-f:.%[\]/]*$|^\[|^[\d.]+$/i.test(host)) {
    return { text: parseIpAddress(host, { property: 'host', scope: where }).text, isAddress: true };
  }
  const label = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  if (host.length > 253 || !new RegExp(`^${label}(\\.${label})*$`).test(host)) {
    const message = `host ${shown(host)} is no domain name or address: give it alone, without what stands before or behind it in a URI, such as ${example}`;
    throw new ValidationError(code, message, where);
  }
  return { text: host, isAddress: false };
}
