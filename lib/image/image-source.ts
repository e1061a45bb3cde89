import type { AsteriskVersion } from '../catalog/version';

/** What an image has to serve: a whole PBX's configuration, or less. */
export interface ImageSource {
  /** The version of Asterisk that the image carries. */
  readonly version: AsteriskVersion;

  /** The Debian packages that the files need beside Asterisk's, such as `ca-certificates` for TLS. */
  readonly packages: readonly string[];

  /** The modules that are loaded, such as `res_pjsip` or `res_pjsip.so`; `prune` removes all others. */
  readonly modules: readonly string[];

  /** The files that the bare image boots with, name to text: no phone, no trunk, no dialplan, no secret. */
  readonly baseline: ReadonlyMap<string, string>;
}
