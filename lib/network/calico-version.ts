import { ValidationError, shown } from '../conf/validation-error';

/**
 * A version of Calico, as far as it decides what may be written.
 *
 * Clusters refuse fields that their version does not know, so newer options need the version to be stated.
 */
export class CalicoVersion {
  /** Calico 3.27, the oldest that this library knows. */
  static readonly V3_27 = new CalicoVersion(3, 27);
  /** Calico 3.28. */
  static readonly V3_28 = new CalicoVersion(3, 28);
  /** Calico 3.29. */
  static readonly V3_29 = new CalicoVersion(3, 29);
  /** Calico 3.30: `assignmentMode`, and the pod annotation `ipFamilies`. */
  static readonly V3_30 = new CalicoVersion(3, 30);
  /** Calico 3.31. */
  static readonly V3_31 = new CalicoVersion(3, 31);
  /** Calico 3.32: can serve `projectcalico.org/v3` without an API server of its own. */
  static readonly V3_32 = new CalicoVersion(3, 32);
  /** Calico 3.33. */
  static readonly V3_33 = new CalicoVersion(3, 33);
  /** Calico 3.34: checks pools when they are applied. */
  static readonly V3_34 = new CalicoVersion(3, 34);

  /**
   * The version of this name, such as `3.30`, `v3.31.2` or one that is newer than this library.
   *
   * `calicoctl version` and `kubectl get clusterinformations` tell it.
   *
   * @throws ValidationError `CalicoVersion` for anything else, or for a version before 3.27
   */
  static of(version: string): CalicoVersion {
    const [, major, minor] = /^v?(\d+)\.(\d+)(?:\.\d+.*)?$/.exec(version) ?? [];
    if (major === undefined || minor === undefined) {
      throw new ValidationError(
        'CalicoVersion',
        `${shown(version)} is no version of Calico: give one such as "3.30" or "v3.31.2"`,
      );
    }
    const found = new CalicoVersion(Number(major), Number(minor));
    if (!found.isAtLeast(CalicoVersion.V3_27)) {
      throw new ValidationError(
        'CalicoVersion',
        `Calico ${shown(version)} is older than ${CalicoVersion.V3_27.toString()}, the oldest that is known: upgrade Calico`,
      );
    }
    return found;
  }

  private constructor(
    /** The first number, 3. */
    readonly major: number,
    /** The second number, such as 30. */
    readonly minor: number,
  ) {}

  /** Whether this version is the other one or a later one. */
  isAtLeast(other: CalicoVersion): boolean {
    return this.major > other.major || (this.major === other.major && this.minor >= other.minor);
  }

  toString(): string {
    return `${this.major}.${this.minor}`;
  }
}
