import { setTimeout as sleep } from 'node:timers/promises';
import { application, type AsteriskConfig } from '../../../lib';
import type { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import { audioProblems } from '../../../lib/testing/calls/party';
import { scenario } from '../support/call-report';
import { Exchange, extensionOf, userOf } from '../support/exchange';
import { addPhone } from '../support/office';
import { FULL } from '../support/full';
import { describeInEachNetwork } from '../support/in-network';
import { PBX } from '../support/test-house';
import { now } from '../../../lib/testing/calls/pcap';

const CALLS = FULL ? 50 : 10;

/** How long the calls are, in seconds: all that is done meanwhile takes less. */
const LENGTH = FULL ? 40 : 13;

/** The first phone that takes no part in those calls. */
const FREE = CALLS + 1;

const NEW = { user: 'porch', extension: '20001' };
const ECHO = '*43';

describeInEachNetwork('a PBX that is changed while it is used', (version, provider) => {
  let exchange: Exchange;
  let free: BaresipPhone;
  let porch: BaresipPhone;

  function change(config: AsteriskConfig): void {
    addPhone(config, NEW.user, NEW.extension);
    config.dialplan.context('internal').extension(ECHO, [application.Answer(), application.Echo()]);
  }

  /** One calls the other, and they hear each other. */
  async function talk(from: BaresipPhone, number: string, to: BaresipPhone): Promise<void> {
    const since = now();
    await from.dial(number);
    await to.event(/CALL_INCOMING/);
    await to.accept();
    await from.event(/CALL_ESTABLISHED/);
    expect(await audioProblems({ parties: [from, to], pbx: [PBX.ipv6], since })).toEqual([]);
    await from.hangUp();
    await to.event(/CALL_CLOSED/);
  }

  /** The phones that the PBX knows where to find. */
  async function registered(): Promise<readonly string[]> {
    const shown = await exchange.asterisk.cli('pjsip show contacts');
    return [...shown.matchAll(/^ +Contact: +(\w+)\/sip:/gm)].map(([, user = '']) => user).sort();
  }

  beforeAll(async () => {
    exchange = await Exchange.build(provider, { phones: 2 * FREE, persistent: true });
    await exchange.registerAll(200);
    free = await exchange.phone(userOf(FREE), '2001:111:1234:e8b0::211', 700);
    await free.registered();
  }, 60_000);
  afterAll(() => exchange.remove());

  scenario(
    '8 a phone and an extension are added',
    { version, family: 'IPv6' },
    async (tally) => {
      const watch = await exchange.watch();
      const calls = await exchange.call(CALLS, LENGTH * 1000);
      tally.calls += CALLS;
      const from = now();

      // Neither is there yet.
      expect(await exchange.answerTo(NEW.user)).toBe(401);
      await free.dial(ECHO);
      expect((await free.event(/CALL_CLOSED/)).param).toMatch(/^404 /);

      await exchange.reconfigure(change);
      expect(exchange.asterisk.problems().map(({ raw }) => raw)).toEqual([]);
      expect(await exchange.channels()).toBe(2 * CALLS);

      porch = await exchange.phone(NEW.user, '2001:111:1234:e8b0::212', 950);
      await porch.registered();
      await talk(free, NEW.extension, porch);
      await talk(porch, extensionOf(FREE), free);
      const since = now();
      await free.dial(ECHO);
      await free.event(/CALL_ESTABLISHED/);
      await sleep(1500);
      expect(free.heard([free.tone], since).get(free.tone)).toBeGreaterThan(1);
      await free.hangUp();
      tally.calls += 3;

      const to = now();
      await calls.ended();
      const audio = await watch.forwarding({ between: exchange.sides, from, to });
      process.stderr.write(
        `Asterisk ${version}: changed with ${CALLS} calls up: ${audio.arrived} packets arrived, ${audio.lost} lost\n`,
      );
      expect(audio.streams).toBe(2 * CALLS);
      expect(audio.leastArrived).toBeGreaterThan((to - from) * 25);
      expect(audio.lost / audio.arrived).toBeLessThanOrEqual(0.001);
      tally.media = 'both ways';
    },
    LENGTH * 1000 + 60_000,
  );

  scenario('8 killed and started again', { version, family: 'IPv6' }, async (tally) => {
    const contacts = await registered();
    expect(contacts).toContain(NEW.user);
    const killed = now();
    // A SIGKILL, which gives it no time to write anything.
    await exchange.asterisk.stop();
    await exchange.startPbx();
    expect(await registered()).toEqual(contacts);
    await talk(free, NEW.extension, porch);
    await talk(porch, extensionOf(FREE), free);
    tally.call();
    tally.call();
    const since = [free, porch].flatMap(({ capture }) => capture.messages(killed));
    expect(since.map(({ method }) => method)).toContain('INVITE');
    expect(since.map(({ method }) => method)).not.toContain('REGISTER');
  });
});
