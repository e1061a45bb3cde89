import { shown, ValidationError } from '../conf/validation-error';

/** The Debian release that carries a version of Asterisk, as used for images and root file systems. */
export type DebianRelease = 'bullseye' | 'forky';

/**
 * A version of Asterisk that this library knows: its modules, files and options.
 *
 * Asterisk supports a long-term version for five years (https://docs.asterisk.org/About-the-Project/Asterisk-Versions/).
 */
export class AsteriskVersion {
  /** Asterisk 16, as Debian 11 (bullseye) packages it: 16.28.0. */
  static readonly V16 = new AsteriskVersion(16, '16.28.0', 'bullseye');

  /** Asterisk 22, a long-term version, as Debian 14 (forky) packages it: 22.10.1. */
  static readonly V22 = new AsteriskVersion(22, '22.10.1', 'forky');

  /** Every version, oldest first. */
  static readonly ALL: readonly AsteriskVersion[] = [AsteriskVersion.V16, AsteriskVersion.V22];

  /**
   * The version with this major number, such as the value of the environment variable `ASTERISK_VERSION`.
   *
   * @throws ValidationError `AsteriskVersion` when the library does not know the version
   */
  static of(major: string | number): AsteriskVersion {
    const found = AsteriskVersion.ALL.find((version) => String(version.major) === String(major));
    if (found === undefined) {
      const known = AsteriskVersion.ALL.map((version) => version.major).join(', ');
      throw new ValidationError(
        'AsteriskVersion',
        `no Asterisk version ${shown(major)} is known, known are ${known}: choose one of them`,
      );
    }
    return found;
  }

  private constructor(
    /** The number that stands for the line of releases, such as 22. */
    readonly major: number,
    /** The full version that the facts in this library were read from, such as `22.10.1`. */
    readonly full: string,
    /** The Debian release that packages it. */
    readonly debianRelease: DebianRelease,
  ) {}

  toString(): string {
    return String(this.major);
  }
}
