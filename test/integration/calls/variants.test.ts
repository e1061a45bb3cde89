import { App, Chart } from 'cdk8s';
import { HomePbx } from '../../../apps/home-pbx/chart';
import {
  Asterisk,
  AsteriskConfig,
  AsteriskImage,
  CalicoStaticIp,
  IpFamily,
  Provider,
  SipPhone,
  SipTrunk,
  type AsteriskApp,
} from '../../../lib';
import { rootFileSystemProvider } from '../../../lib/testing/real-asterisk';
import { password } from '../../support/pbx';
import { AAISP } from '../support/aaisp';
import { buildImage, whyNoBuild } from '../support/build-image';
import { CallHouse, NUMBER, PBX } from '../support/call-house';
import { scenario, type Tally } from '../support/call-report';
import { describeUnless } from '../support/describe-unless';
import { describeInEachNetwork } from '../support/in-network';
import { pbxIn } from '../support/synthesized';
import { now } from '../../../lib/testing/calls/pcap';

/** One call out and one in, with audio. */
async function throughTheTrunk(house: CallHouse, tally: Tally): Promise<void> {
  const since = now();
  await house.hall.dial('01632960001');
  await house.hall.event(/CALL_ESTABLISHED/);
  expect(await house.audio(house.hall, house.provider, since)).toEqual([]);
  tally.call();
  await house.reset();
  const later = now();
  await house.provider.call({ account: NUMBER, caller: '+441632960999' });
  await Promise.all([house.hall.event(/CALL_INCOMING/), house.kitchen.event(/CALL_INCOMING/)]);
  await house.kitchen.accept();
  expect(await house.audio(house.kitchen, house.provider, later)).toEqual([]);
  tally.call();
  await house.reset();
}

/** A house whose trunk is of this family, behind another trunk at a host where nobody is. */
function chartOf(app: AsteriskApp, kind: AsteriskConfig['version'], ipFamily: IpFamily, first?: string): Chart {
  const chart = new Chart(app, 'variant');
  const config = new AsteriskConfig(chart, 'config', { country: 'GB', version: kind });
  const phones = ['hall', 'kitchen'].map(
    (name, index) =>
      new SipPhone(config, name, {
        extension: `20${index + 1}`,
        password: password(config, name),
        ipFamily: IpFamily.IPV6,
      }),
  );
  const trunk = (name: string, props: Partial<ConstructorParameters<typeof SipTrunk>[2]>) =>
    new SipTrunk(config, name, props);
  if (first !== undefined) {
    trunk('first', { host: first, ranges: ['2001:db8:bad::/64'], ipFamily: IpFamily.IPV6 }).addOutboundRoute({
      from: phones,
      callerId: NUMBER,
    });
  }
  const aaisp = trunk('aaisp', {
    provider: Provider.ANDREWS_ARNOLD,
    ipFamily,
    username: NUMBER,
    password: password(config, 'aaisp'),
  });
  aaisp.addNumber(NUMBER, { ring: phones });
  aaisp.addOutboundRoute({ from: phones, callerId: NUMBER });
  new Asterisk(chart, 'pbx', {
    config,
    image: new AsteriskImage(chart, 'image', { repository: 'registry.example.com/asterisk', config }),
    address: new CalicoStaticIp(chart, 'address', { name: 'asterisk', ipv6: PBX.ipv6, ipv4: PBX.ipv4 }),
    phoneNetworks: ['::/0', '0.0.0.0/0'],
  });
  return chart;
}

describeInEachNetwork('calls in another house', (version, provider) => {
  describe('whose trunk speaks IPv4', () => {
    let house: CallHouse;
    beforeAll(async () => {
      const chart = (app: AsteriskApp) => chartOf(app, provider.version, IpFamily.IPV4);
      house = await CallHouse.build(provider, { chart, phones: ['hall', 'kitchen'] });
    }, 60_000);
    afterAll(() => house.remove());

    scenario('4, 5 through a trunk of the other family', { version, family: 'IPv4 to IPv6' }, async (tally) => {
      await throughTheTrunk(house, tally);
      const addresses = house.provider.capture.streams().flatMap(({ source, destination }) => [source, destination]);
      expect(new Set(addresses.map(({ address }) => address))).toEqual(new Set([AAISP.ipv4, PBX.ipv4]));
    });
  });

  describe('that has a second trunk', () => {
    let house: CallHouse;
    beforeAll(async () => {
      const chart = (app: AsteriskApp) => chartOf(app, provider.version, IpFamily.IPV6, 'nowhere.example');
      house = await CallHouse.build(provider, { chart, phones: ['hall', 'kitchen'] });
    }, 60_000);
    afterAll(() => house.remove());

    scenario('5 a second trunk takes over', { version, family: 'IPv6' }, async (tally) => {
      await throughTheTrunk(house, tally);
    });
  });

  describeUnless(whyNoBuild(), 'in the image that is built', () => {
    let house: CallHouse;
    beforeAll(async () => {
      const { root, config } = await buildImage(
        pbxIn(new HomePbx(new App(), 'home-pbx', { version: provider.version })).image,
      );
      house = await CallHouse.build(rootFileSystemProvider(provider.version, root), { user: config.User });
    }, 600_000);
    afterAll(() => house.remove());

    scenario('2 to 5 in its own image', { version, family: 'IPv6 and IPv4' }, async (tally) => {
      const since = now();
      await house.doorbell.dial('202');
      await house.kitchen.event(/CALL_INCOMING/);
      await house.kitchen.accept();
      expect(await house.audio(house.doorbell, house.kitchen, since)).toEqual([]);
      tally.call();
      await house.reset();
      await throughTheTrunk(house, tally);
    });
  });
});
