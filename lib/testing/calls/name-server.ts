import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { killed, type NetworkNamespace } from '../network/network-namespace';

/** What a name stands for. */
export interface DnsRecord {
  readonly name: string;
  /** Its addresses: A and AAAA. */
  readonly addresses: readonly string[];
  /**
   * Whether SRV records lead to it, for SIP over UDP (RFC 3263).
   *
   * @default false
   */
  readonly srv?: boolean;
}

/** A small DNS server, which says of every other name that it does not exist. */
export class NameServer {
  static async start(host: NetworkNamespace, address: string, records: readonly DnsRecord[]): Promise<NameServer> {
    const server = new NameServer(host, address);
    await server.serve(records);
    return server;
  }

  private child: ChildProcessWithoutNullStreams | undefined;

  private constructor(
    private readonly host: NetworkNamespace,
    readonly address: string,
  ) {}

  /** Knows these names from now on, and no others. */
  async serve(records: readonly DnsRecord[]): Promise<void> {
    await this.stop();
    // A name that is not there is said not to be there; without `local` the question would wait for a server.
    // Not a daemon, it keeps its user: a change of user would let it outlive this process.
    this.child = this.host.start([
      'dnsmasq',
      ...['--conf-file=/dev/null', '--no-daemon', '--no-resolv', '--no-hosts'],
      ...[`--listen-address=${this.address}`, '--bind-interfaces', '--local=/#/'],
      ...records.map(({ name, addresses }) => `--host-record=${[name, ...addresses].join(',')}`),
      ...records.filter(({ srv }) => srv).map(({ name }) => `--srv-host=_sip._udp.${name},${name},5060`),
    ]);
    this.child.stdout.resume();
    let said = '';
    this.child.stderr.on('data', (text: Buffer) => {
      said = text.toString();
    });
    for (let waited = 0; waited < 100; waited++) {
      const { stdout } = await this.host.run(['ss', '-Hlun', 'sport = :53']);
      if (stdout !== '') return;
      await sleep(20);
    }
    await this.stop();
    throw new Error(`dnsmasq does not listen at ${this.address}: ${said}`);
  }

  /** Answers no more. */
  async stop(): Promise<void> {
    if (this.child !== undefined) {
      await killed(this.child);
      this.child = undefined;
    }
  }
}
