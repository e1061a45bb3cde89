import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, Chart } from 'cdk8s';
import { AsteriskConfig, IpFamily, SipPhone, type SipPhoneProps } from '../../../lib';
import type { RenderedConfiguration } from '../../../lib/config/configuration';
import { BaresipPhone, type PhoneOptions } from '../../../lib/testing/calls/baresip-phone';
import { audioProblems, type Party } from '../../../lib/testing/calls/party';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { TestNetwork } from '../../../lib/testing/network/test-network';
import { startAsterisk, type AsteriskProvider, type RunningAsterisk } from '../../../lib/testing/real-asterisk';
import { password } from '../../support/pbx';
import { renderedDirectory, type SecretValueOf } from './rendered-directory';
import { ScriptedPhone } from './scripted-phone';
import { PBX, secretOf } from './test-house';
import { CleanUp } from '../../../lib/testing/calls/clean-up';

/** The network in which the phones of an office are. */
export const OFFICE = '2001:111:1234:e8b0:';

/** What an office is made of. */
export interface OfficeOptions {
  /** Its phones, trunks and whatever else. */
  readonly describe: (config: AsteriskConfig) => void;
  /** Files that are there beside those that the library writes. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** What Secrets hold, where it matters. */
  readonly secrets?: SecretValueOf;
  /** A directory that keeps what the PBX remembers. */
  readonly stateDirectory?: string;
}

/** A PBX as a test describes it, with phones that a test adds. */
export class Office {
  static async build(kind: AsteriskProvider, options: OfficeOptions): Promise<Office> {
    const office = new Office(await TestNetwork.create());
    try {
      office.pbxHost = await office.network.addHost(PBX.ipv6, PBX.ipv4);
      await office.startPbx(kind, options);
      return office;
    } catch (error) {
      await office.remove();
      throw error;
    }
  }

  asterisk!: RunningAsterisk;
  /** The configuration that it was started with. */
  rendered!: RenderedConfiguration;
  pbxHost!: NetworkNamespace;
  private readonly cleanup = new CleanUp();

  private constructor(readonly network: TestNetwork) {}

  /** Something to end before the network does; the last that was made goes first. */
  add<T extends { stop(): Promise<void> }>(thing: T): T {
    this.cleanup.add(() => thing.stop());
    return thing;
  }

  /** Starts a PBX; one that runs has to be stopped before. */
  async startPbx(kind: AsteriskProvider, { describe, overlay, secrets, stateDirectory }: OfficeOptions): Promise<void> {
    const config = new AsteriskConfig(new Chart(new App(), 'office'), 'config', {
      country: 'GB',
      version: kind.version,
    });
    describe(config);
    this.rendered = config.render();
    const configDirectory = renderedDirectory(this.rendered, secrets ?? secretOf);
    try {
      this.asterisk = this.add(
        await startAsterisk({
          provider: kind,
          configDirectory,
          overlay,
          readOnlyRoot: true,
          network: { namespace: this.pbxHost.path },
          ...(stateDirectory === undefined ? {} : { stateDirectory }),
        }),
      );
      await this.asterisk.booted();
      const problems = this.asterisk.problems().map(({ raw }) => raw);
      if (problems.length > 0) {
        throw new Error(problems.join('\n'));
      }
    } finally {
      rmSync(configDirectory, { recursive: true });
    }
  }

  /** A real phone, not registered yet. */
  async phone(user: string, address: string, tone: number, rest: Partial<PhoneOptions> = {}): Promise<BaresipPhone> {
    const host = rest.host ?? (await this.network.addHost(address));
    const options = { host, user, address, tone, pbx: PBX.ipv6, password: secretOf(user), ...rest };
    return this.add(await BaresipPhone.start(options));
  }

  /** A phone that the test plays, not registered yet. */
  async scripted(user: string, address: string, tone: number): Promise<ScriptedPhone> {
    const host = await this.network.addHost(address);
    const pbx = address.includes(':') ? PBX.ipv6 : PBX.ipv4;
    return this.add(await ScriptedPhone.start({ host, user, address, tone, pbx, password: secretOf(user) }));
  }

  /** What is wrong with the audio between two parties since then. */
  async audio(one: Party, other: Party, since: number): Promise<readonly string[]> {
    return audioProblems({ parties: [one, other], pbx: [PBX.ipv6, PBX.ipv4], since });
  }

  /** The channels that are there. */
  async channels(): Promise<readonly string[]> {
    const shown = await this.asterisk.cli('core show channels concise');
    return shown.split('\n').filter((line) => line.includes('!'));
  }

  /** Waits until nobody is in a call; returns the channels that were left. */
  async idle(timeout = 5000): Promise<readonly string[]> {
    const end = performance.now() + timeout;
    for (;;) {
      const channels = await this.channels();
      if (channels.length === 0 || performance.now() > end) {
        return channels;
      }
      await sleep(100);
    }
  }

  /** Ends what calls are left. */
  async hangUpAll(): Promise<void> {
    await this.asterisk.cli('channel request hangup all');
    await this.idle();
  }

  async remove(): Promise<void> {
    await this.cleanup.run();
    await this.network.remove();
  }
}

/** A phone of an office; of IPv6 unless said otherwise. */
export function addPhone(
  config: AsteriskConfig,
  name: string,
  extension: string,
  props: Partial<SipPhoneProps> = {},
): SipPhone {
  return new SipPhone(config, name, {
    extension,
    password: password(config, name),
    ipFamily: IpFamily.IPV6,
    ...props,
  });
}
