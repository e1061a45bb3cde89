import type { Codec } from './codec';
import type { ConfigSection } from './config-section';
import { MEDIA_TIMEOUTS } from './media-timeouts';
import type { PjsipFile, PjsipObjects } from './pjsip-file';

/** A trunk as `pjsip.conf` needs to know it. */
export interface TrunkObjects {
  readonly name: string;
  /** The provider's host, for the From header. */
  readonly host: string;
  /** The host as it stands in a SIP URI, with its port where there is one. */
  readonly uri: string;
  /** What follows it, such as `;transport=tls`. */
  readonly parameters: string;
  /** The transport, when the provider is reached by one family. */
  readonly transport?: string;
  readonly codecs: readonly Codec[];
  readonly credentials?: Credentials;
  /** The ranges from which the provider calls; without any its calls are told by the registration. */
  readonly ranges: readonly string[];
  readonly registration?: Registration;
  /** How often the provider is asked whether it is there, in seconds. */
  readonly qualifyFrequency?: number;
}

/** How we authenticate at the provider. */
export interface Credentials {
  readonly username: string;
  /** How that user authenticates; nothing where that is said in another file. */
  readonly auth: PjsipObjects['auth'] | undefined;
}

/** How we register at the provider. */
export interface Registration {
  /** The user part of our contact: without it the provider would dial `s`. */
  readonly contactUser: string;
  /** In seconds. */
  readonly expiration: number;
}

/** Adds the endpoint of a trunk and what belongs to it; returns the endpoint. */
export function addTrunkObjects(pjsip: PjsipFile, trunk: TrunkObjects): ConfigSection {
  const { name, host, uri, parameters, transport, codecs, credentials, ranges, registration, qualifyFrequency } = trunk;
  const endpoint = pjsip.addObject('endpoint', name, {
    context: `from-${name}`,
    transport,
    disallow: 'all',
    allow: codecs.map(String),
    directMedia: false,
    ...MEDIA_TIMEOUTS,
    fromDomain: host,
    // A number that is withheld from who is called is told to the provider, who has to know whose call it is (RFC 3325).
    sendPai: true,
    trustIdOutbound: true,
    // Which of our phones took a call is nobody's business outside, and would be told in a request of its own.
    sendConnectedLine: false,
    aors: name,
    outboundAuth: credentials === undefined ? undefined : name,
    // Calls of a trunk come without a password: whoever writes its name into From must not be taken for it.
    identifyBy: 'ip',
  });
  pjsip.addObject('aor', name, { contact: `sip:${uri}${parameters}`, qualifyFrequency });
  if (credentials?.auth !== undefined) {
    pjsip.addObject('auth', name, { username: credentials.username, ...credentials.auth });
  }
  if (ranges.length > 0) {
    // By ranges and not by name: a name is resolved once, at start, and one that does not resolve drops the whole section.
    pjsip.addObject('identify', name, { endpoint: name, match: ranges });
  }
  if (registration !== undefined) {
    pjsip.addObject('registration', name, {
      transport,
      outboundAuth: name,
      serverUri: `sip:${uri}${parameters}`,
      clientUri: `sip:${credentials?.username ?? registration.contactUser}@${uri}`,
      ...registration,
      ...(ranges.length > 0 ? {} : { line: true, endpoint: name }),
      ...NEVER_GIVE_UP,
    });
  }
  return endpoint;
}

// Asterisk would give up for good after ten minutes without an answer, and at once after a refusal. Intervals are in seconds.
const NEVER_GIVE_UP = {
  retryInterval: 60,
  forbiddenRetryInterval: 300,
  fatalRetryInterval: 300,
  authRejectionPermanent: false,
  maxRetries: 2147483647,
};
