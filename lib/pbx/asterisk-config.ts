import type { SecretValue } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AsteriskVersion } from '../catalog/version';
import { shown, ValidationError } from '../conf/validation-error';
import { writeBaseFiles } from '../config/base-files';
import type { ConfigFile } from '../config/config-file';
import { Configuration, type FileOf, type RenderedConfiguration } from '../config/configuration';
import { IpFamily } from '../config/ip-family';
import { LogFormat } from '../config/log-format';
import type { PjsipFile, PjsipObjects } from '../config/pjsip-file';
import type { PortRange } from '../config/port-range';
import { ODBC_DRIVER_PACKAGE } from '../config/record-files';
import { Tones } from '../config/tones';
import type { Dialplan } from '../dialplan/dialplan';
import type { House, HousePhone, HouseRoute, HouseTrunk } from '../dialplan/house';
import { houseContexts } from '../dialplan/house-contexts';
import { NumberingPlan } from '../dialplan/numbering-plan';
import type { ImageSource } from '../image/image-source';
import type { AccessRule } from '../network/access-rule';
import type { LintOptions } from '../lint/lint-options';
import { checkFindings } from './check-findings';
import { bindRecordStores, type RecordStore } from './record-store';
import { checkRtpPorts } from './rtp-ports';
import { secretPlaceholder } from './secret-key';
import type { TrunkReach } from './trunk-reach';

/** Props of `AsteriskConfig`. */
export interface AsteriskConfigProps {
  /** The country of the PBX, by its ISO 3166 code, such as `GB`: how numbers are dialled, emergency numbers and tones. */
  readonly country: string;

  /**
   * The version of Asterisk that the files are for.
   *
   * @default AsteriskVersion.V22
   */
  readonly version?: AsteriskVersion;

  /**
   * The tones that callers hear from the PBX itself.
   *
   * @default - those of the country
   */
  readonly tones?: Tones;

  /**
   * The UDP ports for audio; a call between two phones takes four.
   *
   * @default { first: 10000, last: 10999 }
   */
  readonly rtpPorts?: PortRange;

  /**
   * How the log is written, security events included. What Asterisk says before it has read its files is plain text in any case.
   *
   * @default LogFormat.JSON
   */
  readonly logFormat?: LogFormat;

  /**
   * Where each call leaves a record (Call Detail Records): who called whom, when and how long.
   *
   * @default - nowhere
   */
  readonly cdr?: readonly RecordStore[];

  /**
   * Where all that happens in calls leaves a record (Channel Event Logging): answers, transfers, pick-ups. Digits that are dialled in a call do not.
   *
   * @default - nowhere
   */
  readonly cel?: readonly RecordStore[];

  /**
   * What the checks of the finished files are told: severities of rules, and what is meant.
   *
   * An error that they find ends `cdk8s synth`.
   *
   * @default - the rules' own severities
   */
  readonly lint?: LintOptions;
}

/** Transports that differ by their family alone. */
export interface TransportKind {
  /** What their names begin with. */
  readonly name: string;
  readonly port: number;
  readonly options: PjsipObjects['transport'];
}

const UDP: TransportKind = { name: 'udp', port: 5060, options: { protocol: 'udp' } };

/** What a phone adds to a configuration. */
export interface ConfiguredPhone extends Construct {
  readonly name: string;
  readonly extension: string;
  readonly ipFamily: IpFamily;
  /** @internal */
  _describe(): HousePhone;
}

/** What a trunk adds to a configuration. */
export interface ConfiguredTrunk extends Construct {
  readonly name: string;
  readonly host: string;
  readonly ranges: readonly string[];
  readonly reach: TrunkReach;
  /** @internal */
  _describe(): { readonly trunk: HouseTrunk; readonly routes: readonly HouseRoute[] };
}

/**
 * The complete `/etc/asterisk` of one PBX.
 *
 * Phones and trunks add to it; every file stays reachable. It is rendered when an `Asterisk` is made of it, after which it cannot change.
 */
export class AsteriskConfig extends Construct implements ImageSource {
  readonly version: AsteriskVersion;

  /** How numbers are dialled in the country of the PBX. */
  readonly numberingPlan: NumberingPlan;

  /** The UDP ports for audio. */
  readonly rtpPorts: PortRange;

  /**
   * What the databases of records need of the network policy.
   *
   * @internal
   */
  readonly _recordRules: readonly AccessRule[];

  private readonly tones: Tones;
  private readonly logFormat: LogFormat;
  private readonly lint: LintOptions;
  private readonly model: Configuration;
  private readonly phoneList: ConfiguredPhone[] = [];
  private readonly trunkList: ConfiguredTrunk[] = [];
  private result: RenderedConfiguration | undefined;
  private bare: ReadonlyMap<string, string> | undefined;
  private user: Construct | undefined;

  constructor(scope: Construct, id: string, props: AsteriskConfigProps) {
    super(scope, id);
    this.version = props.version ?? AsteriskVersion.V22;
    this.numberingPlan = NumberingPlan.of(props.country, this);
    this.rtpPorts = props.rtpPorts ?? { first: 10000, last: 10999 };
    checkRtpPorts(this.rtpPorts, 'rtpPorts', this);
    this.tones = props.tones ?? Tones.of(props.country, this);
    this.logFormat = props.logFormat ?? LogFormat.JSON;
    this.lint = { country: props.country, ...props.lint };
    this.model = this.bareModel();
    this._recordRules = (['cdr', 'cel'] as const).flatMap((kind) => bindRecordStores(this, kind, props[kind] ?? []));
  }

  /** `pjsip.conf`: transports, endpoints and what belongs to them. */
  get pjsip(): PjsipFile {
    return this.model.pjsip;
  }

  /** Contexts of your own; what you add to `internal` every phone can dial that is not restricted. */
  get dialplan(): Dialplan {
    return this.model.dialplan;
  }

  /** The phones, in the order in which they were made. */
  get phones(): readonly ConfiguredPhone[] {
    return [...this.phoneList];
  }

  /** The trunks, in the order in which they were made. */
  get trunks(): readonly ConfiguredTrunk[] {
    return [...this.trunkList];
  }

  /** A file of `/etc/asterisk` by its name, such as `rtp.conf`; it is made when there is none. */
  file<N extends string>(name: N): ConfigFile<FileOf<N>> {
    return this.model.file(name);
  }

  /** Adds a file as text, such as `queues.conf`; it is read, checked and resolved like the rest. */
  addFile(name: string, text: string): void {
    this.model.addFile(name, text);
  }

  /**
   * Adds a file of which the whole text is a key of a Secret: nothing here reads it, and another file must name it. Certificates are such files too.
   *
   * Its modules are not known: `loadModule` adds what nothing else asks for.
   *
   * @param name the name of the file, by default `secret-NAME-KEY.conf`
   * @returns the name of the file, which is made once for each key
   * @throws ValidationError `SecretKey` for a key that no Secret can have, `FileName`, `DuplicateFile`
   */
  addSecretFile(value: SecretValue, name?: string): string {
    return this.model.addSecretFile(
      secretPlaceholder(this, value),
      name ?? `secret-${value.secret.name}-${value.key.replace(/\.conf$/, '')}.conf`,
    );
  }

  /** Loads a module that nothing in the files asks for. */
  loadModule(name: string): void {
    this.model.loadModule(name);
  }

  /** Keeps a module out; when something needs it, rendering ends with an error that says what. */
  noloadModule(name: string): void {
    this.model.noloadModule(name);
  }

  /** Everything as plain data: who is there and who may call whom. */
  get house(): House {
    const trunks = this.trunkList.map((trunk) => trunk._describe());
    return {
      plan: this.numberingPlan,
      phones: this.phoneList.map((phone) => phone._describe()),
      trunks: trunks.map(({ trunk }) => trunk),
      routes: trunks.flatMap(({ routes }) => routes),
    };
  }

  /** All files, the modules they need and the secrets they refer to. From now on the configuration cannot change. */
  render(): RenderedConfiguration {
    if (this.result === undefined) {
      this.result = this.model.render(houseContexts(this.house));
      checkFindings(this.result.files, this.version, this.lint, this);
      this.model.close(`[${this.node.path}] is rendered already`);
    }
    return this.result;
  }

  /** The Debian packages that the files need beside Asterisk's: certificates of authorities for TLS, the driver of a database. */
  get packages(): readonly string[] {
    const tls = this.pjsip
      .objects('transport')
      .some((transport) => /^(tls|wss)$/.test(transport.get('protocol') ?? ''));
    return [...(tls ? ['ca-certificates'] : []), ...(this._recordRules.length > 0 ? [ODBC_DRIVER_PACKAGE] : [])];
  }

  /** The modules that are loaded beyond those built in. Reading them renders the configuration. */
  get modules(): readonly string[] {
    return this.render().modules.map(({ name }) => name);
  }

  /** The files of a PBX with no phone, trunk or dialplan: what the bare image boots with. */
  get baseline(): ReadonlyMap<string, string> {
    this.bare ??= this.bareModel().render([]).files;
    return this.bare;
  }

  /**
   * The transport that an endpoint of these address families names, by default `udp6` or `udp4`; none where it may use both.
   *
   * A transport is of one family, so that audio is of the family of its call. Transports are made when they are not there.
   */
  transport(families: IpFamily, { name: kind, port, options }: TransportKind = UDP): string | undefined {
    const wanted = [
      { family: IpFamily.IPV6, name: `${kind}6`, bind: `[::]:${port}` },
      { family: IpFamily.IPV4, name: `${kind}4`, bind: `0.0.0.0:${port}` },
    ].filter(({ family }) => families === IpFamily.DUAL || families === family);
    const present = this.pjsip.objects('transport').map(({ name }) => name);
    for (const { name, bind } of wanted.filter((each) => !present.includes(each.name))) {
      this.pjsip.addObject('transport', name, { bind, ...options });
    }
    return families === IpFamily.DUAL ? undefined : wanted[0]?.name;
  }

  /**
   * Ends with an error once the configuration is rendered.
   *
   * @internal
   */
  _checkOpen(change: string): void {
    this.model.checkOpen(change);
  }

  /** @internal */
  _addPhone(phone: ConfiguredPhone): void {
    this.checkFreeName(phone);
    const same = this.phoneList.find(({ extension }) => extension === phone.extension);
    if (same !== undefined) {
      const message = `extension ${shown(phone.extension)} belongs to [${same.node.path}] already, an extension is one phone: give it another, or ring both from one number`;
      throw new ValidationError('DuplicateExtension', message, phone);
    }
    if (this.numberingPlan.emergencyNumbers.includes(phone.extension)) {
      const message = `extension ${shown(phone.extension)} is an emergency number in ${this.numberingPlan.country} (${this.numberingPlan.emergencyNumbers.join(', ')}), which no phone may hide: give it another`;
      throw new ValidationError('EmergencyExtension', message, phone);
    }
    this.phoneList.push(phone);
  }

  /** @internal */
  _addTrunk(trunk: ConfiguredTrunk): void {
    this.checkFreeName(trunk);
    this.trunkList.push(trunk);
  }

  /**
   * Claims the configuration for a workload with addresses of these families.
   *
   * @internal
   */
  _deploy(by: Construct, families: IpFamily): RenderedConfiguration {
    if (this.user !== undefined) {
      const message = `is deployed by [${this.user.node.path}] already, and its trunks can register once only: make another configuration`;
      throw new ValidationError('ConfigDeployed', `[${this.node.path}] ${message}`, by);
    }
    this.user = by;
    if (families === IpFamily.IPV6) {
      // Without a transport of its own an endpoint takes IPv4 for audio, which the pod does not have.
      for (const endpoint of this.pjsip.objects('endpoint')) {
        if (endpoint.get('transport') === undefined && endpoint.get('rtp_ipv6') === undefined) {
          endpoint.set({ rtpIpv6: true });
        }
      }
    }
    return this.render();
  }

  /** The files that every PBX has, before anything is described. */
  private bareModel(): Configuration {
    const model = new Configuration(this.version, this);
    writeBaseFiles((name) => model.file(name), {
      tones: this.tones,
      rtpPorts: this.rtpPorts,
      logFormat: this.logFormat,
    });
    return model;
  }

  private checkFreeName(construct: ConfiguredPhone | ConfiguredTrunk): void {
    const same = [...this.phoneList, ...this.trunkList].find(({ name }) => name === construct.name);
    if (same !== undefined) {
      const message = `the name ${shown(construct.name)} belongs to [${same.node.path}] already, phones and trunks share their names: set the prop 'name' of one of them`;
      throw new ValidationError('DuplicateName', message, construct);
    }
  }
}
