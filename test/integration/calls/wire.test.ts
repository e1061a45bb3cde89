import { setTimeout as sleep } from 'node:timers/promises';
import { IpFamily, SipTrunk, type AsteriskConfig } from '../../../lib';
import type { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';
import { VoipProvider } from '../../../lib/testing/calls/voip-provider';
import { password } from '../../support/pbx';
import { scenario } from '../support/call-report';
import { FULL } from '../support/full';
import { describeInEachNetwork } from '../support/in-network';
import { addPhone, Office, OFFICE } from '../support/office';
import { ScriptedCall } from '../support/scripted-call';
import type { ScriptedPhone } from '../support/scripted-phone';
import { answerTo, printMessage, proves } from '../support/sip-text';
import { NUMBER, PBX, secretOf } from '../support/test-house';
import { now } from '../../../lib/testing/calls/pcap';

const family = 'IPv6';

/** Where the provider is. */
const PROVIDER = '2001:db8:5060::1';

/** Where another provider is, whose proxy asks who calls. */
const PROXY = '2001:db8:407::1';

/** As home routers with a bad radio link do, and worse. */
const BAD = { loss: 0.05, delay: 40, jitter: 30, reorder: 0.02, duplicate: 0.02, seed: 11 };

function describeOffice(config: AsteriskConfig): void {
  const phones = ['hall', 'kitchen', 'desk', 'bench'].map((name, index) => addPhone(config, name, String(201 + index)));
  addPhone(config, 'doorbell', '210', { ipFamily: IpFamily.IPV4 });
  const garden = addPhone(config, 'garden', '205');
  // Of these two the time is short after which nothing that is heard means that nobody is there.
  for (const name of ['bench', 'garden']) {
    config.pjsip.endpoint(name).set({ rtpTimeout: 2, rtpTimeoutHold: 6 });
  }
  const trunk = new SipTrunk(config, 'provider', {
    host: PROVIDER,
    ipFamily: IpFamily.IPV6,
    username: NUMBER,
    password: password(config, 'provider'),
    ranges: [`${PROVIDER}/128`],
  });
  trunk.addOutboundRoute({ from: phones });
  const proxy = new SipTrunk(config, 'proxy', {
    host: PROXY,
    ipFamily: IpFamily.IPV6,
    username: 'office',
    password: password(config, 'office'),
    ranges: [`${PROXY}/128`],
  });
  proxy.addOutboundRoute({ from: [garden] });
}

describeInEachNetwork('the wire as it is', (version, kind) => {
  let office: Office;
  let provider: VoipProvider;
  let hall: BaresipPhone;
  let kitchen: BaresipPhone;
  let desk: ScriptedPhone;
  let bench: ScriptedPhone;
  let doorbell: ScriptedPhone;
  let proxy: ScriptedPhone;

  beforeAll(async () => {
    office = await Office.build(kind, { describe: describeOffice });
    provider = office.add(
      await VoipProvider.start(office.network, {
        addresses: [PROVIDER],
        accounts: [{ username: NUMBER, password: secretOf('provider') }],
      }),
    );
    // It registers while the PBX still repeats its first request.
    proxy = await office.scripted('office', PROXY, 1100);
    const registered = await challenged(proxy, 'REGISTER');
    const { lines } = answerTo(registered, '200 OK', 'proxy');
    const contact = `Contact: ${registered.header('Contact') ?? ''};expires=3600`;
    proxy.send(printMessage({ lines: [...lines, contact] }), registered.source);
    // Tones of whole periods in each packet: a lost one leaves no jump.
    const far = await office.network.addFarHost(BAD, `${OFFICE}:201`);
    hall = await office.phone('hall', `${OFFICE}:201`, 700, { host: far });
    kitchen = await office.phone('kitchen', `${OFFICE}:202`, 950);
    desk = await office.scripted('desk', `${OFFICE}:203`, 400);
    bench = await office.scripted('bench', `${OFFICE}:204`, 500);
    doorbell = await office.scripted('doorbell', '10.10.20.210', 600);
    await Promise.all([
      hall.registered(),
      kitchen.registered(),
      ...[desk, bench, doorbell].map((phone) => phone.register()),
    ]);
  }, 60_000);
  afterAll(() => office.remove());
  beforeEach(async () => {
    await office.hangUpAll();
    for (const phone of [hall, kitchen]) await phone.forget();
    for (const phone of [desk, bench, doorbell]) phone.talk();
  });

  scenario('11 loss, jitter, reordering and duplicates', { version, family }, async (tally) => {
    const since = now();
    await hall.dial('202');
    await kitchen.event(/CALL_INCOMING/);
    await kitchen.accept();
    await hall.event(/CALL_ESTABLISHED/);
    await sleep(4000);
    expect(await office.audio(hall, kitchen, since)).toEqual([]);
    tally.call();

    for (const [from, to] of [
      [hall, kitchen],
      [kitchen, hall],
    ] as const) {
      const sent = now();
      for (const digit of '159#') {
        await from.digit(digit);
        await sleep(400);
      }
      await sleep(500);
      // A packet of the call before may have been on this wire until now.
      const arrived = to.capture
        .streams(since)
        .filter(({ source, packets }) => source.address === PBX.ipv6 && packets > 5);
      expect(arrived).toHaveLength(1);
      for (const { packets, lost, twice, late } of arrived) {
        // A fifth and three times of what was made: at hundreds of packets chance stays within.
        expect(lost / packets).toBeGreaterThan(0.01);
        expect(lost / packets).toBeLessThan(0.15);
        expect(twice).toBeGreaterThan(0);
        // Packets 20 ms apart that take 10 to 70 ms: many overtake others.
        expect(late / packets).toBeGreaterThan(0.05);
      }
      const digits = to.capture.streams(sent).filter(({ source }) => source.address === PBX.ipv6);
      expect(digits.map((stream) => stream.digits).join('')).toBe('159#');
    }
  });

  scenario('11 early media', { version, family }, async (tally) => {
    const since = now();
    await kitchen.dial('01632960183');
    await sleep(2500);
    expect(kitchen.has(/CALL_ESTABLISHED/)).toBe(false);
    const early = kitchen.capture.messages(since).find(({ code }) => code === 183);
    expect(early?.media?.address).toBe(PBX.ipv6);
    expect(kitchen.heard([provider.tone], since).get(provider.tone)).toBeGreaterThan(1);
    await kitchen.event(/CALL_ESTABLISHED/);
    expect(await office.audio(kitchen, provider, since)).toEqual([]);
    tally.call();
    await kitchen.hangUp();
  });

  scenario('11 CANCEL and 200 cross', { version, family }, async (tally) => {
    const outcomes = new Set<string>();
    for (let round = 0; round < (FULL ? 100 : 12); round++) {
      // Who is first, by how many milliseconds.
      const lead = (round % 6) * 2 - 5;
      const call = desk.invite('204');
      let over = false;
      const outcome = call.final('INVITE').finally(() => {
        over = true;
      });
      const rung = await bench.called();
      rung.respond(rung.first, '180 Ringing');
      await call.provisional(180);
      const cancel = (): void => {
        if (!over) call.cancel();
      };
      const take = (): void => {
        const cancelled = rung.messages().some(({ method }) => method === 'CANCEL');
        rung.respond(
          rung.first,
          cancelled ? '487 Request Terminated' : '200 OK',
          cancelled ? {} : { body: bench.sdp() },
        );
        outcomes.add(cancelled ? 'rung in vain' : 'taken');
      };
      const [first, second] = lead < 0 ? [cancel, take] : [take, cancel];
      first();
      await sleep(Math.abs(lead));
      second();
      const { code } = await outcome;
      expect([200, 487]).toContain(code);
      if (code === 200) {
        // It was too late: who called hangs up.
        await call.hangUp();
      }
      await rung.next('ACK');
      const told = rung.messages().some(({ method }) => method === 'CANCEL');
      if (!told) await rung.next('BYE');
      outcomes.add(`caller told ${code}`);
      tally.call('none');
    }
    expect(await office.idle()).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(2);
  });

  scenario('11 re-INVITEs cross', { version, family }, async (tally) => {
    for (const calls of [true, false]) {
      const since = now();
      const taking = calls ? desk.call('202') : desk.answer();
      if (!calls) await kitchen.dial('203');
      else {
        await kitchen.event(/CALL_INCOMING/);
        await kitchen.accept();
      }
      const call = await taking;
      expect(await office.audio(desk, kitchen, since)).toEqual([]);
      tally.call();

      const channel = (await office.channels())
        .map((line) => line.split('!')[0] ?? '')
        .find((name) => name.startsWith('PJSIP/desk'));
      const refresh = `dialplan set chanvar ${channel ?? ''} PJSIP_SEND_SESSION_REFRESH() invite`;
      await office.asterisk.cli(refresh);
      const theirs = await call.next('INVITE');
      // Sent before theirs was read, as far as the PBX can tell.
      const ours = await call.ask('INVITE', { body: desk.sdp() });
      expect(ours.code).toBe(491);
      call.respond(theirs, '491 Request Pending');
      await call.next('ACK');
      // Asterisk does not try again by itself, a phone does.
      expect((await call.ask('INVITE', { body: desk.sdp() })).code).toBe(200);
      await sleep(100);
      expect(await office.audio(desk, kitchen, now())).toEqual([]);
      await call.hangUp();
      await kitchen.event(/CALL_CLOSED/);
      desk.talk();
    }
  });

  for (const [how, held, resumed] of [
    ['a=inactive', 'a=inactive', 'a=sendrecv'],
    ['c=::', 'c=IN IP6 ::', ''],
    ['c=0.0.0.0', 'c=IN IP4 0.0.0.0', ''],
  ] as const) {
    const phoneOf = () => (how === 'c=0.0.0.0' ? doorbell : desk);
    scenario(
      `11 hold with ${how}`,
      { version, family: how === 'c=0.0.0.0' ? 'IPv4 to IPv6' : family },
      async (tally) => {
        const phone = phoneOf();
        const since = now();
        const taking = phone.call('202');
        await kitchen.event(/CALL_INCOMING/);
        await kitchen.accept();
        const call = await taking;
        expect(await office.audio(phone, kitchen, since)).toEqual([]);
        phone.talk();
        expect((await call.ask('INVITE', { body: phone.sdp(held) })).code).toBe(200);
        await sleep(300);
        const quiet = now();
        await sleep(1200);
        expect(phone.capture.streams(quiet)).toEqual([]);
        expect(kitchen.heard([phone.tone], quiet).get(phone.tone) ?? 0).toBe(0);
        const back = await call.ask('INVITE', { body: phone.sdp(resumed) });
        expect(back.code).toBe(200);
        phone.talk(back.media);
        await sleep(200);
        expect(await office.audio(phone, kitchen, now())).toEqual([]);
        tally.call();
        await call.hangUp();
      },
    );
  }

  scenario('11 a malformed answer', { version, family }, async (tally) => {
    const good = bench.sdp();
    for (const body of [
      'this is no description of a session\r\n',
      good.replace('v=0', 'v=9'),
      good.replace(/^m=.*\r\n/m, ''),
      good.replace(/^m=audio \d+/m, 'm=audio 99999999'),
      good.replace(/^m=.*$/m, 'm=audio 40000 RTP/AVP 96'),
    ]) {
      const call = desk.invite('204');
      const outcome = call.final('INVITE');
      const rung = await bench.called();
      rung.respond(rung.first, '200 OK', { body });
      // Version 16 has passed on the answer already, and hangs up.
      const { code = 0 } = await outcome;
      if (code === 200) await call.next('BYE');
      expect([200, 480]).toContain(code);
      await rung.next('ACK');
      await rung.next('BYE');
      expect(await office.idle()).toEqual([]);
      tally.call('none');
    }
    const since = now();
    const taking = bench.answer();
    await kitchen.dial('204');
    await taking;
    expect(await office.audio(kitchen, bench, since)).toEqual([]);
    tally.call();
  });

  scenario('11 a phone vanishes', { version, family }, async (tally) => {
    for (const [end, held] of [
      [205, false],
      [206, true],
    ] as const) {
      const garden = await office.phone('garden', `${OFFICE}:${end}`, 800);
      await garden.registered();
      const since = now();
      await garden.dial('202');
      await kitchen.event(/CALL_INCOMING/);
      await kitchen.accept();
      await garden.event(/CALL_ESTABLISHED/);
      expect(await office.audio(garden, kitchen, since)).toEqual([]);
      tally.call();
      if (held) {
        await garden.hold();
        // Nothing comes from who holds: that is no reason to end a call so soon.
        await sleep(3000);
        expect(await office.channels()).toHaveLength(2);
      }
      // Nothing is sent any more, not even that nobody is there.
      await garden.vanish();
      await kitchen.event(/CALL_CLOSED/);
      expect(await office.idle()).toEqual([]);
    }
  });

  scenario('11 a 407 where a 401 is usual', { version, family }, async (tally) => {
    expect(await office.asterisk.cli('pjsip show registrations')).toMatch(/^ proxy\/.* Registered /m);
    const garden = await office.phone('garden', `${OFFICE}:207`, 800);
    await garden.registered();
    const since = now();
    await garden.dial('01632960001');
    const call = ScriptedCall.of(proxy, await challenged(proxy, 'INVITE'));
    call.respond(call.first, '200 OK', { body: proxy.sdp() });
    await call.next('ACK');
    proxy.talk(call.first.media);
    await garden.event(/CALL_ESTABLISHED/);
    expect(await office.audio(garden, proxy, since)).toEqual([]);
    tally.call();
    await garden.hangUp();
    await call.next('BYE');
  });
});

/** Waits for a request, asks once who sends it, as a proxy does, and returns the one that proves it. */
async function challenged(proxy: ScriptedPhone, method: string): Promise<SipMessage> {
  const first = await proxy.take(method, (message) => message.method === method);
  expect(first.header('Proxy-Authorization')).toBeUndefined();
  const challenge = 'Proxy-Authenticate: Digest realm="proxy", nonce="n407", algorithm=MD5, qop="auth"';
  const { lines } = answerTo(first, '407 Proxy Authentication Required', 'asked');
  proxy.send(printMessage({ lines: [...lines, challenge] }), first.source);
  const again = await proxy.take(`${method} again`, (message) => message.method === method);
  expect(again.header('Authorization')).toBeUndefined();
  expect(proves(again, proxy.options.password)).toBe(true);
  return again;
}
