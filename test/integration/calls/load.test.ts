import { setTimeout as sleep } from 'node:timers/promises';
import { scenario } from '../support/call-report';
import { Exchange } from '../support/exchange';
import { FULL } from '../support/full';
import { describeInEachNetwork } from '../support/in-network';
import { processFigures } from '../support/process-figures';
import { now } from '../../../lib/testing/calls/pcap';

const PHONES = FULL ? 2000 : 200;
const CALLS = FULL ? 200 : 30;
const SECONDS = FULL ? 60 : 5;

/** Registrations that are begun in a second. */
const PER_SECOND = 1000;

/** Of the packets that arrive at the PBX, the share that may never leave it. */
const LOST = 0.001;

describeInEachNetwork('many calls', (version, provider) => {
  let exchange: Exchange;

  beforeAll(async () => {
    exchange = await Exchange.build(provider, { phones: PHONES });
  }, 120_000);
  afterAll(() => exchange.remove());

  scenario(`7 ${PHONES} phones register`, { version, family: 'IPv6' }, async () => {
    const { seconds, again } = await exchange.registerAll(PER_SECOND);
    const contacts = await exchange.asterisk.cli('pjsip show contacts');
    expect(new Set(contacts.match(/\bphone\d+\/sip:phone\d+@/g)).size).toBe(PHONES);
    expect(contacts).toContain(`Objects found: ${PHONES}`);
    print(version, `${Math.round(PHONES / seconds)} registrations per second, ${again} requests sent again`);
  });

  scenario(
    `7 ${CALLS} calls at once`,
    { version, family: 'IPv6' },
    async (tally) => {
      const watch = await exchange.watch();
      // Long enough that the first ends only after the last has been up for as long as is asked.
      const calls = await exchange.call(CALLS, SECONDS * 1000 + (FULL ? 15_000 : 4_000));
      const [before, from] = [await processFigures(exchange.asterisk), now()];
      await sleep(SECONDS * 1000);
      const [after, to] = [await processFigures(exchange.asterisk), now()];
      expect(await exchange.channels()).toBe(2 * CALLS);
      await calls.ended();
      expect(await exchange.channels()).toBe(0);

      const audio = await watch.forwarding({ between: exchange.sides, from, to });
      print(
        version,
        `${CALLS} calls for ${SECONDS} s: ${audio.arrived} packets arrived, ${audio.lost} lost (${percent(audio.lost / audio.arrived)}), ` +
          `of one stream at most ${audio.mostLost} of at least ${audio.leastArrived}; ` +
          `${percent((after.cpu - before.cpu) / (to - from) / CALLS)} of a core per call, ${Math.round(after.memory / 1024)} MiB`,
      );
      // Both sides speak all the time, 50 packets a second.
      expect(audio.streams).toBe(2 * CALLS);
      expect(audio.leastArrived).toBeGreaterThan(SECONDS * 25);
      expect(audio.lost / audio.arrived).toBeLessThanOrEqual(LOST);
      tally.calls += CALLS;
      tally.media = 'both ways';
      // No complaint by any of them.
      expect(exchange.asterisk.problems().map(({ raw }) => raw)).toEqual([]);
    },
    SECONDS * 1000 + 120_000,
  );
});

function percent(share: number): string {
  return `${(share * 100).toFixed(4)} %`;
}

/** Figures are for people: no test asserts a speed. */
function print(version: string, text: string): void {
  process.stderr.write(`Asterisk ${version}: ${text}\n`);
}
