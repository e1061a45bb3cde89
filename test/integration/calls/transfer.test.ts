import { setTimeout as sleep } from 'node:timers/promises';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';
import { scenario } from '../support/call-report';
import { describeInEachNetwork } from '../support/in-network';
import { addPhone, Office, OFFICE } from '../support/office';
import { PBX } from '../support/test-house';
import { now } from '../../../lib/testing/calls/pcap';

describeInEachNetwork('transfers', (version, provider) => {
  let office: Office;

  beforeAll(async () => {
    office = await Office.build(provider, {
      describe: (config) => {
        addPhone(config, 'hall', '201');
        addPhone(config, 'kitchen', '202');
        addPhone(config, 'desk', '203');
      },
    });
  }, 60_000);
  afterAll(() => office.remove());

  scenario('2 attended transfer', { version, family: 'IPv6' }, async (tally) => {
    const hall = await office.phone('hall', `${OFFICE}:201`, 440);
    const kitchen = await office.phone('kitchen', `${OFFICE}:202`, 700);
    const desk = await office.scripted('desk', `${OFFICE}:203`, 950);
    await Promise.all([hall.registered(), kitchen.registered(), desk.register()]);
    const begun = now();

    // Who calls whom does not matter: here the desk is called by one, and calls the other.
    await hall.dial('203');
    const first = await desk.answer();
    await hall.event(/CALL_ESTABLISHED/);
    expect(await office.audio(hall, desk, begun)).toEqual([]);
    tally.call();
    // As a phone does that asks back.
    expect((await first.ask('INVITE', { body: desk.sdp('a=sendonly') })).code).toBe(200);
    await sleep(200);
    const askedAt = now();
    const taken = desk.call('202');
    await kitchen.event(/CALL_INCOMING/);
    await kitchen.accept();
    const asked = await taken;
    expect(await office.audio(kitchen, desk, askedAt)).toEqual([]);
    tally.call();

    // RFC 3891: the dialog with the kitchen is to be replaced by one with the hall.
    const replaces = encodeURIComponent(`${asked.id};to-tag=${asked.remoteTag};from-tag=${asked.tag}`);
    const refer = await first.ask('REFER', {
      headers: [`Refer-To: <sip:202@[${PBX.ipv6}]?Replaces=${replaces}>`, `Referred-By: <sip:203@[${PBX.ipv6}]>`],
    });
    expect(refer.code).toBe(202);
    const succeeded = ({ method, text }: SipMessage): boolean =>
      method === 'NOTIFY' && /^SIP\/2\.0 200/m.test(text.split('\r\n\r\n')[1] ?? '');
    await desk.take('NOTIFY of success', succeeded);
    desk.talk();
    // The PBX ends the call that was replaced, who transferred its own.
    await asked.next('BYE');
    await first.hangUp();
    const since = now() + 0.2;
    expect(await office.audio(hall, kitchen, since)).toEqual([]);
    tally.call();
    await hall.hangUp();
    await kitchen.event(/CALL_CLOSED/);
    expect(await office.idle()).toEqual([]);
  });
});
