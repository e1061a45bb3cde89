import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { shown, ValidationError } from '../conf/validation-error';
import { checkCodecs, Codec } from '../config/codec';
import type { ConfigSection } from '../config/config-section';
import type { IpFamily } from '../config/ip-family';
import { addTrunkObjects } from '../config/trunk-objects';
import type { Provider } from '../config/provider';
import { CalledNumber } from '../dialplan/called-number';
import { Fallback } from '../dialplan/fallback';
import type { HouseNumber, HouseRoute, HouseTrunk } from '../dialplan/house';
import { NumberFormat } from '../dialplan/number-format';
import { ringSeconds } from '../dialplan/ring-time';
import { parseRanges } from '../network/network-peer';
import type { AsteriskConfig } from './asterisk-config';
import { checkFreeId, checkName } from './name';
import { parseSipHost } from './sip-host';
import type { SipPhone } from './sip-phone';
import { encryptionOptions, type SecurityProps } from './sip-tls';
import { authOptions, type PasswordSource } from './sip-password';
import { trunkReach, type TrunkReach } from './trunk-reach';

/** In seconds. A provider that lost its state is told again where we are after that time; one that wants longer says so (RFC 3261, 423). */
const EXPIRATION = 600;

/** Props of `SipTrunk`. */
export interface SipTrunkProps extends SecurityProps {
  /**
   * What is known of the provider; the other props override it.
   *
   * @default - nothing is known: `host` is required
   */
  readonly provider?: Provider;

  /**
   * The host of the provider, a name or an address, without port.
   *
   * @default - the provider's
   */
  readonly host?: string;

  /**
   * The provider's port.
   *
   * @default - the one that DNS names (SRV), or 5060, or 5061 with `tls`
   */
  readonly port?: number;

  /**
   * The user with which we authenticate at the provider.
   *
   * @default - no authentication; the provider knows us by our address
   */
  readonly username?: string;

  /**
   * The password of that user.
   *
   * @default - required with `username`
   */
  readonly password?: PasswordSource;

  /**
   * Whether we register at the provider.
   *
   * @default - the provider's; without a provider whether there is a `username`
   */
  readonly register?: boolean;

  /**
   * The ranges from which the provider calls us. Calls from elsewhere are not taken for the provider's.
   *
   * @default - the provider's; without any, calls are told by the registration
   */
  readonly ranges?: readonly string[];

  /**
   * The networks with which SIP is exchanged. Unlike `ranges` they tell nothing of whose a call is: `['::/0', '0.0.0.0/0']` is for a provider that
   * says nothing of its own.
   *
   * @default - `ranges`, and `host` where it is an address; a network policy needs one of them
   */
  readonly signallingRanges?: readonly string[];

  /**
   * The networks with which audio is exchanged.
   *
   * @default - the provider's, or those of SIP
   */
  readonly mediaRanges?: readonly string[];

  /**
   * The address families by which the provider is reached.
   *
   * @default - the provider's, or IpFamily.DUAL
   */
  readonly ipFamily?: IpFamily;

  /**
   * The codecs towards the provider, the best first.
   *
   * @default - the provider's, or [Codec.ALAW, Codec.ULAW]
   */
  readonly codecs?: readonly Codec[];

  /**
   * The form in which the provider wants the numbers that we dial.
   *
   * @default - the provider's, or NumberFormat.E164
   */
  readonly numberFormat?: NumberFormat;

  /**
   * Where the provider says which of our numbers was called.
   *
   * @default - the provider's, or CalledNumber.REQUEST_URI
   */
  readonly calledNumber?: CalledNumber;

  /**
   * The user part of the contact that we register: what the provider dials to reach us.
   *
   * @default - `username`
   */
  readonly contactUser?: string;

  /**
   * How often the provider is asked whether it is there (OPTIONS), so that a call does not try a trunk that is silent but goes on to the next.
   *
   * A provider that does not answer OPTIONS would never be called.
   *
   * @default - it is not asked: a call waits 32 seconds for a silent provider (timer B of RFC 3261)
   */
  readonly qualifyFrequency?: Duration;

  /**
   * What the trunk is called in `pjsip.conf`.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/** What happens to calls of a number. */
export interface NumberOptions {
  /** The phones that ring, all at once. */
  readonly ring: readonly SipPhone[];

  /**
   * How long they ring.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * What happens when none of them takes the call.
   *
   * @default - the caller hears why: busy, no answer, unavailable
   */
  readonly fallback?: Fallback;
}

/** Who may call to the outside, and how. */
export interface OutboundRouteOptions {
  /** The phones that may use the trunk. */
  readonly from: readonly SipPhone[];

  /**
   * The number that is shown to who is called.
   *
   * @default - the trunk's first number, or what the provider shows by itself
   */
  readonly callerId?: string;

  /**
   * Whether who is called is shown no number (RFC 3323), except in an emergency. The provider is still told whose call it is (RFC 3325).
   *
   * A phone can ask for the same, call by call, with a `Privacy` header.
   *
   * @default false
   */
  readonly withheld?: boolean;

  /**
   * Whether numbers of other countries may be called.
   *
   * @default false
   */
  readonly international?: boolean;

  /**
   * Whether premium-rate numbers of the country may be called.
   *
   * @default false
   */
  readonly premium?: boolean;
}

/**
 * A connection to a provider, through which numbers reach us and phones call out.
 *
 * What comes in can only reach phones. What goes out is national and emergency numbers, until a route opens more.
 *
 * A call ends when nothing is heard from the provider for two minutes, or an hour while it holds the call, as with phones.
 */
export class SipTrunk extends Construct {
  readonly name: string;

  /** The provider's host. */
  readonly host: string;

  /** The ranges from which the provider calls us, in canonical form. */
  readonly ranges: readonly string[];

  /** Its endpoint in `pjsip.conf`. */
  readonly endpoint: ConfigSection;

  /** With whom the trunk exchanges packets. */
  readonly reach: TrunkReach;

  private readonly config: AsteriskConfig;
  private readonly format: NumberFormat;
  private readonly calledNumber: CalledNumber;
  private readonly contactUser: string | undefined;
  private readonly numbers: HouseNumber[] = [];
  private readonly routes: HouseRoute[] = [];

  constructor(config: AsteriskConfig, id: string, props: SipTrunkProps) {
    super(config, checkFreeId(config, id));
    this.config = config;
    const preset = props.provider?.props;
    this.name = checkName(props.name ?? id, this);
    const host = props.host ?? preset?.host;
    if (host === undefined) {
      throw new ValidationError(
        'TrunkHost',
        `the trunk has no host${preset === undefined ? '' : ', each customer of this provider has another'}: set the prop 'host' to the name or address of the provider`,
        this,
      );
    }
    const { text, uri } = parseSipHost(host, props.port, this);
    this.host = text;
    const ranges = parseRanges(props.ranges ?? preset?.ranges ?? [], 'ranges', this);
    this.ranges = ranges.map((range) => range.text);
    this.reach = trunkReach(props, { host: text, ranges, scope: this });
    this.format = props.numberFormat ?? preset?.numberFormat ?? NumberFormat.E164;
    this.calledNumber = props.calledNumber ?? preset?.calledNumber ?? CalledNumber.REQUEST_URI;
    const register = props.register ?? preset?.register ?? props.username !== undefined;
    const credentials = this.checkCredentials(props, register);
    this.contactUser = register
      ? this.checkUser('contactUser', props.contactUser ?? credentials?.username ?? '')
      : undefined;
    const codecs = checkCodecs(props.codecs ?? preset?.codecs ?? [Codec.ALAW, Codec.ULAW], this);
    if (!register && this.ranges.length === 0) {
      throw new ValidationError(
        'TrunkIdentity',
        "the trunk neither registers nor has ranges, so no call could be told to be the provider's: set 'ranges' to its networks, or 'register' with 'username' and 'password'",
        this,
      );
    }
    config._addTrunk(this);

    const transport = (props.tls ?? config).transport(this.reach.families);
    this.endpoint = addTrunkObjects(config.pjsip, {
      name: this.name,
      host: text,
      uri,
      parameters: props.tls === undefined ? '' : ';transport=tls',
      transport,
      codecs,
      credentials: credentials && {
        username: credentials.username,
        auth: authOptions(credentials.password, {
          config,
          owner: this,
          username: credentials.username,
          ours: false,
        }),
      },
      ranges: this.ranges,
      qualifyFrequency: props.qualifyFrequency?.toSeconds(),
      registration:
        this.contactUser === undefined
          ? undefined
          : { contactUser: this.contactUser, expiration: preset?.expiration ?? EXPIRATION },
    });
    this.endpoint.set(encryptionOptions(props, this));
  }

  /**
   * A number of ours that reaches us through this trunk.
   *
   * @throws ValidationError `PhoneNumber` for what is no number, `DuplicateNumber`, `ForeignPhone`, `RingsNobody`
   */
  addNumber(number: string, { ring, timeout, fallback = Fallback.NONE }: NumberOptions): void {
    this.config._checkOpen(`add the number ${shown(number)}`);
    const e164 = this.config.numberingPlan.toE164(number, 'number', this);
    if (this.numbers.some((each) => each.number === e164)) {
      throw new ValidationError(
        'DuplicateNumber',
        `the number ${e164} is there already, what happens to it is said once: put all its phones into one 'ring'`,
        this,
      );
    }
    if (ring.length === 0) {
      throw new ValidationError(
        'RingsNobody',
        `the number ${e164} rings nobody: name at least one phone in 'ring'`,
        this,
      );
    }
    ring.forEach((phone) => {
      phone.checkConfig(this.config, this);
    });
    this.checkFallback(fallback, e164);
    this.numbers.push({
      number: e164,
      ring: ring.map(({ name }) => name),
      timeout: ringSeconds(timeout, 'timeout', this),
      fallback,
    });
  }

  /**
   * Lets phones call to the outside through this trunk. Where a phone has several trunks, the one that was described first is tried first.
   *
   * @throws ValidationError `PhoneNumber`, `ForeignPhone`, `RouteForNobody`
   */
  addOutboundRoute({
    from,
    callerId,
    withheld = false,
    international = false,
    premium = false,
  }: OutboundRouteOptions): void {
    this.config._checkOpen('add an outbound route');
    if (from.length === 0) {
      throw new ValidationError(
        'RouteForNobody',
        "the outbound route is for nobody: name at least one phone in 'from'",
        this,
      );
    }
    from.forEach((phone) => {
      phone.checkConfig(this.config, this);
    });
    this.routes.push({
      trunk: this.name,
      from: from.map(({ name }) => name),
      callerId: callerId === undefined ? undefined : this.config.numberingPlan.toE164(callerId, 'callerId', this),
      withheld,
      international,
      premium,
    });
  }

  /** @internal */
  _describe(): { readonly trunk: HouseTrunk; readonly routes: readonly HouseRoute[] } {
    const { name, contactUser, calledNumber, format: numberFormat, numbers } = this;
    const routes = this.routes.map((route) => ({ ...route, callerId: route.callerId ?? numbers[0]?.number }));
    return { trunk: { name, contactUser, calledNumber, numberFormat, numbers: [...numbers] }, routes };
  }

  private checkCredentials({ username, password }: SipTrunkProps, register: boolean) {
    if (username === undefined && password === undefined && !register) {
      return undefined;
    }
    if (username === undefined || password === undefined) {
      const missing = username === undefined ? 'username' : 'password';
      throw new ValidationError(
        'TrunkCredentials',
        `the trunk ${register ? 'registers' : 'authenticates'} and has no ${missing}: set the prop '${missing}', or set 'register' to false and leave both out`,
        this,
      );
    }
    return { username: this.checkUser('username', username), password };
  }

  private checkUser(prop: string, user: string): string {
    // The user part of a SIP URI (RFC 3261), without the characters that need an escape.
    if (!/^[A-Za-z0-9_.!~*'()&=+$,?/-]{1,64}$/.test(user)) {
      throw new ValidationError(
        'SipUser',
        `${prop} ${shown(user)} cannot stand in a SIP address, allowed are 1 to 64 letters, digits and -_.!~*'()&=+$,?/: give it as the provider does`,
        this,
      );
    }
    return user;
  }

  private checkFallback(fallback: Fallback, number: string): void {
    const names = this.config.phones.map(({ name }) => name);
    const foreign = fallback.rings.find((name) => !names.includes(name));
    if (foreign !== undefined) {
      throw new ValidationError(
        'ForeignPhone',
        `the fallback of ${number} rings ${shown(foreign)}, which is no phone of [${this.config.node.path}]: name one of ${names.join(', ')}`,
        this,
      );
    }
  }
}
