import { setTimeout as sleep } from 'node:timers/promises';
import type { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';
import { AAISP } from '../support/aaisp';
import { CallHouse, NUMBER, PBX } from '../support/call-house';
import { scenario, type Tally } from '../support/call-report';
import { describeInEachNetwork } from '../support/in-network';
import { now } from '../../../lib/testing/calls/pcap';

const family = 'IPv6';

/** Ring times and waits as short as a test likes them. */
function quick(file: string, text: string): string {
  return file === 'extensions.conf' ? text.replaceAll('PJSIP/kitchen,25)', 'PJSIP/kitchen,2)') : text;
}

describeInEachNetwork('calls over the trunk', (version, provider) => {
  let house: CallHouse;

  beforeAll(async () => {
    house = await CallHouse.build(provider, { change: quick });
  }, 60_000);
  afterAll(() => house.remove());
  beforeEach(() => house.reset());

  const ringing = () => Promise.all([house.hall, house.kitchen].map((phone) => phone.event(/CALL_INCOMING/)));
  const ended = () => Promise.all([house.hall, house.kitchen].map((phone) => phone.event(/CALL_CLOSED/)));
  const at = (since: number) => house.provider.capture.messages(since);
  /** The last answer to an INVITE that the provider has seen. */
  const outcome = (since: number) => at(since).findLast(isFinal)?.code;

  describe('inbound', () => {
    scenario('4 both phones ring, the first takes the call', { version, family }, async (tally) => {
      for (const [first, second] of [
        [house.kitchen, house.hall],
        [house.hall, house.kitchen],
      ] as const) {
        await house.reset();
        const since = now();
        await house.provider.call({ account: NUMBER, caller: '+441632960999' });
        await ringing();
        await first.accept();
        await second.event(/CALL_CLOSED/);
        expect(await house.audio(house.provider, first, since)).toEqual([]);
        tally.call();
        // It is sent where we have registered, and audio goes to the address that nothing translates.
        const invite = at(since).find(({ method }) => method === 'INVITE');
        expect(invite?.destination).toEqual({ address: PBX.ipv6, port: 5060 });
        // Who of us took the call is not told.
        const told = at(since).filter(({ source, text }) => source.address === PBX.ipv6 && /sip:20[12]@/.test(text));
        expect(told.map(({ text }) => text)).toEqual([]);
        const media = at(since).flatMap((message) => message.media?.address ?? []);
        expect(new Set(media)).toEqual(new Set([AAISP.ipv6, PBX.ipv6]));
        await first.hangUp();
        await house.provider.capture.message('BYE', ({ method, time }) => method === 'BYE' && time > since);
      }
    });

    scenario('4 nobody answers', { version, family }, async (tally) => {
      const since = now();
      await house.provider.call({ account: NUMBER, caller: '+441632960999' });
      await ringing();
      await ended();
      await sleep(300);
      expect(outcome(since)).toBe(480);
      tally.call('none');
    });

    scenario('4 a number that is not ours', { version, family }, async (tally) => {
      const since = now();
      for (const number of ['+441632960009', '0033123456789', '201', '999']) {
        const from = { user: '+441632960999', password: '', address: AAISP.ipv6 };
        expect(await house.outside.call({ from, to: number })).toBe(404);
        tally.call('none');
      }
      expect([house.hall, house.kitchen].some((phone) => phone.has(/CALL_INCOMING/))).toBe(false);
      // Those are calls to the PBX: none of it came back.
      expect(at(since).filter(({ method, source }) => method === 'INVITE' && source.address === PBX.ipv6)).toEqual([]);
    });

    scenario('4 the caller gives up', { version, family }, async (tally) => {
      const since = now();
      const call = await house.provider.call({ account: NUMBER, caller: '+441632960999' });
      await ringing();
      await house.provider.hangUp(call);
      await ended();
      await house.provider.capture.message('487', ({ code, time }) => code === 487 && time > since);
      tally.call('none');
    });

    scenario('4 how the caller is shown', { version, family }, async (tally) => {
      for (const [sent, shown] of [
        ['+441632960999', '+441632960999'],
        ['01632960999', '+441632960999'],
        ['0033123456789', '+33123456789'],
        ['+33123456789', '+33123456789'],
        // No number, or none that is told from where: as it came.
        ['anonymous', 'anonymous'],
        ['1471', '1471'],
      ] as const) {
        await house.reset();
        const call = await house.provider.call({ account: NUMBER, caller: sent });
        const [{ peeruri } = {}] = await ringing();
        expect(peeruri).toBe(`sip:${shown}@[${PBX.ipv6}]`);
        await house.provider.hangUp(call);
        tally.call('none');
      }
    });
  });

  describe('outbound', () => {
    async function goesOut(tally: Tally, from: BaresipPhone, dialled: string, number: string): Promise<SipMessage> {
      const since = now();
      await from.dial(dialled);
      await from.event(/CALL_ESTABLISHED/);
      expect(await house.audio(from, house.provider, since)).toEqual([]);
      tally.call();
      const invites = at(since).filter(({ method, source }) => method === 'INVITE' && source.address === PBX.ipv6);
      const invite = invites.at(-1);
      expect(invite?.uri).toBe(`sip:${number}@${AAISP.host}`);
      expect(new Set(at(since).map(({ source }) => source.address))).toEqual(new Set([AAISP.ipv6, PBX.ipv6]));
      await from.hangUp();
      await from.event(/CALL_CLOSED/);
      if (invite === undefined) throw new Error('no INVITE');
      return invite;
    }

    scenario('5 national', { version, family }, async (tally) => {
      for (const dialled of ['01632960001', '00441632960001', '+441632960001']) {
        const invite = await goesOut(tally, house.hall, dialled, '+441632960001');
        expect(invite.header('From')).toMatch(/<sip:\+441632960000@/);
      }
    });

    scenario('5 emergency', { version, family }, async (tally) => {
      await goesOut(tally, house.kitchen, '999', '999');
    });

    scenario('5 international, which is closed', { version, family }, async (tally) => {
      const since = now();
      for (const number of ['0033123456789', '+33123456789', '09091234567', '0012125551234']) {
        await house.hall.dial(number);
        expect((await house.hall.event(/CALL_CLOSED/)).param).toMatch(/^403 /);
        tally.call('none');
      }
      expect(at(since).filter(({ method }) => method === 'INVITE')).toEqual([]);
    });

    scenario('5 a number that is withheld', { version, family }, async (tally) => {
      const since = now();
      const code = await house.lan.call({
        from: { user: 'hall', password: 'hall-secret', address: '2001:111:1234:e8b0::299' },
        to: '01632960001',
        fromUser: 'anonymous',
        headers: ['Privacy: id', 'P-Asserted-Identity: <sip:+33123456789@example.com>'],
      });
      expect(code).toBe(200);
      tally.call('none');
      const invite = at(since).findLast(({ method, source }) => method === 'INVITE' && source.address === PBX.ipv6);
      expect(invite?.header('From')).toMatch(/^"Anonymous" <sip:anonymous@/);
      expect(invite?.header('Privacy')).toBe('id');
      expect(invite?.header('P-Asserted-Identity')).toContain('sip:+441632960000@');
    });

    scenario('5 what went wrong is told', { version, family }, async (tally) => {
      for (const [number, told] of [
        ['01632960486', /^486 /],
        ['01632960404', /^404 /],
        ['01632960503', /^503 /],
      ] as const) {
        await house.hall.dial(number);
        expect((await house.hall.event(/CALL_CLOSED/)).param).toMatch(told);
        tally.call('none');
      }
      // It rings for ever, until the caller has had enough.
      const since = now();
      await house.hall.dial('01632960408');
      await house.hall.event(/CALL_RINGING/);
      await house.hall.hangUp();
      await house.provider.capture.message('CANCEL', ({ method, time }) => method === 'CANCEL' && time > since);
      tally.call('none');
    });
  });
});

function isFinal(message: SipMessage): boolean {
  return (
    (message.code ?? 0) >= 200 &&
    message.header('CSeq')?.endsWith('INVITE') === true &&
    message.source.address !== AAISP.ipv6
  );
}
