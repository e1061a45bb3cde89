import type { AsteriskVersion } from '../../catalog/version';
import type { AsteriskProcess } from './asterisk-process';

/** A way to run one version of the real Asterisk. */
export interface AsteriskProvider {
  readonly version: AsteriskVersion;

  /** What it runs in, as told to people. */
  readonly kind: 'container' | 'rootfs';

  /** Starts Asterisk; use `startAsterisk`, which adds what every kind needs. */
  launch(options: LaunchOptions): Promise<AsteriskProcess>;
}

/** Why no real Asterisk is to be had, and the one line that changes it. */
export interface AsteriskUnavailable {
  readonly unavailable: string;
}

/** The network that Asterisk sees. */
export interface AsteriskNetwork {
  /**
   * The name of an existing network namespace, as `ip netns add` makes it.
   *
   * @default - a new one with `lo` and, in a root file system, `eth0`, which reaches nothing
   */
  readonly namespace?: string;

  /**
   * The addresses of `eth0` in a new namespace, with prefix length.
   *
   * Without an IPv4 address Asterisk finds no interface to take its entity id from, and says so. No use with `namespace`.
   *
   * @default ['192.0.2.1/24', '2001:db8::1/64']
   */
  readonly addresses?: readonly string[];

  /**
   * The addresses of DNS servers.
   *
   * @default [] - no name is found
   */
  readonly nameservers?: readonly string[];
}

/** What `launch` is told. */
export interface LaunchOptions {
  /** The directory whose files become `/etc/asterisk`, copied; it stays as it is. */
  readonly configDirectory?: string;

  /** Files that are added to the directory, or stand in for its own: name to text. */
  readonly overlay: ReadonlyMap<string, string>;

  /** A user's name, or `uid:gid`. */
  readonly user: string;
  readonly readOnlyRoot: boolean;
  readonly network: AsteriskNetwork;
}
