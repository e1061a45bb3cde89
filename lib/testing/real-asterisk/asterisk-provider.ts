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
   * An existing network namespace: its name, as `ip netns add` makes it, or its path, such as `/proc/123/ns/net`.
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
   * The addresses of DNS servers; without any, no name is found.
   *
   * @default []
   */
  readonly nameservers?: readonly string[];
}

/** What `launch` is told. */
export interface LaunchOptions {
  /**
   * The directory whose files become `/etc/asterisk`, copied; it stays as it is.
   *
   * @default - what the root file system or image has there
   */
  readonly configDirectory?: string;

  /** Files that are added to the directory, or stand in for its own: name to text. */
  readonly overlay: ReadonlyMap<string, string>;

  /** A user's name, or `uid:gid`. */
  readonly user: string;

  /** Whether only Asterisk's own directories can be written to. */
  readonly readOnlyRoot: boolean;

  /** The network that Asterisk sees. */
  readonly network: AsteriskNetwork;

  /**
   * A directory outside that keeps Asterisk's directories in /var/lib, /var/log and /var/spool, in `lib`, `log` and `spool`.
   *
   * @default - all end with Asterisk
   */
  readonly stateDirectory?: string;
}
