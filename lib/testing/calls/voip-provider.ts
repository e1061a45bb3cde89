import { AsteriskVersion } from '../../catalog/version';
import type { NetworkNamespace } from '../network/network-namespace';
import type { TestNetwork } from '../network/test-network';
import {
  amiTestManagerConf,
  fieldOf,
  problemsIn,
  rootFileSystemProvider,
  startAsterisk,
  type AmiConnection,
  type RunningAsterisk,
} from '../real-asterisk';
import { rootFileSystemOf } from '../real-asterisk/root-file-system';
import { Capture } from './capture';
import { heardOnTheWire, type Party } from './party';
import { uriHost } from '../../network/uri-host';

/** What it plays in a call, in Hz. */
const TONE = 1300;

/** An account at the provider. */
export interface Account {
  readonly username: string;
  readonly password: string;
  /**
   * Where it is called, if it does not register: an address.
   *
   * @default - where it has registered
   */
  readonly contact?: string;
}

/** A request that reached the provider. */
export interface SeenRequest {
  /** Such as `INVITE`. */
  readonly method: string;
  readonly uri: string;

  /** The address that it came from. */
  readonly source: string;

  /** The value of the first header of this name. */
  header(name: string): string | undefined;
}

/** A provider, and who is its customer. */
export interface VoipProviderOptions {
  /**
   * What it is called in what is said of it.
   *
   * @default 'provider'
   */
  readonly name?: string;
  /** Its addresses, without prefix length. */
  readonly addresses: readonly string[];
  /**
   * Its port for SIP over UDP.
   *
   * @default 5060
   */
  readonly port?: number;
  /** Its customers. */
  readonly accounts: readonly Account[];
  /**
   * The addresses that it takes requests from; all others it refuses.
   *
   * @default - everybody's
   */
  readonly accepts?: readonly string[];
}

/** A call from the provider to one of its customers. */
export interface InboundCall {
  /** Whom it calls, where that account has registered. */
  readonly account: string;
  /** Who is calling, as it tells it. */
  readonly caller: string;
  /**
   * The number that it calls, where it has an account's address and no registration.
   *
   * @default - the registered contact, as it is
   */
  readonly to?: string;
  /** How long it lets it ring, in seconds; half a minute by default. */
  readonly timeout?: number;
}

/**
 * A provider of SIP: an Asterisk of its own that registers with digest, calls the registered contact, and takes calls by what is dialled.
 *
 * A number that ends in 486, 404, 503 or 408 is answered so, the last by ringing for ever; any other is taken, and a tone is played. One that
 * ends in 183 has the tone played for three seconds before it is taken.
 */
export class VoipProvider implements Party {
  static async start(network: TestNetwork, options: VoipProviderOptions): Promise<VoipProvider> {
    const host = await network.addHost(...options.addresses);
    const asterisk = await startAsterisk({
      provider: rootFileSystemProvider(AsteriskVersion.V16, rootFileSystemOf(AsteriskVersion.V16)),
      overlay: configuration(options),
      network: { namespace: host.path },
    });
    try {
      await asterisk.booted();
      return new VoipProvider(host, options, asterisk, await asterisk.ami(), await Capture.start(host));
    } catch (error) {
      await asterisk.stop();
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`the provider ${options.name ?? options.addresses.join(', ')} does not start: ${why}`, {
        cause: error,
      });
    }
  }

  readonly tone = TONE;
  private from = 0;
  private calls = 0;

  private constructor(
    /** Where further calls can come from. */
    readonly host: NetworkNamespace,
    private options: VoipProviderOptions,
    private readonly asterisk: RunningAsterisk,
    private readonly manager: AmiConnection,
    readonly capture: Capture,
  ) {}

  get name(): string {
    return this.options.name ?? 'provider';
  }

  get addresses(): readonly string[] {
    return this.options.addresses;
  }

  heard(frequencies: readonly number[], since: number): ReadonlyMap<number, number> {
    return heardOnTheWire(this, frequencies, since);
  }

  /** Calls a customer where it has registered; returns what `hangUp` takes. */
  async call({ account, caller, to, timeout = 30 }: InboundCall): Promise<string> {
    const contact = this.options.accounts.find(({ username }) => username === account)?.contact;
    const id = `inbound-${++this.calls}`;
    const { ok, fields } = await this.manager.action({
      Action: 'Originate',
      ChannelId: id,
      Channel: to === undefined ? `PJSIP/${account}` : `PJSIP/${account}/sip:${to}@${uriHost(contact ?? '')}`,
      CallerID: `<${caller}>`,
      Timeout: String(timeout * 1000),
      Context: 'talk',
      Exten: 's',
      Priority: '1',
      Async: 'true',
    });
    if (!ok) {
      throw new Error(`the provider cannot call: ${fieldOf(fields, 'Message') ?? ''}`);
    }
    return id;
  }

  /** Ends a call of `call`, or gives it up. */
  async hangUp(call: string): Promise<void> {
    await this.manager.action({ Action: 'Hangup', Channel: call });
  }

  /** From now on other accounts have other passwords, or are not there. */
  async change(options: Partial<VoipProviderOptions>): Promise<void> {
    this.options = { ...this.options, ...options };
    await this.asterisk.write('pjsip.conf', configuration(this.options).get('pjsip.conf') ?? '');
    await this.asterisk.cli('core reload');
  }

  /** Forgets who has registered. */
  async forgetRegistrations(): Promise<void> {
    await this.asterisk.cli('database deltree registrar');
    await this.change({});
  }

  /** Forgets what was seen so far. */
  forget(): void {
    this.from = this.asterisk.log.length;
  }

  /** The requests of a method that were seen since `forget`, without those that were only challenged or sent again. */
  seen(method: string): SeenRequest[] {
    const messages = this.asterisk.log.slice(this.from).split(/^<-{3,} (?=Received|Transmitting)/m);
    const requests = messages.filter((text) => text.startsWith('Received SIP request')).map(parseRequest);
    const transactions = new Map(
      requests
        .filter((request) => request.method === method)
        .map((request) => [`${request.header('Call-ID')} ${request.header('CSeq')}`, request] as const),
    );
    // The one with credentials comes last, and takes the place of the one without.
    return [...new Map([...transactions.values()].map((request) => [request.header('Call-ID'), request])).values()];
  }

  /** What the provider itself complained about, for the message of a test that failed. */
  complaints(): string[] {
    return problemsIn(this.asterisk.log.slice(this.from)).map(({ raw }) => raw);
  }

  /** The contact that an account registered. */
  async contacts(): Promise<string> {
    return this.asterisk.cli('pjsip show contacts');
  }

  /** Nobody answers at the provider's SIP port from now on. */
  async disappear(): Promise<void> {
    await this.asterisk.stop();
  }

  async stop(): Promise<void> {
    await Promise.all([this.asterisk.stop(), this.capture.stop()]);
  }
}

function parseRequest(text: string): SeenRequest {
  const [, source = '', method = '', uri = ''] =
    /^Received SIP request .* from UDP:(?:\[(.*?)\]|[\d.]+):\d+ -+>\n(\S+) (\S+) SIP\/2\.0$/m.exec(text) ?? [];
  const ipv4 = /from UDP:([\d.]+):/.exec(text)?.[1];
  return {
    method,
    uri,
    source: ipv4 ?? source,
    header: (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(text)?.[1]?.trim(),
  };
}

/** What is added to Debian's own configuration; nothing of it comes from the library. */
function configuration({
  addresses,
  accounts,
  accepts,
  port = 5060,
}: VoipProviderOptions): ReadonlyMap<string, string> {
  const transports = addresses.map((address) =>
    address.includes(':')
      ? `[udp6]\ntype=transport\nprotocol=udp\nbind=[${address}]:${port}\n`
      : `[udp4]\ntype=transport\nprotocol=udp\nbind=${address}:${port}\n`,
  );
  const filter =
    accepts === undefined
      ? ''
      : `[customers-only]\ntype=acl\ndeny=0.0.0.0/0.0.0.0\ndeny=::/0\n${accepts.map((each) => `permit=${each}\n`).join('')}`;
  const objects = accounts.map(
    ({ username, password, contact }) => `
[${username}]
type=endpoint
context=customers
disallow=all
allow=alaw
direct_media=no
identify_by=username,auth_username
auth=${username}
aors=${username}
[${username}]
type=auth
auth_type=userpass
username=${username}
password=${password.replaceAll(';', '\\;')}
[${username}]
type=aor
max_contacts=1
remove_existing=yes
minimum_expiration=1
${contact === undefined ? '' : `contact=sip:${uriHost(contact)}\n`}`,
  );
  return new Map([
    ['modules.conf', '[modules]\nautoload=yes\nnoload=chan_sip.so\n'],
    ['logger.conf', '[general]\n[logfiles]\nconsole=notice,warning,error,verbose\n'],
    ['manager.conf', amiTestManagerConf],
    [
      'pjsip.conf',
      `[global]
type=global
debug=yes
endpoint_identifier_order=username,auth_username
${transports.join('')}${filter}${objects.join('')}`,
    ],
    [
      'extensions.conf',
      `[customers]
exten => _.,1,GotoIf($["\${EXTEN:-3}" = "486"]?busy)
same => n,GotoIf($["\${EXTEN:-3}" = "404"]?unknown)
same => n,GotoIf($["\${EXTEN:-3}" = "503"]?failing)
same => n,GotoIf($["\${EXTEN:-3}" = "408"]?ringing)
same => n,GotoIf($["\${EXTEN:-3}" = "183"]?early)
same => n,Answer()
same => n,PlayTones(${TONE})
same => n,Wait(120)
same => n,Hangup()
same => n(early),Progress()
same => n,PlayTones(${TONE})
same => n,Wait(3)
same => n,Answer()
same => n,Wait(120)
same => n,Hangup()
same => n(busy),Hangup(17)
same => n(unknown),Hangup(1)
same => n(failing),Hangup(34)
same => n(ringing),Ringing()
same => n,Wait(60)

[talk]
exten => s,1,PlayTones(${TONE})
same => n,Wait(120)
`,
    ],
  ]);
}
