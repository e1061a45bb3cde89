import { NameServer, type DnsRecord } from '../../../lib/testing/calls/name-server';
import { VoipProvider, type Account } from '../../../lib/testing/calls/voip-provider';
import type { TestNetwork } from '../../../lib/testing/network/test-network';

/** What the preset of Andrews & Arnold names, and a DNS server that knows it. */
export const AAISP = {
  host: 'voiceless.aa.net.uk',
  ipv4: '81.187.30.111',
  ipv6: '2001:8b0:0:30::5060:1',
  nameserver: '2001:db8:53::53',
} as const;

/** Its names; SRV records too. */
export const AAISP_RECORDS: readonly DnsRecord[] = [
  { name: AAISP.host, addresses: [AAISP.ipv4, AAISP.ipv6], srv: true },
];

/** The provider of these tests, with its DNS server. */
export class Aaisp {
  static async start(network: TestNetwork, accounts: readonly Account[], accepts?: readonly string[]): Promise<Aaisp> {
    const host = await network.addHost(AAISP.nameserver);
    const names = await NameServer.start(host, AAISP.nameserver, AAISP_RECORDS);
    try {
      const addresses = [AAISP.ipv4, AAISP.ipv6];
      return new Aaisp(await VoipProvider.start(network, { addresses, accounts, accepts }), names);
    } catch (error) {
      await names.stop();
      throw error;
    }
  }

  private constructor(
    readonly provider: VoipProvider,
    readonly names: NameServer,
  ) {}

  async stop(): Promise<void> {
    await Promise.all([this.provider.stop(), this.names.stop()]);
  }
}
