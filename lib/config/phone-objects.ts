import type { Codec } from './codec';
import type { ConfigSection } from './config-section';
import { MEDIA_TIMEOUTS } from './media-timeouts';
import type { PjsipFile, PjsipObjects } from './pjsip-file';

/** A phone as `pjsip.conf` needs to know it. */
export interface PhoneObjects {
  readonly name: string;
  readonly displayName: string;
  readonly extension: string;
  /** The transport, when the phone is of one family: with it the other family would never get a call. */
  readonly transport?: string;
  readonly codecs: readonly Codec[];
  /** How it authenticates; nothing where that is said in another file. */
  readonly credentials: PjsipObjects['auth'] | undefined;
}

/** Adds the endpoint, address of record and credentials of a phone; returns the endpoint. */
export function addPhoneObjects(pjsip: PjsipFile, phone: PhoneObjects): ConfigSection {
  const { name, displayName, extension, transport, codecs, credentials } = phone;
  const endpoint = pjsip.addObject('endpoint', name, {
    context: `from-${name}`,
    transport,
    disallow: 'all',
    allow: codecs.map(String),
    // Two phones may be of different families, and only the PBX is reachable for both.
    directMedia: false,
    ...MEDIA_TIMEOUTS,
    callerid: `${displayName} <${extension}>`,
    aors: name,
    auth: name,
    // One that hides its number writes `anonymous` into From (RFC 3323): its credentials tell who it is.
    identifyBy: ['username', 'auth_username'],
  });
  const global = pjsip.global();
  if (global.get('endpoint_identifier_order') === undefined) {
    global.set({ endpointIdentifierOrder: 'ip,username,auth_username,anonymous' });
  }
  // A phone that restarted on another port takes the place of itself.
  pjsip.addObject('aor', name, { maxContacts: 1, removeExisting: true });
  if (credentials !== undefined) {
    pjsip.addObject('auth', name, { username: name, ...credentials });
  }
  return endpoint;
}
