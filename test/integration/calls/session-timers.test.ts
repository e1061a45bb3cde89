import { setTimeout as sleep } from 'node:timers/promises';
import type { AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { scenario } from '../support/call-report';
import { describeInNetwork } from '../support/in-network';
import { addPhone, Office, OFFICE } from '../support/office';
import type { ScriptedCall } from '../support/scripted-call';
import type { ScriptedPhone } from '../support/scripted-phone';

/** The shortest that RFC 4028 allows, in seconds: refreshed at half of it, over a third, or 32 seconds, before its end. */
const INTERVAL = 90;

/** What became of the calls of one PBX. */
interface Outcome {
  readonly tooShort: number | undefined;
  readonly refused: string;
  /** When things happened, in seconds. */
  readonly refreshed: number;
  readonly silent: number;
  readonly ended: number;
  readonly left: number;
  readonly agreed: readonly (string | undefined)[];
}

const OFFER = ['Supported: timer', `Session-Expires: ${INTERVAL};refresher=`, `Min-SE: ${INTERVAL}`];
const offer = (refresher: string): string[] =>
  OFFER.map((line) => (line.endsWith('refresher=') ? `${line}${refresher}` : line));

describeInNetwork('session timers', (providers) => {
  // A minute and a half on each version: on both at a time.
  const outcomes = new Map<string, Promise<Outcome>>();
  beforeAll(() => {
    for (const provider of providers) {
      const outcome = observe(provider);
      outcome.catch(() => undefined);
      outcomes.set(provider.version.full, outcome);
    }
  });
  afterAll(() => Promise.allSettled(outcomes.values()));

  for (const { version } of providers) {
    scenario(
      '11 session timers',
      { version: version.full, family: 'IPv6' },
      async (tally) => {
        const outcome = await outcomes.get(version.full);
        if (outcome === undefined) throw new Error('nothing was seen');
        // 16.28 says nothing at all to an offer that is too short, where 22 asks for more (RFC 4028, 5).
        const asks = version.full.startsWith('16.') ? [undefined, ''] : [422, String(INTERVAL)];
        expect([outcome.tooShort, outcome.refused]).toEqual(asks);
        expect(outcome.agreed).toEqual(['uas', 'uas', 'uac', 'uac'].map((who) => `${INTERVAL};refresher=${who}`));
        // Half the interval, and a second for a busy machine on either side.
        expect(outcome.refreshed).toBeGreaterThanOrEqual(INTERVAL / 2 - 1);
        expect(outcome.refreshed).toBeLessThan(INTERVAL / 2 + 5);
        // A refresh is answered within timer B (32 s) or not at all.
        expect(outcome.silent).toBeGreaterThan(INTERVAL / 2 + 30);
        expect(outcome.silent).toBeLessThan(INTERVAL);
        // Without a refresh the call ends a third of the interval early.
        expect(outcome.ended).toBeGreaterThan(INTERVAL / 2);
        expect(outcome.ended).toBeLessThan(INTERVAL);
        // Those that are refreshed are up, after the others ended.
        expect(outcome.left).toBe(4);
        for (let calls = 0; calls < 4; calls++) tally.call('none');
      },
      180_000,
    );
  }
});

/** Four calls at once: two parties that refresh in time, one that does not answer refreshes, and one that should refresh and does not. */
async function observe(provider: AsteriskProvider): Promise<Outcome> {
  const callers = ['answers', 'ignores', 'refreshes', 'forgets'];
  const office = await Office.build(provider, {
    describe: (config) => {
      addPhone(config, 'desk', '200');
      callers.forEach((name, index) => addPhone(config, name, String(201 + index)));
    },
  });
  try {
    const desk = await office.scripted('desk', `${OFFICE}:200`, 400);
    const phones = await Promise.all(
      callers.map((name, index) => office.scripted(name, `${OFFICE}:${201 + index}`, 500)),
    );
    await Promise.all([desk, ...phones].map((phone) => phone.register()));
    const [answers, ignores, refreshes, forgets] = phones as [
      ScriptedPhone,
      ScriptedPhone,
      ScriptedPhone,
      ScriptedPhone,
    ];

    const short = forgets.invite('200', ['Supported: timer', 'Session-Expires: 60', 'Min-SE: 60']);
    const tooShort = await short.final('INVITE', 3000).catch(() => undefined);

    const begun = performance.now();
    const since = (): number => Math.round((performance.now() - begun) / 1000);
    const made: ScriptedCall[] = [];
    for (const [phone, refresher] of [
      [answers, 'uas'],
      [ignores, 'uas'],
      [refreshes, 'uac'],
      [forgets, 'uac'],
    ] as const) {
      const calling = phone.call('200', offer(refresher));
      await desk.answer();
      made.push(await calling);
    }
    const [answered, ignored, refreshing, forgotten] = made as [ScriptedCall, ScriptedCall, ScriptedCall, ScriptedCall];
    const isRefresh = (call: ScriptedCall): Promise<number> =>
      call.next(['UPDATE', 'INVITE'], 60_000).then((request) => {
        call.respond(request, '200 OK', {
          headers: ['Require: timer', `Session-Expires: ${INTERVAL};refresher=uac`],
          ...(request.method === 'INVITE' ? { body: answers.sdp() } : {}),
        });
        return since();
      });
    const [refreshed, silent, ended] = await Promise.all([
      isRefresh(answered),
      ignored.next('BYE', 100_000).then(since),
      forgotten.next('BYE', 100_000).then(since),
      sleep((INTERVAL / 2) * 1000).then(() => refreshing.ask('UPDATE', { headers: offer('uac') })),
    ]);
    return {
      tooShort: tooShort?.code,
      refused: tooShort?.header('Min-SE') ?? '',
      refreshed,
      silent,
      ended,
      left: (await office.channels()).length,
      agreed: made.map((call) =>
        call
          .messages()
          .find(({ code }) => code === 200)
          ?.header('Session-Expires'),
      ),
    };
  } finally {
    await office.remove();
  }
}
