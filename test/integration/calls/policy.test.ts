import { App } from 'cdk8s';
import { HomePbx } from '../../../apps/home-pbx/chart';
import { Capture } from '../../../lib/testing/calls/capture';
import { now, type Packet } from '../../../lib/testing/calls/pcap';
import { manifest } from '../../support/pbx';
import { policyAllows } from '../../support/policy-judge';
import { AAISP } from '../support/aaisp';
import { CallHouse, NUMBER, PBX } from '../support/call-house';
import { describeInEachNetwork } from '../support/in-network';
import { stranger } from '../support/test-house';

const policy = manifest(new HomePbx(new App(), 'home-pbx'), 'NetworkPolicy');
const OWN: readonly string[] = [PBX.ipv6, PBX.ipv4];

/** Whether the policy of the app lets a packet through: it looks at each alone, as if none were an answer. */
function isAllowed({ source, destination }: Packet): boolean {
  return OWN.includes(destination.address)
    ? policyAllows(policy, 'from', source.address, destination.port)
    : policyAllows(policy, 'to', destination.address, destination.port);
}

/** The name server of these tests is no pod of the cluster. */
function isDns({ source, destination }: Packet): boolean {
  return [source.address, destination.address].includes(AAISP.nameserver);
}

describeInEachNetwork('the network policy and real packets', (_, provider) => {
  let house: CallHouse;
  let capture: Capture;
  beforeAll(async () => {
    house = await CallHouse.build(provider);
    capture = await Capture.start(house.pbxHost);
  }, 60_000);
  afterAll(async () => {
    await capture.stop();
    await house.remove();
  });
  beforeEach(() => house.reset());

  test('lets every packet of real calls through, with audio both ways', async () => {
    for (const [from, number, to] of [
      [house.hall, '202', house.kitchen],
      [house.doorbell, '201', house.hall],
    ] as const) {
      const since = await house.connect(from, number, to);
      expect(await house.audio(from, to, since)).toEqual([]);
      await house.reset();
    }
    const out = now();
    await house.hall.dial('01632960001');
    await house.hall.event(/CALL_ESTABLISHED/);
    expect(await house.audio(house.hall, house.provider, out)).toEqual([]);
    await house.reset();
    const incoming = now();
    await house.provider.call({ account: NUMBER, caller: '+441632960999' });
    await house.kitchen.event(/CALL_INCOMING/);
    await house.kitchen.accept();
    expect(await house.audio(house.kitchen, house.provider, incoming)).toEqual([]);
    await house.reset();
    const packets = capture.packets().filter((packet) => !isDns(packet));
    expect(packets.length).toBeGreaterThan(300);
    const denied = packets.filter((packet) => !isAllowed(packet));
    expect(denied.map(({ source, destination }) => ({ source, destination }))).toEqual([]);
  }, 60_000);

  test('keeps a stranger out', async () => {
    const since = now();
    expect(await house.internet.call({ from: stranger, to: NUMBER })).toBe(401);
    const packets = capture.packets(since).filter(({ source }) => source.address === stranger.address);
    expect(packets.length).toBeGreaterThan(0);
    expect(packets.filter(isAllowed)).toEqual([]);
  });
});
