import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, Chart } from 'cdk8s';
import { AsteriskConfig } from '../../../lib';
import { startAsterisk, type AsteriskProvider, type RunningAsterisk } from '../../../lib/testing/real-asterisk';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { renderedDirectory } from './rendered-directory';
import { SipPhoneSet, type Device } from './sip-phone-set';
import { TestNetwork } from '../../../lib/testing/network/test-network';
import type { VoipProvider } from '../../../lib/testing/calls/voip-provider';
import { AAISP, Aaisp } from './aaisp';

/** The addresses of the PBX. */
export const PBX = { ipv6: '2001:111:1234:e8b1::1:1', ipv4: '10.10.10.2' };

/** The number that the provider knows us by. */
export const NUMBER = '+441632960000';

/** What the Secret of these tests holds. */
export const secretOf = (key: string): string => `${key}-secret`;

const device = (user: string, address: string): Device => ({ user, password: secretOf(user), address });
export const hall = device('hall', '2001:111:1234:e8b0::201');
export const kitchen = device('kitchen', '2001:111:1234:e8b0::202');
export const doorbell = device('doorbell', '10.10.20.210');

/** Calls from the provider carry no password: it is known by its address. */
export const carrier: Device = { user: '+441632960999', password: '', address: AAISP.ipv6 };

/** Somebody on the internet. */
export const stranger: Device = { user: 'hall', password: '', address: '2001:db8:bad::1' };

/** A network with a provider, a LAN and the internet, in which one PBX after the other is started. */
export class TestHouse {
  provider!: VoipProvider;
  private aaisp!: Aaisp;

  /** Calls from the LAN, the provider's network and elsewhere. */
  phones!: SipPhoneSet;
  outside!: SipPhoneSet;
  internet!: SipPhoneSet;
  asterisk!: RunningAsterisk;
  private network!: TestNetwork;
  private host!: NetworkNamespace;
  private directory = '';

  constructor(private readonly kind: AsteriskProvider) {}

  async build(): Promise<void> {
    this.network = await TestNetwork.create();
    this.aaisp = await Aaisp.start(this.network, [{ username: NUMBER, password: secretOf('aaisp') }]);
    this.provider = this.aaisp.provider;
    this.host = await this.network.addHost(PBX.ipv6, PBX.ipv4);
    const lan = await this.network.addHost(hall.address, kitchen.address, doorbell.address);
    this.phones = new SipPhoneSet(lan, PBX);
    this.outside = new SipPhoneSet(this.provider.host, PBX);
    this.internet = new SipPhoneSet(await this.network.addHost(stranger.address), PBX);
  }

  /** Starts a PBX on a rendered directory. */
  async start(directory: string): Promise<void> {
    this.directory = directory;
    this.asterisk = await startAsterisk({
      provider: this.kind,
      configDirectory: directory,
      readOnlyRoot: true,
      network: { namespace: this.host.path, nameservers: [AAISP.nameserver] },
    });
    await this.asterisk.booted();
    const problems = this.asterisk.problems().map(({ raw }) => raw);
    if (problems.length > 0) {
      await this.asterisk.stop();
      throw new Error(problems.join('\n'));
    }
  }

  /** Starts a PBX of these phones and trunks. */
  async startWith(describe: (config: AsteriskConfig) => void): Promise<void> {
    const config = new AsteriskConfig(new Chart(new App(), 'test'), 'config', {
      country: 'GB',
      version: this.kind.version,
    });
    describe(config);
    await this.start(renderedDirectory(config.render(), secretOf));
  }

  async registered(trunk: string): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const shown = await this.asterisk.cli('pjsip show registrations');
      if (new RegExp(`^ ${trunk}/.* Registered `, 'm').test(shown)) return;
      await sleep(100);
    }
    throw new Error(`${trunk} does not register:\n${this.asterisk.log}\n${this.provider.complaints().join('\n')}`);
  }

  /** Waits until Asterisk has found that nobody answers at a trunk. */
  async unreachable(trunk: string): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const shown = await this.asterisk.cli('pjsip show contacts');
      if (new RegExp(`^ +Contact: +${trunk}/.* Unavail `, 'm').test(shown)) return;
      await sleep(100);
    }
    throw new Error(`${trunk} does not become unreachable`);
  }

  /** Has a trunk register once more. */
  async registersAnew(trunk: string): Promise<void> {
    await this.asterisk.cli(`pjsip send register ${trunk}`);
    for (let tries = 0; tries < 100 && this.provider.seen('REGISTER').length === 0; tries++) {
      await sleep(100);
    }
  }

  async register(...devices: readonly Device[]): Promise<void> {
    for (const each of devices) {
      expect(await this.phones.register(each)).toBe(200);
    }
  }

  /** Every phone is off, and what was seen is forgotten. */
  async reset(): Promise<void> {
    for (const each of [hall, kitchen, doorbell]) {
      await this.phones.hangUp(each);
    }
    this.provider.forget();
  }

  async stop(): Promise<void> {
    await this.asterisk.stop();
    rmSync(this.directory, { recursive: true });
  }

  async remove(): Promise<void> {
    await Promise.all([this.phones.remove(), this.outside.remove(), this.internet.remove()]);
    await this.aaisp.stop();
    await this.network.remove();
  }
}
