import type { AsteriskNetwork, AsteriskProvider } from './asterisk-provider';
import { standInCertificates } from './stand-in-certificates';
import { RunningAsterisk } from './running-asterisk';

/** What to start. */
export interface StartAsteriskOptions {
  /** What runs it, from `prepareAsterisk` or `rootFileSystemProvider`. */
  readonly provider: AsteriskProvider;

  /**
   * The directory whose files become `/etc/asterisk`. They are copied; a certificate that a Secret will hold is stood in for.
   *
   * @default - what the root file system or image has there
   */
  readonly configDirectory?: string;

  /**
   * Files that are added to the directory, or stand in for its own: name to text.
   *
   * @default - none
   */
  readonly overlay?: ReadonlyMap<string, string>;

  /**
   * The user that Asterisk runs as: a name, or `uid:gid`.
   *
   * @default 'asterisk'
   */
  readonly user?: string;

  /**
   * Whether only /etc/asterisk, /run/asterisk, /tmp, and asterisk's directories in /var/lib, /var/log and /var/spool can be written to,
   * all of them in memory and empty, as in a pod with a read-only root file system.
   *
   * @default false
   */
  readonly readOnlyRoot?: boolean;

  /**
   * The network that Asterisk sees.
   *
   * @default - one of its own, which reaches nothing
   */
  readonly network?: AsteriskNetwork;

  /**
   * An existing directory on this machine that keeps what Asterisk remembers, as volumes of a pod do: its `lib` becomes /var/lib/asterisk,
   * with the database of registrations, its `log` /var/log/asterisk, its `spool` /var/spool/asterisk, with voicemail. All are made when they are
   * missing, belong to `user` from then on, and hide what the root file system or image has there.
   *
   * Another Asterisk that is started on the same directory later, of a newer version too, goes on with it.
   *
   * @default - all end with Asterisk
   */
  readonly stateDirectory?: string;
}

/** Starts a real Asterisk; it ends with `stop()`, or with this process. */
export async function startAsterisk(options: StartAsteriskOptions): Promise<RunningAsterisk> {
  const {
    provider,
    configDirectory,
    overlay = new Map(),
    user = 'asterisk',
    readOnlyRoot = false,
    network = {},
    stateDirectory,
  } = options;
  const standIns = configDirectory === undefined ? [] : standInCertificates(configDirectory);
  return new RunningAsterisk(
    await provider.launch({
      configDirectory,
      overlay: new Map([...standIns, ...overlay]),
      user,
      readOnlyRoot,
      network,
      stateDirectory,
    }),
  );
}
