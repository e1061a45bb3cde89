import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { shown, ValidationError } from '../conf/validation-error';
import { checkCodecs, Codec } from '../config/codec';
import { IpFamily } from '../config/ip-family';
import type { ConfigSection } from '../config/config-section';
import { addPhoneObjects } from '../config/phone-objects';
import type { HousePhone } from '../dialplan/house';
import { ringSeconds } from '../dialplan/ring-time';
import type { AsteriskConfig } from './asterisk-config';
import { checkFreeId, checkName } from './name';
import { encryptionOptions, type SecurityProps } from './sip-tls';
import { authOptions, type PasswordSource } from './sip-password';

/** Whoever dials it picks up a call that rings elsewhere, before the dialplan is asked (`pickupexten` in features.conf, built in). */
const PICKUP_EXTENSION = '*8';

/** Props of `SipPhone`. */
export interface SipPhoneProps extends SecurityProps {
  /** The number that the other phones dial: digits, `*` and `#`. */
  readonly extension: string;

  /** The password of the phone, whose user is its name. */
  readonly password: PasswordSource;

  /**
   * The user under which the phone registers, and what it is called in `pjsip.conf`.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * What those it calls see, beside its extension.
   *
   * @default - the name
   */
  readonly displayName?: string;

  /**
   * The address families that the phone can use. With one of them audio is bound to that family.
   *
   * @default IpFamily.DUAL
   */
  readonly ipFamily?: IpFamily;

  /**
   * The codecs that the phone can use, the best first.
   *
   * @default [Codec.G722, Codec.ALAW, Codec.ULAW]
   */
  readonly codecs?: readonly Codec[];

  /**
   * How long it rings when its extension is dialled.
   *
   * @default Duration.seconds(30)
   */
  readonly ringTime?: Duration;
}

/**
 * A phone, doorbell or other SIP device that registers with the PBX.
 *
 * It may call every phone, until `allowCallsTo` names those it may call; what it may call outside is said by the trunks.
 *
 * A call ends when nothing is heard from the phone for two minutes, or an hour while it holds the call: `endpoint.set({ rtpTimeout, rtpTimeoutHold })`
 * gives other times.
 */
export class SipPhone extends Construct {
  readonly name: string;
  readonly extension: string;

  /** The address families that it can use. */
  readonly ipFamily: IpFamily;

  /** Its endpoint in `pjsip.conf`. */
  readonly endpoint: ConfigSection;

  private readonly config: AsteriskConfig;
  private readonly ringTime: number;
  private allowed: Set<string> | undefined;

  constructor(config: AsteriskConfig, id: string, props: SipPhoneProps) {
    super(config, checkFreeId(config, id));
    this.config = config;
    this.name = checkName(props.name ?? id, this);
    this.extension = this.checkExtension(props.extension);
    this.ipFamily = props.ipFamily ?? IpFamily.DUAL;
    this.ringTime = ringSeconds(props.ringTime, 'ringTime', this);
    const displayName = this.checkDisplayName(props.displayName ?? this.name);
    const codecs = checkCodecs(props.codecs ?? [Codec.G722, Codec.ALAW, Codec.ULAW], this);
    config._addPhone(this);

    const transport = (props.tls ?? config).transport(this.ipFamily);
    this.endpoint = addPhoneObjects(config.pjsip, {
      name: this.name,
      displayName,
      extension: this.extension,
      transport,
      codecs,
      credentials: authOptions(props.password, { config, owner: this, username: this.name, ours: true }),
    });
    // A phone has no certificate to be called by: it is called by the connection from which it has registered.
    this.endpoint.set({
      rewriteContact: props.tls === undefined ? undefined : true,
      ...encryptionOptions(props, this),
    });
  }

  /**
   * From now on this phone may call these phones and no others; several calls add up.
   *
   * @throws ValidationError `ForeignPhone` for a phone of another configuration
   */
  allowCallsTo(...phones: readonly SipPhone[]): void {
    this.config._checkOpen('allow calls');
    for (const phone of phones) {
      phone.checkConfig(this.config, this);
      this.allowed = (this.allowed ?? new Set()).add(phone.name);
    }
  }

  /**
   * Checks that the phone is of this configuration.
   *
   * @internal
   */
  checkConfig(config: AsteriskConfig, where: Construct): void {
    if (this.config !== config) {
      const message = `refers to the phone [${this.node.path}], which is of another configuration, [${this.config.node.path}]: name a phone of [${config.node.path}]`;
      throw new ValidationError('ForeignPhone', message, where);
    }
  }

  /** @internal */
  _describe(): HousePhone {
    return {
      name: this.name,
      extension: this.extension,
      mayCall: this.allowed === undefined ? 'every phone' : [...this.allowed],
      ringTime: this.ringTime,
    };
  }

  private checkExtension(extension: string): string {
    if (!/^[0-9*#]{1,20}$/.test(extension)) {
      const message = `extension ${shown(extension)} cannot be dialled, allowed are 1 to 20 digits, '*' and '#': give one such as '201'`;
      throw new ValidationError('PhoneExtension', message, this);
    }
    if (extension === PICKUP_EXTENSION) {
      const message = `extension '${extension}' would never ring, since Asterisk takes it for the pickup of a call (pickupexten in features.conf): give another`;
      throw new ValidationError('PhoneExtension', message, this);
    }
    return extension;
  }

  private checkDisplayName(displayName: string): string {
    // Asterisk keeps 79 bytes of a caller ID, the number between '<' and '>' included.
    const bytes = Buffer.byteLength(`${displayName} <${this.extension}>`);
    if (/[<>"\\\p{Cc}]/u.test(displayName) || displayName.trim() !== displayName || displayName === '' || bytes > 79) {
      const message = `displayName ${shown(displayName)} cannot be shown, allowed are up to 79 bytes together with the extension, without '<', '>', '"', '\\', control characters and spaces at the ends: shorten or change it`;
      throw new ValidationError('DisplayName', message, this);
    }
    return displayName;
  }
}
