import { setTimeout as sleep } from 'node:timers/promises';
import { DatagramSocket } from '../../../lib/testing/calls/datagram-socket';
import type { Party } from '../../../lib/testing/calls/party';
import { now, type Endpoint } from '../../../lib/testing/calls/pcap';
import { alawTone } from '../../../lib/testing/calls/tone';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { AAISP } from '../support/aaisp';
import { CallHouse, NUMBER, PBX, secretOf } from '../support/call-house';
import { scenario } from '../support/call-report';
import { describeInEachNetwork } from '../support/in-network';

/** How long a check may take to find that something does not come, in milliseconds. */
const SOON = 2500;
const HALL = '2001:111:1234:e8b0::201';
const KITCHEN = '2001:111:1234:e8b0::202';
/** The ports of audio of the PBX. */
const RTP = '10000-10999';
/** Where the PBX would be seen, were it translated. */
const TRANSLATED = '203.0.113.9';

// A scenario that cannot fail proves nothing: here the PBX is broken on purpose, and the checks of the other scenarios must see it.
describeInEachNetwork('a broken PBX', (version, provider) => {
  let house: CallHouse;

  beforeAll(async () => {
    house = await CallHouse.build(provider);
  }, 60_000);
  afterAll(() => house.remove());
  beforeEach(() => house.reset());

  describe('whose network is broken', () => {
    scenario('broken: nothing', { version, family: 'IPv6' }, async (tally) => {
      const since = await house.connect(house.hall, '202', house.kitchen);
      expect(await house.audio(house.hall, house.kitchen, since)).toEqual([]);
      tally.call();
    });

    scenario('broken: closed ports of audio', { version, family: 'IPv6' }, async (tally) => {
      const closed = { to: PBX.ipv6, toPorts: RTP };
      await house.network.drop(closed);
      const since = await house.connect(house.hall, '202', house.kitchen);
      const problems = await house.audio(house.hall, house.kitchen, since, SOON);
      await house.network.allow(closed);
      expect(problems).toEqual(["hall hears kitchen's tone for 0 s only", "kitchen hears hall's tone for 0 s only"]);
      tally.found(problems);
    });

    scenario('broken: a firewall that is open one way', { version, family: 'IPv6' }, async (tally) => {
      const closed = { from: PBX.ipv6, fromPorts: RTP, to: HALL };
      await house.network.drop(closed);
      const since = await house.connect(house.hall, '202', house.kitchen);
      const problems = await house.audio(house.hall, house.kitchen, since, SOON);
      await house.network.allow(closed);
      expect(problems).toEqual(["hall hears kitchen's tone for 0 s only"]);
      tally.found(problems);
    });

    scenario("broken: somebody else's tone", { version, family: 'IPv6' }, async (tally) => {
      const since = await house.connect(house.hall, '202', house.kitchen);
      expect(await house.audio(house.hall, house.kitchen, since)).toEqual([]);
      const to = mediaOf(house.hall, since);
      // As if the PBX mixed up two calls.
      await play(house.pbxHost, { address: PBX.ipv6, port: 10_998 }, to);
      const problems = await house.audio(house.hall, house.kitchen, since, 0);
      expect(problems).toEqual([expect.stringMatching(/^hall hears noise for \d(\.\d)? s$/)]);
      tally.found(problems);
    });

    scenario('broken: audio from elsewhere', { version, family: 'IPv6' }, async (tally) => {
      const since = await house.connect(house.hall, '202', house.kitchen);
      expect(await house.audio(house.hall, house.kitchen, since)).toEqual([]);
      const { host, addresses } = house.provider;
      await play(host, { address: addresses[1] ?? '', port: 10_998 }, mediaOf(house.hall, since));
      const problems = await house.audio(house.hall, house.kitchen, since, 0);
      expect(problems).toEqual([
        expect.stringMatching(/^hall hears noise for /),
        `hall receives audio from ${AAISP.ipv6}, which is not the PBX`,
      ]);
      tally.found(problems);
    });

    scenario('broken: a phone that is not held', { version, family: 'IPv6' }, async (tally) => {
      await house.connect(house.hall, '202', house.kitchen);
      await sleep(500);
      expect(house.audioFromPbx(house.hall, now() - 0.3)).not.toEqual([]);
      tally.found(['audio goes on']);
    });

    scenario('broken: a trunk that does not register', { version, family: 'IPv6' }, async (tally) => {
      await house.provider.change({ accounts: [{ username: NUMBER, password: 'another' }] });
      await house.asterisk.cli('pjsip send register aaisp');
      await expect(house.trunkRegistered(SOON)).rejects.toThrow(/the trunk does not register:\n[^]*Rejected/);
      await house.provider.change({ accounts: [{ username: NUMBER, password: secretOf('aaisp') }] });
      tally.found(['the trunk does not register']);
    });
  });

  describe('whose media are broken', () => {
    beforeAll(() => house.changed(wrongMedia), 60_000);

    scenario('broken: direct media', { version, family: 'IPv6' }, async (tally) => {
      const since = await house.connect(house.hall, '202', house.kitchen);
      await sleep(1000);
      const problems = await house.audio(house.hall, house.kitchen, since, SOON);
      expect(problems).toEqual([
        `hall receives audio from ${KITCHEN}, which is not the PBX`,
        `hall is told to send audio to ${KITCHEN}, which is not the PBX`,
        `kitchen receives audio from ${HALL}, which is not the PBX`,
        `kitchen is told to send audio to ${HALL}, which is not the PBX`,
      ]);
      tally.found(problems);
    });

    scenario('broken: an address that is translated', { version, family: 'IPv4 to IPv6' }, async (tally) => {
      const since = await house.connect(house.doorbell, '201', house.hall);
      const problems = await house.audio(house.doorbell, house.hall, since, SOON);
      expect(problems).toEqual([
        `doorbell is told to send audio to ${TRANSLATED}, which is not the PBX`,
        "hall hears doorbell's tone for 0 s only",
      ]);
      tally.found(problems);
    });

    scenario('broken: a codec that the provider has not', { version, family: 'IPv6' }, async (tally) => {
      await house.hall.dial('01632960001');
      const closed = await house.hall.event(/CALL_(CLOSED|ESTABLISHED)/);
      expect(closed).toMatchObject({ type: 'CALL_CLOSED', param: expect.stringMatching(/^488 /) as string });
      tally.found([closed.param ?? '']);
    });
  });

  describe('whose rules are broken', () => {
    beforeAll(() => house.changed(wrongRules), 60_000);

    const invites = (since: number) =>
      house.provider.capture
        .messages(since)
        .filter(({ method, source }) => method === 'INVITE' && source.address === PBX.ipv6);

    scenario('broken: direct media across families', { version, family: 'IPv4 to IPv6' }, async (tally) => {
      const since = await house.connect(house.doorbell, '201', house.hall);
      await sleep(1000);
      const problems = await house.audio(house.doorbell, house.hall, since, SOON);
      expect(problems).toEqual([
        expect.stringMatching(/^doorbell hears hall's tone for 0(\.\d)? s only$/),
        `doorbell is told to send audio to ${HALL}, which is not the PBX`,
        expect.stringMatching(/^hall hears doorbell's tone for 0(\.\d)? s only$/),
        'hall is told to send audio to 10.10.20.210, which is not the PBX',
      ]);
      tally.found(problems);
    });

    scenario('broken: another phone rings', { version, family: 'IPv6 to IPv4' }, async (tally) => {
      await house.hall.dial('210');
      const absent = house.doorbell.event(/CALL_INCOMING/, 1000);
      await expect(absent).rejects.toThrow('doorbell: no /CALL_INCOMING/ in 1000 ms, but');
      expect(house.kitchen.has(/CALL_INCOMING/)).toBe(true);
      tally.found(['doorbell does not ring']);
    });

    scenario('broken: digits of another kind', { version, family: 'IPv6' }, async (tally) => {
      const since = await house.connect(house.hall, '202', house.kitchen);
      for (const digit of '159#') {
        await house.hall.digit(digit);
        await sleep(300);
      }
      await sleep(500);
      const digits = house.audioFromPbx(house.kitchen, since).map((stream) => stream.digits);
      expect(digits.join('')).toBe('');
      tally.found(['no digits']);
    });

    scenario('broken: the caller shown', { version, family: 'IPv6' }, async (tally) => {
      await house.hall.dial('202');
      const { peeruri: inside } = await house.kitchen.event(/CALL_INCOMING/);
      await house.reset();
      const call = await house.provider.call({ account: NUMBER, caller: '01632960999' });
      const { peeruri: outside } = await house.hall.event(/CALL_INCOMING/);
      expect([inside, outside]).toEqual([`sip:209@[${PBX.ipv6}]`, `sip:441632960999@[${PBX.ipv6}]`]);
      // The provider's call is for the hall and the kitchen.
      await expect(house.kitchen.event(/CALL_INCOMING/, 500)).rejects.toThrow('kitchen: no');
      await house.doorbell.event(/CALL_INCOMING/);
      await house.provider.hangUp(call);
      await house.doorbell.event(/CALL_CLOSED/);
      tally.found([inside ?? '', outside ?? '', 'kitchen does not ring', 'doorbell rings']);
    });

    scenario('broken: the doorbell calls out', { version, family: 'IPv4 to IPv6' }, async (tally) => {
      const since = now();
      await house.doorbell.dial('01632960001');
      const { type } = await house.doorbell.event(/CALL_(CLOSED|ESTABLISHED)/);
      expect(type).toBe('CALL_ESTABLISHED');
      expect(house.provider.seen('INVITE')).toHaveLength(1);
      // It is not the form that the provider asks for, either.
      expect(invites(since).at(-1)?.uri).toBe(`sip:01632960001@${AAISP.host}`);
      tally.found(['an INVITE at the provider', 'the number is 01632960001']);
    });

    scenario('broken: the number that we show', { version, family: 'IPv6' }, async (tally) => {
      const since = now();
      await house.hall.dial('999');
      await house.hall.event(/CALL_ESTABLISHED/);
      expect(invites(since).at(-1)?.header('From')).toMatch(/<sip:209@/);
      tally.found(['we show 209']);
    });

    scenario('broken: the code of a refusal', { version, family: 'IPv6' }, async (tally) => {
      await house.hall.dial('0033123456789');
      const { param = '' } = await house.hall.event(/CALL_CLOSED/);
      expect(param).toMatch(/^404 /);
      tally.found([param]);
    });

    scenario('broken: calls from outside go out again', { version, family: 'IPv6' }, async (tally) => {
      const since = now();
      const from = { user: '+441632960999', password: '', address: AAISP.ipv6 };
      expect(await house.outside.call({ from, to: '0033123456789' })).toBe(200);
      expect(invites(since)).not.toEqual([]);
      tally.found(['200', 'an INVITE at the provider']);
    });

    // The last one: the phone takes the place of the kitchen.
    scenario('broken: nobody asks for a password', { version, family: 'IPv6' }, async (tally) => {
      const from = { user: 'kitchen', password: '', address: '2001:db8:bad::1' };
      expect(await house.internet.call({ from, to: '201', patience: 1000 })).toBeUndefined();
      expect(house.hall.has(/CALL_INCOMING/)).toBe(true);
      const wrong = await house.phone('kitchen', '2001:111:1234:e8b0::211', { password: 'wrong' });
      await expect(wrong.registered()).resolves.toBeUndefined();
      tally.found(['hall rings', 'a wrong password registers']);
    });
  });
});

/** Faults of media that do not hide each other. */
function wrongMedia(file: string, text: string): string {
  return file !== 'pjsip.conf'
    ? text
    : edited(text, [
        [/(\[hall\]\ntype = endpoint[^[]*direct_media = )no/, '$1yes'],
        [/(\[kitchen\]\ntype = endpoint[^[]*direct_media = )no/, '$1yes'],
        [/(\[udp4\][^[]*)\n\n/, `$1\nexternal_media_address = ${TRANSLATED}\nlocal_net = 10.10.10.0/24\n\n`],
        [/(\[aaisp\]\ntype = endpoint[^[]*allow = )alaw/, '$1ulaw'],
      ]);
}

/** Faults of who may, who rings and what is told that do not hide each other. */
function wrongRules(file: string, text: string): string {
  if (file === 'pjsip.conf') {
    return edited(text, [
      [/(\[hall\]\ntype = endpoint[^[]*direct_media = )no/, '$1yes'],
      [/(\[doorbell\]\ntype = endpoint[^[]*direct_media = )no/, '$1yes'],
      ['callerid = hall <201>', 'callerid = hall <209>'],
      ['auth = kitchen\n', 'dtmf_mode = info\n'],
    ]);
  }
  return file !== 'extensions.conf'
    ? text
    : edited(text, [
        ['PJSIP/doorbell,30', 'PJSIP/kitchen,30'],
        ['include => outside-barred', 'include => outside-aaisp'],
        ['+44${CALLER:1}', '44${CALLER:1}'],
        ['PJSIP/hall&PJSIP/kitchen,25', 'PJSIP/hall&PJSIP/doorbell,25'],
        ['exten => i,1,Hangup(1)', 'exten => _00.,1,Dial(PJSIP/${EXTEN}@aaisp)'],
        [/(exten => 999,1,)Set.*/, '$1NoOp()'],
        [/(XXXXXXXXX,1,Set.*\n.*\n.*PJSIP\/)\+44/, '$10'],
        ['exten => _+ZXXXXX.,1,Hangup(21)', 'exten => _+ZXXXXX.,1,Hangup(1)'],
      ]);
}

/** The text with these changes; a fault that is not made would not be found. */
function edited(text: string, changes: readonly (readonly [RegExp | string, string])[]): string {
  return changes.reduce((before, [what, by]) => {
    // A text stands for itself, `$` too.
    const after = typeof what === 'string' ? before.replace(what, () => by) : before.replace(what, by);
    if (after === before) throw new Error(`nothing matches ${String(what)}`);
    return after;
  }, text);
}

/** Where a party has asked for audio. */
function mediaOf({ capture, addresses }: Party, since: number): Endpoint {
  const media = capture
    .messages(since)
    .findLast((message) => addresses.includes(message.source.address) && message.media !== undefined)?.media;
  if (media === undefined) throw new Error('no SDP was sent');
  return media;
}

/** Sends a tone that nobody expects, for a second. */
async function play(host: NetworkNamespace, from: Endpoint, to: Endpoint): Promise<void> {
  const socket = await DatagramSocket.open(host, from, to);
  const tone = alawTone(1700, 1);
  for (let sequence = 0; sequence < 50; sequence++) {
    const header = Buffer.from([0x80, 8, 0, sequence, 0, 0, 0, 0, 1, 2, 3, 4]);
    header.writeUInt32BE(sequence * 160, 4);
    socket.send(Buffer.concat([header, tone.subarray(sequence * 160, sequence * 160 + 160)]));
    await sleep(20);
  }
  await socket.close();
}
