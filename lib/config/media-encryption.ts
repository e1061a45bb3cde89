import type { Options } from './options';
import type { PjsipObjects } from './pjsip-file';

/** How audio is encrypted (SRTP, RFC 3711). */
export enum MediaEncryption {
  /** Not at all. */
  NONE = 'no',
  /** With keys that stand in the signalling (RFC 4568), which therefore must be TLS. */
  SDES = 'sdes',
  /** With keys that both ends agree on where the audio goes (RFC 5763), as browsers do. */
  DTLS = 'dtls',
}

/** What an endpoint says of it; a call without encryption is then refused. */
export function mediaEncryptionOptions(encryption: MediaEncryption): Options {
  const options: PjsipObjects['endpoint'] =
    encryption === MediaEncryption.DTLS
      ? // A certificate of its own for each call: who it is from is said by its fingerprint, which the signalling carries.
        { mediaEncryption: encryption, dtlsAutoGenerateCert: true, dtlsVerify: 'fingerprint', dtlsSetup: 'actpass' }
      : { mediaEncryption: encryption };
  return { ...options };
}
