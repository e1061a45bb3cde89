import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { AsteriskVersion } from '../../../lib/catalog/version';
import {
  problemsIn,
  rootFileSystemProvider,
  startAsterisk,
  type RunningAsterisk,
} from '../../../lib/testing/real-asterisk';
import { rootFileSystemOf } from '../../../lib/testing/real-asterisk/root-file-system';
import { killed, type NetworkNamespace } from './network-namespace';
import type { TestNetwork } from './test-network';

/** An account at the provider. */
export interface Account {
  readonly username: string;
  readonly password: string;
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

// The hosts of the provider's network; the names are those that the preset of Andrews & Arnold has.
const HOST = 'voiceless.aa.net.uk';
const IPV4 = '81.187.30.111';
const IPV6 = '2001:8b0:0:30::5060:1';
const DNS = '2001:db8:53::53';

/**
 * A provider of SIP: an Asterisk of its own that registers with digest, and takes calls by what is dialled, and a DNS server that knows its name.
 *
 * A number that ends in 486, 404, 503 or 408 is answered so, the last by ringing for ever; any other is taken.
 */
export class VoipProvider {
  /** What the PBX's resolv.conf names. */
  static readonly nameserver = DNS;
  static readonly ipv6 = IPV6;
  static readonly ipv4 = IPV4;

  static async start(network: TestNetwork, accounts: readonly Account[]): Promise<VoipProvider> {
    const host = await network.addHost(IPV4, IPV6, DNS);
    // A name that is not there is said not to be there; without `local` the question would wait for a server.
    // Not a daemon, it keeps its user: a change of user would let it outlive this process.
    const dns = host.start([
      'dnsmasq',
      ...['--conf-file=/dev/null', '--no-daemon', '--no-resolv', '--no-hosts'],
      ...[`--listen-address=${DNS}`, '--bind-interfaces', '--local=/#/', `--host-record=${HOST},${IPV4},${IPV6}`],
    ]);
    dns.stderr.resume();
    const asterisk = await startAsterisk({
      provider: rootFileSystemProvider(AsteriskVersion.V16, rootFileSystemOf(AsteriskVersion.V16)),
      overlay: configuration(accounts),
      network: { namespace: host.path },
    });
    try {
      await asterisk.booted();
    } catch (error) {
      await Promise.all([asterisk.stop(), killed(dns)]);
      throw error;
    }
    return new VoipProvider(host, asterisk, dns);
  }

  private from = 0;

  private constructor(
    /** Where further calls can come from. */
    readonly host: NetworkNamespace,
    private readonly asterisk: RunningAsterisk,
    private readonly dns: ChildProcessWithoutNullStreams,
  ) {}

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
    await Promise.all([this.asterisk.stop(), killed(this.dns)]);
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
function configuration(accounts: readonly Account[]): ReadonlyMap<string, string> {
  const objects = accounts.map(
    ({ username, password }) => `
[${username}]
type=endpoint
context=customers
disallow=all
allow=alaw
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
`,
  );
  return new Map([
    ['modules.conf', '[modules]\nautoload=yes\nnoload=chan_sip.so\n'],
    ['logger.conf', '[general]\n[logfiles]\nconsole=notice,warning,error,verbose\n'],
    [
      'pjsip.conf',
      `[global]
type=global
debug=yes
endpoint_identifier_order=username,auth_username
[udp4]
type=transport
protocol=udp
bind=${IPV4}:5060
[udp6]
type=transport
protocol=udp
bind=[${IPV6}]:5060
${objects.join('')}`,
    ],
    [
      'extensions.conf',
      `[customers]
exten => _.,1,GotoIf($["\${EXTEN:-3}" = "486"]?busy)
same => n,GotoIf($["\${EXTEN:-3}" = "404"]?unknown)
same => n,GotoIf($["\${EXTEN:-3}" = "503"]?failing)
same => n,GotoIf($["\${EXTEN:-3}" = "408"]?ringing)
same => n,Answer()
same => n,Wait(30)
same => n,Hangup()
same => n(busy),Hangup(17)
same => n(unknown),Hangup(1)
same => n(failing),Hangup(34)
same => n(ringing),Ringing()
same => n,Wait(60)
`,
    ],
  ]);
}
