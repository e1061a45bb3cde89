import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningAsterisk } from '../../../lib/testing/real-asterisk';
import { now } from '../../../lib/testing/calls/pcap';
import { AAISP } from '../support/aaisp';
import { CallHouse, NUMBER, PBX, secretOf } from '../support/call-house';
import { scenario } from '../support/call-report';
import { Exchange, extensionOf, userOf } from '../support/exchange';
import { describeInEachNetwork } from '../support/in-network';
import { SipPhoneSet } from '../support/sip-phone-set';

const script = readFileSync(join(__dirname, '../../../lib/image/context/drain'), 'utf8');

/** What the kubelet runs before it ends the pod, as the pod's user and without any capability. */
function drain(asterisk: RunningAsterisk, seconds: number): Promise<unknown> {
  const ids = '--reuid=asterisk --regid=asterisk --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all';
  const command = `exec setpriv ${ids} sh -c "$0" drain ${seconds}`;
  return asterisk.run(['sh', '-c', command, script], 120_000);
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it does not come about that ${what}`);
    await sleep(50);
  }
}

describeInEachNetwork('a pod that ends', (version, provider) => {
  describe('an exchange', () => {
    const CALLS = 20;
    // Of each call and of two phones more, one calls the other.
    const phones = 2 * (CALLS + 1);
    const caller = { user: userOf(CALLS + 1), address: '2001:111:1234:e8b0::213' };
    let exchange: Exchange;
    let free: SipPhoneSet;

    beforeEach(async () => {
      exchange = await Exchange.build(provider, { phones });
      await exchange.registerAll(200);
      free = new SipPhoneSet(await exchange.network.addHost(caller.address), PBX);
    }, 60_000);
    afterEach(async () => {
      await free.remove();
      await exchange.remove();
    });

    /** What a phone that calls another is answered. */
    const answered = () =>
      free.call({ from: { ...caller, password: secretOf(caller.user) }, to: extensionOf(phones), patience: 2000 });

    scenario('13 calls go on, new ones are refused', { version, family: 'IPv6' }, async (tally) => {
      const { asterisk } = exchange;
      const calls = await exchange.call(CALLS, 8000);
      tally.calls += CALLS + 1;
      const ended = drain(asterisk, 60);
      await until('new calls are refused', async () => (await answered()) === 503);
      expect(asterisk.exited).toBe(false);
      // SIPp says whether each was ended by its caller.
      await calls.ended();
      await ended;
      await until('Asterisk has ended', () => asterisk.exited);
      tally.media = 'none';
    });

    scenario('13 a call that does not end', { version, family: 'IPv6' }, async (tally) => {
      const { asterisk } = exchange;
      await exchange.call(1, 120_000);
      tally.call('none');
      const begun = performance.now();
      await drain(asterisk, 3);
      await until('Asterisk has ended', () => asterisk.exited);
      expect(performance.now() - begun).toBeGreaterThanOrEqual(3000);
    });

    scenario('13 no call is up, or no time is given', { version, family: 'IPv6' }, async (tally) => {
      await exchange.call(1, 120_000);
      tally.call('none');
      await drain(exchange.asterisk, 0);
      await until('Asterisk has ended', () => exchange.asterisk.exited);
      await exchange.startPbx();
      await drain(exchange.asterisk, 100);
      await until('Asterisk has ended', () => exchange.asterisk.exited);
    });
  });

  describe('a home', () => {
    let house: CallHouse;

    beforeAll(async () => {
      house = await CallHouse.build(provider);
    }, 60_000);
    afterAll(() => house.remove());

    scenario(
      '13 the provider is told, and a call that rings can be taken',
      { version, family: 'IPv6' },
      async (tally) => {
        const { asterisk, hall, kitchen, doorbell } = house;
        // It rings before, and is taken after.
        await doorbell.dial('201');
        await hall.event(/CALL_INCOMING/);
        const ended = drain(asterisk, 60);
        const since = now();
        await until('the trunk is unregistered', () =>
          house.provider.capture
            .messages(since)
            .some(({ method, text }) => method === 'REGISTER' && /^Expires: 0/m.test(text)),
        );
        // Who calls all the same, and a phone.
        const from = { user: '+441632960999', password: '', address: AAISP.ipv6 };
        await until('calls are refused', async () => (await house.outside.call({ from, to: NUMBER })) === 503);
        await kitchen.dial('201');
        expect((await kitchen.event(/CALL_CLOSED/)).param).toMatch(/^503 /);
        tally.calls += 2;
        await hall.accept();
        await doorbell.event(/CALL_ESTABLISHED/);
        expect(await house.audio(doorbell, hall, now())).toEqual([]);
        tally.call();
        expect(asterisk.exited).toBe(false);
        await hall.hangUp();
        await ended;
        await until('Asterisk has ended', () => asterisk.exited);
      },
    );
  });
});
