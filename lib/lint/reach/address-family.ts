import { isIPv4, isIPv6 } from 'node:net';

/** The family of an address, with or without a port; `undefined` for a name. */
export function familyOf(text: string): 4 | 6 | undefined {
  const address = text.trim().replace(/\/\d+$/, '');
  const [, bracketed] = /^\[([^\]]*)\]/.exec(address) ?? [];
  if (isIPv6(bracketed ?? address)) {
    return 6;
  }
  return isIPv4(address.replace(/:\d+$/, '')) ? 4 : undefined;
}
