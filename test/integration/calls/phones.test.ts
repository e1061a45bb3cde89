import { setTimeout as sleep } from 'node:timers/promises';
import type { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import { CallHouse, PBX, secretOf } from '../support/call-house';
import { scenario, type Tally } from '../support/call-report';
import { describeInEachNetwork } from '../support/in-network';
import { now } from '../../../lib/testing/calls/pcap';

describeInEachNetwork('calls between phones', (version, provider) => {
  let house: CallHouse;

  beforeAll(async () => {
    house = await CallHouse.build(provider);
  }, 60_000);
  afterAll(() => house.remove());
  beforeEach(() => house.reset());

  async function talk(tally: Tally, from: BaresipPhone, number: string, to: BaresipPhone): Promise<void> {
    const since = await house.connect(from, number, to);
    expect(await house.audio(from, to, since)).toEqual([]);
    tally.call();
  }

  describe('registration', () => {
    scenario('1 who may not register', { version, family: 'IPv6' }, async () => {
      const wrong = await house.phone('hall', '2001:111:1234:e8b0::211', { password: 'wrong' });
      await expect(wrong.registered()).rejects.toThrow('401');
      const unknown = await house.phone('nobody', '2001:111:1234:e8b0::212');
      await expect(unknown.registered()).rejects.toThrow('401');
      const told = (event: string, account: string, address: string): boolean =>
        house.asterisk.log
          .split('\n')
          .some(
            (line) =>
              line.includes(`SecurityEvent="${event}"`) &&
              line.includes(`AccountID="${account}"`) &&
              line.includes(`RemoteAddress="IPV6/UDP/${address}/`),
          );
      const both = () => ({
        wrong: told('ChallengeResponseFailed', 'hall', '2001:111:1234:e8b0::211'),
        unknown: told('InvalidAccountID', 'nobody', '2001:111:1234:e8b0::212'),
      });
      // The phone may know before the line has come through the pipe.
      for (let tries = 0; tries < 50 && !(both().wrong && both().unknown); tries++) await sleep(50);
      expect(both()).toEqual({ wrong: true, unknown: true });
    });

    scenario('1 an anonymous call', { version, family: 'IPv6' }, async (tally) => {
      const from = { user: 'anonymous', password: '', address: '2001:db8:bad::1' };
      for (const to of ['201', '+441632960000', '0033123456789', '999']) {
        expect(await house.internet.call({ from, to })).toBe(401);
        tally.call('none');
      }
      expect(house.hall.has(/CALL_INCOMING/)).toBe(false);
      expect(house.provider.seen('INVITE')).toEqual([]);
      expect(house.asterisk.log).toMatch(
        /SecurityEvent="(InvalidAccountID|ChallengeSent)".*RemoteAddress="IPV6\/UDP\/2001:db8:bad::1\//,
      );
    });
  });

  describe('two phones', () => {
    scenario('2 phone to phone', { version, family: 'IPv6' }, async (tally) => {
      const since = now();
      await house.hall.dial('202');
      const incoming = await house.kitchen.event(/CALL_INCOMING/);
      expect(incoming).toMatchObject({ peerdisplayname: 'hall', peeruri: `sip:201@[${PBX.ipv6}]` });
      await house.kitchen.accept();
      await house.hall.event(/CALL_ESTABLISHED/);
      expect(await house.audio(house.hall, house.kitchen, since)).toEqual([]);
      tally.call();
      for (const { media } of house.hall.capture.messages(since)) {
        expect([undefined, '2001:111:1234:e8b0::201', PBX.ipv6]).toContain(media?.address);
      }
      await house.hall.hangUp();
      await house.kitchen.event(/CALL_CLOSED/);
      await talk(tally, house.kitchen, '201', house.hall);
      // The other side hangs up.
      await house.hall.hangUp();
      await house.kitchen.event(/CALL_CLOSED/);
    });

    scenario('2 digits', { version, family: 'IPv6' }, async (tally) => {
      const since = await house.connect(house.hall, '202', house.kitchen);
      for (const digit of '159#') {
        await house.hall.digit(digit);
        await sleep(300);
      }
      await sleep(500);
      const digits = house.audioFromPbx(house.kitchen, since).map((stream) => stream.digits);
      expect(digits.join('')).toBe('159#');
      tally.call('one way, as meant');
    });

    scenario('2 hold and resume', { version, family: 'IPv6' }, async (tally) => {
      await talk(tally, house.hall, '202', house.kitchen);
      await house.kitchen.hold();
      await sleep(500);
      const held = now();
      await sleep(1500);
      expect(house.audioFromPbx(house.hall, held)).toEqual([]);
      await house.kitchen.resume();
      await sleep(300);
      expect(await house.audio(house.hall, house.kitchen, now())).toEqual([]);
    });

    scenario('2 blind transfer', { version, family: 'IPv6 and IPv4' }, async (tally) => {
      await talk(tally, house.hall, '202', house.kitchen);
      await house.kitchen.transfer('210');
      await house.doorbell.event(/CALL_INCOMING/);
      await house.doorbell.accept();
      await house.kitchen.event(/CALL_CLOSED/);
      expect(await house.audio(house.hall, house.doorbell, now())).toEqual([]);
      tally.call();
    });
  });

  describe('the doorbell', () => {
    scenario('3 doorbell to phone', { version, family: 'IPv4 to IPv6' }, async (tally) => {
      await talk(tally, house.doorbell, '201', house.hall);
      await house.doorbell.hangUp();
      await house.hall.event(/CALL_CLOSED/);
    });

    scenario('3 phone to doorbell', { version, family: 'IPv6 to IPv4' }, async (tally) => {
      await talk(tally, house.hall, '210', house.doorbell);
      await house.hall.hangUp();
      await house.doorbell.event(/CALL_CLOSED/);
    });

    scenario('3 where the doorbell may not call', { version, family: 'IPv4' }, async (tally) => {
      for (const number of ['210', '01632960001', '0033123456789', '999']) {
        await house.doorbell.dial(number);
        const closed = await house.doorbell.event(/CALL_CLOSED/);
        expect(closed.param).toMatch(/^403 /);
        tally.call('none');
      }
      expect(house.provider.seen('INVITE')).toEqual([]);
    });
  });

  test('no password is in what Asterisk logs', () => {
    for (const key of ['hall', 'kitchen', 'doorbell', 'aaisp']) {
      expect(house.asterisk.log).not.toContain(secretOf(key));
    }
  });
});
