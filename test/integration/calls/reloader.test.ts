import { setTimeout as sleep } from 'node:timers/promises';
import { application, type AsteriskConfig } from '../../../lib';
import { scenario } from '../support/call-report';
import { Exchange } from '../support/exchange';
import { addPhone } from '../support/office';
import { FULL } from '../support/full';
import { describeInEachNetwork } from '../support/in-network';
import { PodReloader, type Mounted } from '../support/pod-reloader';
import { secretOf } from '../support/test-house';

const CALLS = FULL ? 50 : 10;
/** How long they are, in milliseconds: all that is done meanwhile takes less. */
const LENGTH = 90_000;

/** Files that are changed one after the other, beside phones and dialplan. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  ['acl.conf', '[lan]\ndeny=0.0.0.0/0\npermit=192.0.2.1/32\n'],
  ['queues.conf', '[sales]\nstrategy=ringall\n'],
  ['features.conf', '[featuremap]\natxfer=*61\n'],
  ['confbridge.conf', '[mine]\ntype=bridge\nmax_members=41\n'],
  ['musiconhold.conf', '[default]\nmode=files\ndirectory=/usr/share/asterisk/sounds\n'],
];

function addFiles(config: AsteriskConfig, edit = (text: string) => text): void {
  for (const [name, text] of FILES) config.addFile(name, edit(text));
}

describeInEachNetwork('the reloader of a pod with calls', (version, provider) => {
  let exchange: Exchange;
  let pod: PodReloader;

  const described = (
    change: (config: AsteriskConfig) => void = () => undefined,
    edit = (text: string) => text,
  ): Mounted =>
    exchange.described((config) => {
      addFiles(config, edit);
      change(config);
    });

  beforeAll(async () => {
    exchange = await Exchange.build(provider, {
      phones: 2 * CALLS,
      more: (config) => {
        addFiles(config);
      },
    });
    pod = await PodReloader.start(exchange.asterisk, described(), secretOf);
    await exchange.registerAll(200);
  }, 60_000);
  afterAll(() => exchange.remove());

  scenario(
    '8 all that is reloaded is changed',
    { version, family: 'IPv6' },
    async (tally) => {
      const calls = await exchange.call(CALLS, LENGTH);
      tally.calls += CALLS;
      const look = async (mounted: Mounted, valueOf = secretOf) => {
        await pod.mount(mounted, valueOf);
        return pod.look();
      };
      const loaded = { code: 0, status: { result: 'loaded' } };

      // Phones and dialplan.
      const change = (config: AsteriskConfig) => {
        addPhone(config, 'porch', '20001');
        config.dialplan.context('internal').extension('*43', [application.Answer(), application.Hangup()]);
        config.pjsip.global().set({ userAgent: 'renamed' });
      };
      expect(await exchange.answerTo('porch')).toBe(401);
      expect(await look(described(change))).toMatchObject(loaded);
      expect(await exchange.answerTo('porch')).toBe(200);
      expect(await exchange.channels()).toBe(2 * CALLS);

      // A broken one, with a phone less.
      const broken = described();
      const text = `${broken.files.get('pjsip.conf') ?? ''}[odd]\ntype=endpoint\nnonsense=1\n`;
      const refused = await look({ ...broken, files: new Map(broken.files).set('pjsip.conf', text) });
      expect(refused).toMatchObject({ code: 1, status: { result: 'refused' } });
      expect(await exchange.answerTo('porch')).toBe(200);

      // Passwords.
      const rotated = (key: string) => (key === 'porch' ? 'rotated-secret' : secretOf(key));
      expect(await look(described(change), rotated)).toMatchObject(loaded);
      expect(await exchange.answerTo('porch')).toBe(401);
      expect(await exchange.answerTo('porch', 'rotated-secret')).toBe(200);

      // The other files, all at once.
      const words = { '*61': '*62', '41': '42', ringall: 'random', '192.0.2.1': '192.0.2.2' };
      const edit = (text: string) => Object.entries(words).reduce((all, [old, word]) => all.replace(old, word), text);
      const others = await look(described(change, edit), rotated);
      expect(others).toMatchObject(loaded);
      expect(others.log).toMatch(/acl.conf.*confbridge.conf.*features.conf.*queues.conf/);
      expect(await exchange.asterisk.cli('queue show sales')).toContain('random');
      expect(await exchange.asterisk.cli('features show')).toContain('*62');

      expect(await exchange.channels()).toBe(2 * CALLS);
      // By their own end: SIPp fails for one that ends otherwise.
      await calls.ended();
    },
    LENGTH + 60_000,
  );

  test('sees by itself what is mounted', async () => {
    const watching = pod.watch(40);
    await pod.mount(described(), secretOf);
    const generation = /^generation (\w+)/.exec(described().reloadList)?.[1];
    for (let tries = 0; tries < 150 && (await pod.status()).generation !== generation; tries++) {
      await sleep(200);
    }
    expect(await pod.status()).toMatchObject({ result: 'loaded', generation });
    expect(await exchange.answerTo('porch')).toBe(401);
    expect(await watching).toMatch(/^reload-config: loaded: .*pjsip\.conf/m);
  }, 90_000);
});
