import type { CalledNumber } from '../dialplan/called-number';
import type { NumberFormat } from '../dialplan/number-format';
import { Codec } from './codec';
import { IpFamily } from './ip-family';
import type { PortRange } from './port-range';

/** What is known of a provider of SIP trunks. Every value can be overridden on the trunk. */
export interface ProviderProps {
  /**
   * The host of its registrar and proxy.
   *
   * @default - the trunk must name it, because each customer has another
   */
  readonly host?: string;

  /** Whether it wants us to register. */
  readonly register: boolean;

  /**
   * The ranges from which it calls us.
   *
   * @default - none; without a registration calls cannot be told to be the provider's
   */
  readonly ranges?: readonly string[];

  /**
   * The ranges from which it sends audio; the same as `ranges` where it says nothing else.
   *
   * @default - `ranges`
   */
  readonly mediaRanges?: readonly string[];

  /**
   * The UDP ports of its audio.
   *
   * @default { first: 1024, last: 65535 }
   */
  readonly mediaPorts?: PortRange;

  /**
   * The address families that it can be reached by.
   *
   * @default IpFamily.IPV4
   */
  readonly ipFamily?: IpFamily;

  /** The codecs that it takes, the best first. */
  readonly codecs: readonly Codec[];

  /**
   * The form in which it wants the numbers that we dial.
   *
   * @default NumberFormat.E164
   */
  readonly numberFormat?: NumberFormat;

  /**
   * Where it says which of our numbers was called.
   *
   * @default CalledNumber.REQUEST_URI
   */
  readonly calledNumber?: CalledNumber;

  /**
   * How long a registration is asked to last, in seconds: a provider that lost its state reaches us again after that time at the latest.
   *
   * @default 600
   */
  readonly expiration?: number;

  /** Where this was read. */
  readonly source: string;

  /** When it was read, as an ISO date. */
  readonly read: string;
}

// Facts that hold for every provider that says nothing else.
const ANYWHERE_BUT_AMERICA = [Codec.ALAW];

/** A provider of SIP trunks. */
export class Provider {
  /**
   * Andrews & Arnold, United Kingdom: the user name is the number in E.164 form.
   *
   * Source: its support pages, "VoIP Firewall".
   */
  static readonly ANDREWS_ARNOLD = Provider.of({
    host: 'voiceless.aa.net.uk',
    register: true,
    ranges: [
      '81.187.30.110/31',
      '81.187.30.112/29',
      '90.155.3.0/24',
      '90.155.103.0/24',
      '2001:8b0:0:30::5060:0/112',
      '2001:8b0:5060::/48',
    ],
    ipFamily: IpFamily.DUAL,
    codecs: ANYWHERE_BUT_AMERICA,
    source: 'support.aa.net.uk, "VoIP Firewall"',
    read: '2026-11-22',
  });

  /**
   * Deutsche Telekom, Germany. It is found by NAPTR and SRV records only, and its registrations last 8 to 10 minutes.
   *
   * Source: third-party samples for Asterisk; pjproject issue 3305.
   */
  static readonly DEUTSCHE_TELEKOM = Provider.of({
    host: 'tel.t-online.de',
    register: true,
    ranges: ['217.0.0.0/13'],
    codecs: [Codec.G722, Codec.ALAW],
    expiration: 480,
    source: 'third-party samples for Asterisk; github.com/pjsip/pjproject issue 3305',
    read: '2026-11-22',
  });

  /** Telnyx, Europe. Source: its documentation. */
  static readonly TELNYX_EU = Provider.telnyx('sip.telnyx.eu', ['185.246.41.140/31']);

  /** Telnyx, United States. Source: its documentation. */
  static readonly TELNYX_US = Provider.telnyx('sip.telnyx.com', ['192.76.120.10/32', '64.16.250.10/32']);

  /** Telnyx, Australia. Source: its documentation. */
  static readonly TELNYX_AU = Provider.telnyx('sip.telnyx.com.au', ['103.115.244.145/32', '103.115.244.146/32']);

  /** Telnyx, Canada. Source: its documentation. */
  static readonly TELNYX_CA = Provider.telnyx('sip.telnyx.ca', ['192.76.120.31/32', '64.16.250.13/32']);

  /**
   * Twilio Elastic SIP Trunking; the trunk names its own host, `{trunk}.pstn.twilio.com`.
   *
   * The ranges are those of Virginia and Oregon; add those of your other regions. Source: twilio.com/docs/sip-trunking/ip-addresses.
   */
  static readonly TWILIO = Provider.of({
    register: false,
    ranges: ['54.172.60.0/30', '54.244.51.0/30'],
    mediaRanges: ['168.86.128.0/18'],
    mediaPorts: { first: 10000, last: 60000 },
    codecs: [Codec.ULAW, Codec.ALAW],
    source: 'twilio.com/docs/sip-trunking/ip-addresses',
    read: '2026-11-22',
  });

  /** Vonage; the user name is the key, the password the secret. Source: developer.vonage.com, "Asterisk". */
  static readonly VONAGE = Provider.of({
    host: 'sip.nexmo.com',
    register: false,
    ranges: ['216.147.0.0/18', '168.100.64.0/18'],
    codecs: [Codec.ALAW, Codec.ULAW],
    source: 'developer.vonage.com, "Asterisk"',
    read: '2026-11-22',
  });

  /** A provider that is not listed here. */
  static of(props: ProviderProps): Provider {
    return new Provider(props);
  }

  private static telnyx(host: string, ranges: readonly string[]): Provider {
    return Provider.of({
      host,
      register: true,
      ranges,
      mediaPorts: { first: 16384, last: 32768 },
      codecs: [Codec.ALAW, Codec.ULAW],
      source: 'Telnyx documentation',
      read: '2026-11-22',
    });
  }

  private constructor(
    /** What is known of it. */
    readonly props: ProviderProps,
  ) {}
}
