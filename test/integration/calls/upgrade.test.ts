import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { application, type AsteriskConfig } from '../../../lib';
import type { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';
import { scenario } from '../support/call-report';
import { describeInNetwork } from '../support/in-network';
import { addPhone, Office, OFFICE } from '../support/office';
import { now } from '../../../lib/testing/calls/pcap';

/** Where a message for the kitchen is left, and heard. */
const INBOX = '/var/spool/asterisk/voicemail/default/202/INBOX';

/** Debian's Asterisk 16 has no voicemail: there the message is recorded as voicemail does, and described by `message`. */
function describeOffice(config: AsteriskConfig): void {
  addPhone(config, 'hall', '201');
  const kitchen = addPhone(config, 'kitchen', '202');
  const internal = config.dialplan.context('internal');
  if (config.version.full.startsWith('16.')) {
    internal.extension('600', [
      application.Answer(),
      application.Record(`${INBOX}/msg0000.wav`, '0', '30', { q: true, k: true }),
    ]);
    return;
  }
  kitchen.endpoint.set({ mailboxes: ['202@default'] });
  config.addFile('voicemail.conf', '[general]\nformat=wav\n[default]\n202 => 1234,Kitchen\n');
  internal.extension('600', [application.VoiceMail([['202', 'default']], { s: true })]);
  internal.extension('601', [application.Answer(), application.Playback(`${INBOX}/msg0000`), application.Hangup()]);
}

/** What voicemail of every version writes beside a recording. */
function message(): string {
  return [
    '[message]',
    'origmailbox=202',
    'context=from-hall',
    'macrocontext=',
    'exten=600',
    'rdnis=unknown',
    'priority=2',
    'callerchan=PJSIP/hall-00000000',
    'callerid="hall" <201>',
    'origdate=Wed Nov 25 12:00:00 AM UTC 2026',
    'origtime=1795564800',
    'category=',
    'msg_id=1795564800-00000000',
    'flag=',
    'duration=3',
    '',
  ].join('\n');
}

describeInNetwork('an upgrade', (providers) => {
  const [older, newer] = [providers[0], providers.at(-1)];
  if (older === undefined || newer === undefined) throw new Error('there are no versions');
  const family = 'IPv6';
  const version = `${older.version.full} to ${newer.version.full}`;
  let stateDirectory: string;
  let office: Office;
  let hall: BaresipPhone;
  let kitchen: BaresipPhone;
  let upgraded: number;

  beforeAll(async () => {
    stateDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-state-'));
    office = await Office.build(older, { describe: describeOffice, stateDirectory });
    hall = await office.phone('hall', `${OFFICE}:201`, 440);
    kitchen = await office.phone('kitchen', `${OFFICE}:202`, 700);
    await Promise.all([hall.registered(), kitchen.registered()]);
    await hall.dial('600');
    await hall.event(/CALL_ESTABLISHED/);
    await sleep(3000);
    await hall.hangUp();
    expect(await office.idle()).toEqual([]);
    const inbox = join(stateDirectory, 'spool', INBOX.slice('/var/spool/asterisk/'.length));
    expect(readdirSync(inbox)).toEqual(['msg0000.wav']);
    writeFileSync(join(inbox, 'msg0000.txt'), message());
    await office.asterisk.stop();
    upgraded = now();
    await office.startPbx(newer, { describe: describeOffice, stateDirectory });
    for (const phone of [hall, kitchen]) await phone.forget();
  }, 120_000);
  afterAll(async () => {
    await office.remove();
    rmSync(stateDirectory, { recursive: true });
  });

  const registers = (phone: BaresipPhone): readonly SipMessage[] =>
    phone.capture.messages(upgraded).filter(({ method }) => method === 'REGISTER');

  scenario('12 registrations survive', { version, family }, async (tally) => {
    for (const [caller, number, called] of [
      [hall, '202', kitchen],
      [kitchen, '201', hall],
    ] as const) {
      const since = now();
      await caller.dial(number);
      await called.event(/CALL_INCOMING/);
      await called.accept();
      await caller.event(/CALL_ESTABLISHED/);
      expect(await office.audio(caller, called, since)).toEqual([]);
      tally.call();
      await caller.hangUp();
      await called.event(/CALL_CLOSED/);
    }
    expect([...registers(hall), ...registers(kitchen)]).toEqual([]);
  });

  scenario('12 mailboxes survive', { version, family }, async (tally) => {
    expect(await office.asterisk.cli('voicemail show users')).toMatch(/^default +202 +Kitchen +.* 1$/m);
    const told = await kitchen.capture.message(
      'message waiting',
      ({ method, text, time }) => method === 'NOTIFY' && time > upgraded && /^Voice-Message: 1\/0/m.test(text),
    );
    expect(told.text).toMatch(/^Messages-Waiting: yes/m);

    // The message is what was said.
    const since = now();
    await kitchen.dial('601');
    await kitchen.event(/CALL_ESTABLISHED/);
    await kitchen.event(/CALL_CLOSED/);
    expect(kitchen.heard([440], since).get(440)).toBeGreaterThan(2);
    tally.call('one way, as meant');

    // One more, left with the new version, is counted with the old one.
    await hall.dial('600');
    await hall.event(/CALL_ESTABLISHED/);
    await sleep(3000);
    await hall.hangUp();
    await kitchen.capture.message(
      'two messages waiting',
      ({ method, text }) => method === 'NOTIFY' && /^Voice-Message: 2\/0/m.test(text),
    );
    tally.call('one way, as meant');
  });
});
