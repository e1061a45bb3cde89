import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { HomePbx } from '../../../apps/home-pbx/chart';
import type { AsteriskApp } from '../../../lib';
import { BaresipPhone, type PhoneOptions } from '../../../lib/testing/calls/baresip-phone';
import { CleanUp } from '../../../lib/testing/calls/clean-up';
import { audioProblems, type Party } from '../../../lib/testing/calls/party';
import type { RtpStream } from '../../../lib/testing/calls/rtp';
import type { VoipProvider } from '../../../lib/testing/calls/voip-provider';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { TestNetwork } from '../../../lib/testing/network/test-network';
import { startAsterisk, type AsteriskProvider, type RunningAsterisk } from '../../../lib/testing/real-asterisk';
import { AAISP, Aaisp } from './aaisp';
import { SipPhoneSet } from './sip-phone-set';
import { synthesized } from './synthesized';
import { carrier, doorbell, hall, kitchen, NUMBER, PBX, secretOf, stranger } from './test-house';
import { hangUpAll } from '../../../lib/testing/calls/hang-up-all';
import { now } from '../../../lib/testing/calls/pcap';

/** What each sends in a call, in Hz; the provider has its own. */
const TONES = { hall: 440, kitchen: 700, doorbell: 950 } as const;

/** What anybody else sends. */
const STRANGE = 1100;

function isResident(user: string): user is keyof typeof TONES {
  return user in TONES;
}

/** How the house is set up, where it is not as its app says. */
export interface CallHouseOptions {
  /** The PBX, with phones and a trunk of these names; `HomePbx` where there is none. */
  readonly chart?: (app: AsteriskApp) => Chart;
  /** Whom its image runs as, where it is not Debian's own user. */
  readonly user?: string;
  /** What is changed in the files that were synthesized. */
  readonly change?: (file: string, text: string) => string;
  /** Which phones there are. */
  readonly phones?: readonly (keyof typeof TONES)[];
}

/** The home of `apps/home-pbx`, with real phones, its provider and the internet. */
export class CallHouse {
  static async build(kind: AsteriskProvider, options: CallHouseOptions = {}): Promise<CallHouse> {
    const network = await TestNetwork.create();
    const house = new CallHouse(kind, network, options);
    try {
      await house.start();
      return house;
    } catch (error) {
      await house.remove().catch(() => undefined);
      throw error;
    }
  }

  aaisp!: Aaisp;
  asterisk!: RunningAsterisk;
  hall!: BaresipPhone;
  kitchen!: BaresipPhone;
  doorbell!: BaresipPhone;

  /** Scripted calls from the LAN, the provider's network and the internet. */
  lan!: SipPhoneSet;
  outside!: SipPhoneSet;
  internet!: SipPhoneSet;
  pbxHost!: NetworkNamespace;
  private readonly known: BaresipPhone[] = [];
  private readonly cleanup = new CleanUp();
  private directory = '';
  private files: readonly (readonly [name: string, text: string])[] = [];
  private readonly state = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-state-'));

  private constructor(
    private readonly kind: AsteriskProvider,
    readonly network: TestNetwork,
    private readonly options: CallHouseOptions,
  ) {
    this.cleanup.add(() => {
      rmSync(this.state, { recursive: true });
      return Promise.resolve();
    });
    this.cleanup.add(() => network.remove());
  }

  get provider(): VoipProvider {
    return this.aaisp.provider;
  }

  get phones(): readonly BaresipPhone[] {
    return this.known;
  }

  /** A phone of the house, or a host of its own for another one. */
  async phone(user: string, address: string, rest: Partial<PhoneOptions> = {}): Promise<BaresipPhone> {
    const host = rest.host ?? (await this.network.addHost(address));
    const pbx = address.includes(':') ? PBX.ipv6 : PBX.ipv4;
    const phone = await BaresipPhone.start({
      host,
      user,
      address,
      pbx,
      password: secretOf(user),
      tone: isResident(user) ? TONES[user] : STRANGE,
      ...rest,
    });
    this.cleanup.add(() => phone.stop());
    return phone;
  }

  /** Starts the PBX on its files; it remembers what it knew before. */
  async startPbx(): Promise<void> {
    const asterisk = await startAsterisk({
      provider: this.kind,
      configDirectory: this.directory,
      user: this.options.user,
      readOnlyRoot: true,
      stateDirectory: this.state,
      network: { namespace: this.pbxHost.path, nameservers: [AAISP.nameserver] },
    });
    this.asterisk = asterisk;
    this.cleanup.add(() => asterisk.stop());
    await asterisk.booted();
  }

  /** Starts the PBX anew on its files with these changes, and no others; phones that had registered are still known to it. */
  async changed(change: (file: string, text: string) => string): Promise<void> {
    await this.asterisk.stop();
    for (const [name, text] of this.files) {
      writeFileSync(join(this.directory, name), change(name, text));
    }
    await this.startPbx();
    // By itself it waits for up to ten seconds first.
    await this.asterisk.cli('pjsip send register aaisp');
    await this.trunkRegistered();
  }

  /** One phone calls another, which takes the call; when it began. */
  async connect(from: BaresipPhone, number: string, to: BaresipPhone): Promise<number> {
    const since = now();
    await from.dial(number);
    await to.event(/CALL_INCOMING/);
    await to.accept();
    await from.event(/CALL_ESTABLISHED/);
    return since;
  }

  /** What is wrong with the audio between two parties since then. */
  async audio(one: Party, other: Party, since: number, timeout?: number): Promise<readonly string[]> {
    return audioProblems({ parties: [one, other], pbx: [PBX.ipv6, PBX.ipv4], since }, timeout);
  }

  /** What the PBX has sent to a phone since then: nothing to one that is held. */
  audioFromPbx(phone: Party, since: number): readonly RtpStream[] {
    return phone.capture.streams(since).filter(({ source }) => source.address === PBX.ipv6);
  }

  /** Nobody is in a call any more, and what was heard is forgotten. */
  async reset(): Promise<void> {
    await hangUpAll(this.asterisk);
    for (const phone of this.phones) {
      await phone.forget();
    }
    this.provider.forget();
  }

  async remove(): Promise<void> {
    await this.cleanup.run();
  }

  private async start(): Promise<void> {
    const { version } = this.kind;
    this.aaisp = await Aaisp.start(
      this.network,
      [{ username: NUMBER, password: secretOf('aaisp') }],
      [PBX.ipv6, PBX.ipv4],
    );
    this.cleanup.add(() => this.aaisp.stop());
    this.pbxHost = await this.network.addHost(PBX.ipv6, PBX.ipv4);
    this.lan = new SipPhoneSet(await this.network.addHost('2001:111:1234:e8b0::299', '10.10.20.99'), PBX);
    this.outside = new SipPhoneSet(this.provider.host, PBX);
    this.internet = new SipPhoneSet(await this.network.addHost(stranger.address), PBX);
    this.cleanup.add(async () => {
      await Promise.all([this.lan, this.outside, this.internet].map((set) => set.remove()));
    });
    const { chart = (app: AsteriskApp) => new HomePbx(app, 'home-pbx', { version }), change } = this.options;
    const { directory } = synthesized(chart, secretOf, change);
    this.directory = directory;
    this.files = readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]);
    this.cleanup.add(() => {
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    });
    await this.startPbx();
    const { phones = ['hall', 'kitchen', 'doorbell'] } = this.options;
    for (const device of [hall, kitchen, doorbell].filter(({ user }) => phones.some((each) => each === user))) {
      const phone = await this.phone(device.user, device.address);
      await phone.registered();
      this.known.push(phone);
      Object.assign(this, { [device.user]: phone });
    }
    await this.trunkRegistered();
  }

  /** Waits until the trunk is registered. */
  async trunkRegistered(timeout = 30_000): Promise<void> {
    const end = performance.now() + timeout;
    for (;;) {
      const shown = await this.asterisk.cli('pjsip show registrations');
      if (/^ aaisp\/.* Registered /m.test(shown)) return;
      if (performance.now() > end) {
        throw new Error(`the trunk does not register:\n${shown}\n${this.provider.complaints().join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

export { carrier, NUMBER, PBX, secretOf };
