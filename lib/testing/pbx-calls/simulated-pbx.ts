import { AsteriskVersion } from '../../catalog/version';
import type { ConfFile } from '../../conf/nodes';
import { shown, ValidationError } from '../../conf/validation-error';
import type { DialplanModel } from '../../dialplan/model/dialplan-model';
import { readDialplan } from '../../dialplan/model/read-dialplan';
import type { Call } from '../../simulate/call';
import type { CallRoute } from '../../simulate/call-route';
import { readDirectory } from '../../config/read-directory';
import { endpointsIn, type Endpoint } from '../../config/endpoints';
import { route } from '../../simulate/route';

/** A call of a test: who calls, what is dialled, and what is known of the world. */
export interface SimulatedCall extends Omit<Call, 'context' | 'from' | 'at'> {
  /** A phone or trunk, by its name. */
  readonly from: string;

  /**
   * When it is made: a date, or a text such as `2026-11-25T18:30Z`.
   *
   * @default - not known: what hangs on the time goes both ways
   */
  readonly at?: Date | string;
}

/** What a PBX is besides its files. */
export interface SimulatedPbxOptions {
  /**
   * The version of Asterisk.
   *
   * @default AsteriskVersion.V22
   */
  readonly version?: AsteriskVersion;

  /**
   * Its time zone.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * The numbers of emergency services where it stands.
   *
   * @default - 112
   */
  readonly emergencyNumbers?: readonly string[];
}

/** A PBX that is not run: what would happen to a call follows from its files. */
export class SimulatedPbx {
  /**
   * A PBX whose files, hand-written perhaps, lie in a directory.
   *
   * @throws ValidationError `ConfSyntax`, `ConfInclude` for files that cannot be read
   */
  static fromDirectory(directory: string, options: SimulatedPbxOptions = {}): SimulatedPbx {
    return new SimulatedPbx(readDirectory(directory), options);
  }

  readonly version: AsteriskVersion;
  readonly timeZone: string;
  readonly emergencyNumbers: readonly string[];
  readonly model: DialplanModel;
  private readonly endpoints: readonly Endpoint[];

  constructor(
    /** Its files, at least `extensions.conf` and `pjsip.conf`. */
    readonly files: readonly ConfFile[],
    options: SimulatedPbxOptions = {},
  ) {
    this.version = options.version ?? AsteriskVersion.V22;
    this.timeZone = options.timeZone ?? 'Etc/UTC';
    this.emergencyNumbers = options.emergencyNumbers ?? ['112'];
    this.model = readDialplan(files);
    this.endpoints = endpointsIn(files);
  }

  /** The names of its phones. */
  get phones(): readonly string[] {
    return this.endpoints.filter(({ kind }) => kind === 'phone').map(({ name }) => name);
  }

  /** The names of its trunks. */
  get trunks(): readonly string[] {
    return this.endpoints.filter(({ kind }) => kind === 'trunk').map(({ name }) => name);
  }

  /**
   * What would happen to a call.
   *
   * @throws ValidationError `SimulatedCall` when it comes from nobody that the PBX knows, or at no time
   */
  call({ from, at, ...call }: SimulatedCall): CallRoute {
    const endpoint = this.endpoints.find(({ name }) => name === from);
    if (endpoint === undefined) {
      const known = this.endpoints.map(({ name }) => name).join(', ');
      throw new ValidationError(
        'SimulatedCall',
        `a call comes from ${shown(from)}, which the PBX does not know; it knows ${known}`,
      );
    }
    const time = at === undefined ? undefined : new Date(at);
    if (time !== undefined && Number.isNaN(time.getTime())) {
      throw new ValidationError(
        'SimulatedCall',
        `a call is made at ${shown(at)}, which is no time: write '2026-11-25T18:30Z'`,
      );
    }
    const { context, callerId, callerName } = endpoint;
    const known = { context, callerId, callerName, from, at: time, zone: this.timeZone };
    return route(this.model, { ...known, ...call }, { version: this.version });
  }
}
