import { Chart, App, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { CalicoBgpPeering, CalicoStaticIp } from '../../lib';
import { BgpLan, NODES, ROUTER } from './support/bgp-lan';
import { documented, ROUTERS, whyNoBgp } from './support/bgp-router';
import { OTHER_PODS } from './support/calico-node';
import { describeUnless } from './support/describe-unless';

// The addresses and the password of docs/bgp.md.
const PBX = { ipv4: '10.10.10.2', ipv6: '2001:111:1234:e8b1::1:1' };
const ABROAD = ['203.0.113.0/24', '2001:db8:bad::/48'] as const;
const NEIGHBOURS = ['10.10.10.3', '2001:111:1234:e8b1::1:2'];
const SECRETS = { 'bgp-passwords/router': 'password-of-the-router' };

/** What our constructs make; without the filter, as a mistake in the cluster would leave it. */
function manifests(filtered = true): unknown[] {
  const chart = new Chart(new App(), 'home');
  const address = new CalicoStaticIp(chart, 'address', { name: 'asterisk', ...PBX });
  new CalicoBgpPeering(chart, 'router', {
    name: 'router',
    announce: [address],
    ...ROUTER,
    asNumber: 64513,
    password: { secret: kplus.Secret.fromSecretName(chart, 'bgp', 'bgp-passwords'), key: 'router' },
  });
  return (Testing.synth(chart) as { kind: string }[]).filter(({ kind }) => filtered || kind !== 'BGPFilter');
}

const via = (index: 0 | 1) => [`${PBX.ipv4} via ${NODES[index].ipv4}`, `${PBX.ipv6} via ${NODES[index].ipv6}`].sort();

/** Waits until something is as expected; returns what it was at last. */
async function eventually<T>(read: () => Promise<T>, expected: T, timeout = 20_000): Promise<T> {
  for (const end = Date.now() + timeout; ;) {
    const found = await read();
    if (JSON.stringify(found) === JSON.stringify(expected) || Date.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 3000));

describeUnless(whyNoBgp(), 'BGP as docs/bgp.md has it', () => {
  describe.each(ROUTERS.map((router) => [router.name, router] as const))('with %s', (_, router) => {
    let lan: BgpLan;
    beforeEach(async () => {
      lan = await BgpLan.create();
    });
    afterEach(() => lan.remove());

    test('the router learns the two addresses of the PBX, and nothing else', async () => {
      await lan.addPod(0, PBX.ipv4, PBX.ipv6, ...NEIGHBOURS);
      await lan.startRouter(router, documented(router));
      lan.startNode(0, manifests(), SECRETS);
      expect(await eventually(() => lan.learned(), via(0))).toEqual(via(0));
      await settle();
      expect(await lan.learned()).toEqual(via(0));
      expect(await lan.learned(lan.node(0))).toEqual([]);
    }, 60_000);

    test('the addresses move with the pod', async () => {
      await lan.startRouter(router, documented(router));
      lan.startNode(0, manifests(), SECRETS);
      lan.startNode(1, manifests(), SECRETS);
      await lan.addPod(0, PBX.ipv4, PBX.ipv6);
      expect(await eventually(() => lan.learned(), via(0))).toEqual(via(0));
      await lan.removePod(0, PBX.ipv4, PBX.ipv6);
      await lan.addPod(1, PBX.ipv4, PBX.ipv6);
      expect(await eventually(() => lan.learned(), via(1))).toEqual(via(1));
    }, 60_000);

    test('the router takes no more where Calico has no filter', async () => {
      await lan.addPod(0, PBX.ipv4, PBX.ipv6, ...NEIGHBOURS);
      await lan.startRouter(router, documented(router));
      lan.startNode(0, manifests(false), SECRETS);
      expect(await eventually(() => lan.learned(), via(0))).toEqual(via(0));
      await settle();
      expect(await lan.learned()).toEqual(via(0));
    }, 60_000);

    test('Calico tells no more where the router has no filter, and takes nothing', async () => {
      await lan.addPod(0, PBX.ipv4, PBX.ipv6, ...NEIGHBOURS);
      await lan.startRouter(router, open(documented(router)));
      lan.startNode(0, manifests(), SECRETS);
      expect(await eventually(() => lan.learned(), via(0))).toEqual(via(0));
      await settle();
      expect(await lan.learned()).toEqual(via(0));
      expect(await lan.learned(lan.node(0))).toEqual([]);
    }, 60_000);

    test('without either filter there would be more', async () => {
      await lan.addPod(0, PBX.ipv4, PBX.ipv6, ...NEIGHBOURS);
      await lan.startRouter(router, open(documented(router)));
      lan.startNode(0, manifests(false), SECRETS);
      const expected = [
        ...via(0),
        ...OTHER_PODS.map((pods) => `${pods} via ${NODES[0][pods.includes(':') ? 'ipv6' : 'ipv4']}`),
      ].sort();
      expect(await eventually(() => lan.learned(), expected)).toEqual(expected);
      // Over IPv6 the way is the router's link-local address.
      const heard = async () => (await lan.learned(lan.node(0))).map((each) => each.split(' ')[0]);
      expect(await eventually(heard, [...ABROAD].sort())).toEqual([...ABROAD].sort());
    }, 60_000);

    test('another password is no session', async () => {
      await lan.addPod(0, PBX.ipv4, PBX.ipv6);
      await lan.startRouter(router, documented(router));
      const wrong = lan.startNode(0, manifests(), { 'bgp-passwords/router': 'another' });
      await settle();
      await settle();
      expect(await lan.learned()).toEqual([]);
      await wrong.stop();
      lan.startNode(0, manifests(), SECRETS);
      expect(await eventually(() => lan.learned(), via(0))).toEqual(via(0));
    }, 60_000);
  });
});

/** The example without what it says of routes, and with routes of its own to tell. */
function open(text: string): string {
  const shown = text
    .replaceAll(/^ {2}neighbor .* prefix-list .*\n/gm, '')
    .replace(' no bgp default', ' no bgp ebgp-requires-policy\n no bgp network import-check\n no bgp default')
    .replace(/(?<=address-family ipv4 unicast\n)/, `  network ${ABROAD[0]}\n`)
    .replace(/(?<=address-family ipv6 unicast\n)/, `  network ${ABROAD[1]}\n`)
    .replaceAll(/import where .*;/g, 'import all;')
    .replaceAll('export none', 'export all');
  const routes = ABROAD.map(
    (network, index) => `protocol static { ipv${index === 0 ? 4 : 6}; route ${network} blackhole; }\n`,
  );
  return shown.startsWith('router id') ? `${shown}${routes.join('')}` : shown;
}
