import { Chart, type Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct, IConstruct } from 'constructs';
import { ValidationError } from '../conf/validation-error';

/** Props of a claim that is made for a PBX. */
export interface ClaimOptions {
  /**
   * The class of storage.
   *
   * @default - that of the cluster
   */
  readonly storageClassName?: string;
}

/** What a PBX remembers, and where; the same `StateVolume` twice is one claim, with a directory for each. */
export interface StateProps {
  /**
   * `/var/lib/asterisk`: the database with registrations, so that phones are reachable again at once after a restart.
   *
   * @default StateVolume.ephemeral()
   */
  readonly lib?: StateVolume;

  /**
   * `/var/spool/asterisk`: voicemail and recordings.
   *
   * @default StateVolume.ephemeral()
   */
  readonly spool?: StateVolume;

  /**
   * `/var/log/asterisk`: call records that are written as CSV. The log itself goes to standard output.
   *
   * @default StateVolume.ephemeral()
   */
  readonly log?: StateVolume;
}

/** Where a directory of Asterisk is kept. */
export abstract class StateVolume {
  /** With the pod: another pod begins anew. */
  static ephemeral(): StateVolume {
    return new EphemeralVolume();
  }

  /** A claim of this size, which is made with the PBX and mounted by one node at a time. */
  static ofSize(size: Size, options: ClaimOptions = {}): StateVolume {
    return new ClaimedVolume((scope, name) => {
      // Not that of cdk8s-plus, which knows whole gibibytes only.
      const storage = kplus.k8s.Quantity.fromString(`${size.toMebibytes()}Mi`);
      new kplus.k8s.KubePersistentVolumeClaim(scope, `Claim-${name}`, {
        metadata: { name },
        spec: {
          storageClassName: options.storageClassName,
          accessModes: ['ReadWriteOnce'],
          volumeMode: 'Filesystem',
          resources: { requests: { storage } },
        },
      });
      return kplus.PersistentVolumeClaim.fromClaimName(scope, `ClaimOf-${name}`, name);
    });
  }

  /** A claim that exists. */
  static fromClaim(claim: kplus.IPersistentVolumeClaim): StateVolume {
    return new ClaimedVolume(() => claim);
  }

  /**
   * The volume of the pod, and the directory in it that is meant.
   *
   * @throws ValidationError `SharedState` for a claim that another PBX has
   * @internal
   */
  abstract _bind(scope: Construct, id: string, name: string): StateMount;
}

/** What is mounted. */
export interface StateMount {
  readonly volume: kplus.Volume;
  readonly subPath?: string;
}

class EphemeralVolume extends StateVolume {
  override _bind(scope: Construct, id: string): StateMount {
    return { volume: kplus.Volume.fromEmptyDir(scope, `Volume-${id}`, id, { medium: kplus.EmptyDirMedium.DEFAULT }) };
  }
}

/** Which PBX of an app has a claim, by its namespace and name. */
const owners = new WeakMap<IConstruct, Map<string, Construct>>();

class ClaimedVolume extends StateVolume {
  private bound: { readonly scope: Construct; readonly volume: kplus.Volume } | undefined;

  constructor(private readonly claimOf: (scope: Construct, name: string) => kplus.IPersistentVolumeClaim) {
    super();
  }

  override _bind(scope: Construct, id: string, name: string): StateMount {
    if (this.bound !== undefined && this.bound.scope !== scope) {
      throw shared(this.bound.scope, scope);
    }
    this.bound ??= { scope, volume: this.volume(scope, id, name) };
    // A directory of its own, also alone: more may be added later, and a file system has entries of its own at its top.
    return { volume: this.bound.volume, subPath: id };
  }

  private volume(scope: Construct, id: string, name: string): kplus.Volume {
    const claim = this.claimOf(scope, `${name}-${id}`);
    const claims = owners.get(scope.node.root) ?? new Map<string, Construct>();
    owners.set(scope.node.root, claims);
    const key = `${Chart.of(scope).namespace ?? ''}/${claim.name}`;
    const owner = claims.get(key) ?? scope;
    if (owner !== scope) {
      throw shared(owner, scope);
    }
    claims.set(key, scope);
    return kplus.Volume.fromPersistentVolumeClaim(scope, `Volume-${id}`, claim, { name: id });
  }
}

function shared(owner: Construct, scope: Construct): ValidationError {
  const message = `its state is that of [${owner.node.path}] already, and two PBXs would write into one database: give each a claim of its own`;
  return new ValidationError('SharedState', message, scope);
}
