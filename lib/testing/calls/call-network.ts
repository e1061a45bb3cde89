import { randomBytes } from 'node:crypto';
import { print } from '../../conf/print';
import type { BodyItem, ConfFile } from '../../conf/nodes';
import { readDirectory } from '../../config/read-directory';
import { ValidationError } from '../../conf/validation-error';
import { didYouMean } from '../../conf/did-you-mean';
import { TestNetwork } from '../network/test-network';
import { startAsterisk, type AsteriskProvider, type RunningAsterisk } from '../real-asterisk';
import { BaresipPhone } from './baresip-phone';
import type { CallPlan } from './call-plan';
import { describePbx, type DescribedPhone, type DescribedTrunk } from './described-pbx';
import { CleanUp } from './clean-up';
import { NameServer } from './name-server';
import { withStandInAuths } from './stand-in-auths';
import { VoipProvider } from './voip-provider';

const NAMESERVER = '2001:db8:53::53';
const CREDENTIALS = ['password', 'md5_cred', 'password_digest'];
const PBX = ['2001:db8:1::1', '192.0.2.1'];

/** A PBX of a directory of files in a network of its own, with its phones and its providers. */
export class CallNetwork {
  /**
   * Starts everything that a plan names.
   *
   * @throws ValidationError `CallPlan` where the plan names somebody whom the files do not know
   */
  static async start(
    directory: string,
    plan: CallPlan,
    provider: AsteriskProvider,
    file: string,
  ): Promise<CallNetwork> {
    const pjsip = withStandInAuths(readDirectory(directory).find(({ name }) => name === 'pjsip.conf') ?? empty());
    const { phones, trunks } = describePbx(pjsip);
    checkNames(
      plan,
      phones.map(({ name }) => name),
      trunks.map(({ name }) => name),
      file,
    );
    const network = await TestNetwork.create();
    const started = new CallNetwork(plan, network);
    try {
      await started.begin({ directory, pjsip, phones, trunks, provider });
      return started;
    } catch (error) {
      await started.remove().catch(() => undefined);
      throw error;
    }
  }

  readonly phones = new Map<string, BaresipPhone>();
  readonly trunks = new Map<string, VoipProvider>();
  readonly described = new Map<string, DescribedTrunk>();
  asterisk: RunningAsterisk | undefined;

  /** The phones that the PBX did not let register, and why. */
  readonly unregistered: string[] = [];
  private readonly cleanup = new CleanUp();

  private constructor(
    private readonly plan: CallPlan,
    private readonly network: TestNetwork,
  ) {
    this.cleanup.add(() => network.remove());
  }

  /** The addresses of the PBX. */
  get pbx(): readonly string[] {
    return this.plan.pbx ?? PBX;
  }

  async remove(): Promise<void> {
    await this.cleanup.run();
  }

  private async begin({
    directory,
    pjsip,
    phones,
    trunks,
    provider,
  }: {
    readonly directory: string;
    readonly pjsip: ConfFile;
    readonly phones: readonly DescribedPhone[];
    readonly trunks: readonly DescribedTrunk[];
    readonly provider: AsteriskProvider;
  }): Promise<void> {
    // No real password is needed for a call among ourselves, and none is to be seen.
    const password = randomBytes(12).toString('hex');
    const names = await NameServer.start(
      await this.network.addHost(NAMESERVER),
      NAMESERVER,
      trunks
        .filter(({ addresses, host }) => !addresses.includes(host))
        .map(({ host, addresses }) => ({ name: host, addresses, srv: true })),
    );
    this.cleanup.add(() => names.stop());
    for (const trunk of trunks) {
      this.described.set(trunk.name, trunk);
      const started = await VoipProvider.start(this.network, {
        name: trunk.name,
        port: trunk.port,
        addresses: trunk.addresses,
        accounts: [{ username: trunk.username, password, contact: trunk.registers ? undefined : this.pbxFor(trunk) }],
      });
      this.cleanup.add(() => started.stop());
      this.trunks.set(trunk.name, started);
    }
    const host = await this.network.addHost(...this.pbx);
    const asterisk = await startAsterisk({
      provider,
      configDirectory: directory,
      overlay: new Map([['pjsip.conf', print(withPassword(pjsip, password))]]),
      readOnlyRoot: true,
      network: { namespace: host.path, nameservers: [NAMESERVER] },
    });
    this.asterisk = asterisk;
    this.cleanup.add(() => asterisk.stop());
    await asterisk.booted();
    for (const [index, phone] of phones.entries()) {
      this.phones.set(phone.name, await this.phone(phone, index, password));
    }
  }

  private async phone({ name, username, family, codecs }: DescribedPhone, index: number, password: string) {
    const address = this.plan.phones.get(name) ?? (family === 6 ? `2001:db8:2::${index + 1}` : `198.18.0.${index + 1}`);
    const pbx = this.pbx.find((each) => each.includes(':') === address.includes(':'));
    if (pbx === undefined || codecs.length === 0) {
      const message =
        pbx === undefined
          ? `the phone ${name} at ${address} cannot reach ${this.pbx.join(', ')}: give both an address of one family`
          : `the phone ${name} speaks neither alaw nor ulaw: allow one, or it cannot be listened to`;
      throw new ValidationError('CallPlan', message);
    }
    const phone = await BaresipPhone.start({
      host: await this.network.addHost(address),
      user: username,
      name,
      password,
      address,
      pbx,
      tone: 400 + 70 * (index % 12),
      codecs: codecs.join(','),
    });
    this.cleanup.add(() => phone.stop());
    await phone.registered().catch((error: unknown) => {
      this.unregistered.push(error instanceof Error ? error.message : String(error));
    });
    return phone;
  }

  private pbxFor({ addresses }: DescribedTrunk): string {
    const [own = ''] = this.pbx.filter((each) => addresses.some((other) => other.includes(':') === each.includes(':')));
    return own;
  }
}

function empty(): ConfFile {
  return { kind: 'file', name: 'pjsip.conf', head: [], sections: [] };
}

/** The file with one password for everybody, in place of digests too. */
function withPassword(file: ConfFile, password: string): ConfFile {
  const changed = (item: BodyItem): BodyItem => {
    if (item.kind !== 'assignment') return item;
    if (item.key === 'auth_type') return { ...item, value: 'userpass' };
    return CREDENTIALS.includes(item.key) ? { ...item, key: 'password', value: password } : item;
  };
  return { ...file, sections: file.sections.map((section) => ({ ...section, items: section.items.map(changed) })) };
}

/** Whoever is named must be there, and of the right kind: a check of somebody who is not there would pass. */
function checkNames({ names }: CallPlan, phones: readonly string[], trunks: readonly string[], file: string): void {
  const known = { phone: phones, trunk: trunks, 'phone or trunk': [...phones, ...trunks] };
  for (const { name, kind, line, column } of names) {
    if (!known[kind].includes(name)) {
      const message = `pjsip.conf has no ${kind} ${JSON.stringify(name)}${didYouMean(name, known[kind])}`;
      throw new ValidationError('CallPlan', message, { file, line, column });
    }
  }
}
