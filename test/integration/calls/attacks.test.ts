import { setTimeout as sleep } from 'node:timers/promises';
import type { BaresipPhone } from '../../../lib/testing/calls/baresip-phone';
import type { SipMessage } from '../../../lib/testing/calls/sip-message';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { AAISP } from '../support/aaisp';
import { CallHouse, NUMBER, PBX, secretOf } from '../support/call-house';
import { scenario, type Tally } from '../support/call-report';
import { FULL } from '../support/full';
import { describeInEachNetwork } from '../support/in-network';
import { processFigures } from '../support/process-figures';
import { SipAttacker, type Attempt } from '../support/sip-attacker';
import { mutated, plainMessages, randomOf } from '../support/sip-mutations';
import { tortureMessages } from '../support/sip-torture';
import { uriHost } from '../../../lib/network/uri-host';
import { now } from '../../../lib/testing/calls/pcap';

/** FC_SEED=<number> sends the same messages again. */
const seed = process.env.FC_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.FC_SEED);

/** Requests of a scan; each attempt is two, one of them with a password. */
const REQUESTS = FULL ? 10_000 : 1_000;
const MUTATIONS = FULL ? 5_000 : 500;

/** Between two looks whether the PBX is still there. */
const BATCH = 50;

/** A transaction is remembered for 64 times T1 (RFC 3261, timers B, F, H and J), in milliseconds: here what the PBX is told, and in full what is usual. */
const REMEMBERED = FULL ? 32_000 : 3_200;

const ATTACKERS = [
  { family: 'IPv6', from: { address: '2001:db8:bad::66', port: 5060 }, pbx: { address: PBX.ipv6, port: 5060 } },
  { family: 'IPv4', from: { address: '198.51.100.66', port: 5060 }, pbx: { address: PBX.ipv4, port: 5060 } },
] as const;

/** What scanners try. The first ones are users here. */
const USERS = [
  ...['hall', 'kitchen', 'doorbell', 'aaisp', NUMBER, '201', '202', '210', 'anonymous', 'from-aaisp', 'internal'],
  ...['100', '101', '200', '1000', '1001', '2000', '5000', '9999', 'admin', 'test', 'sip', 'user', 'asterisk', 'pbx'],
];
const PASSWORDS = ['1234', '123456', 'password', 'secret', 'admin', '0000', 'changeme', '201', 'hall', ''];

/** Abroad, premium, emergency, our own, and what would be one if something were cut off. */
const CALLED = [
  ...['0033123456789', '+33123456789', '900972592277524', '011972592277524', '9011972592277524', '00972592277524'],
  ...['09091234567', '+449091234567', '01632960001', '999', '112', NUMBER, '201', '202', '210', 's', 'i', '*', '*8'],
];

/** Valid messages that PJSIP cannot read and so drops: URIs of other schemes, and an unknown way to authenticate. */
const DROPPED = ['unkscm', 'novelsc', 'regaut01'];

/**
 * How much more memory the second round may leave than the first, in KiB: a message that is never freed holds at least the 4,000 bytes that
 * PJSIP receives it in (PJSIP_POOL_RDATA_LEN). The rest is for what an allocator does.
 */
const LEVEL = 1024 + MUTATIONS;

function scan(requests: number): readonly Attempt[] {
  return Array.from({ length: requests / 2 }, (_, index) => {
    const [user = '', number = ''] = [USERS[index % USERS.length], CALLED[index % CALLED.length]];
    const password = PASSWORDS[Math.floor(index / USERS.length) % PASSWORDS.length] ?? user;
    return index % 2 === 0 ? { method: 'REGISTER', user, password } : { method: 'INVITE', user, password, number };
  });
}

describeInEachNetwork('a PBX that is attacked', (version, provider) => {
  let house: CallHouse;
  let host: NetworkNamespace;
  const attackers = new Map<string, SipAttacker>();
  const random = randomOf(seed);
  let count = 0;

  beforeAll(async () => {
    house = await CallHouse.build(provider, {
      change: FULL ? undefined : forgetful,
      phones: ['hall', 'kitchen'],
    });
    host = await house.network.addHost(...ATTACKERS.map(({ from }) => from.address));
    for (const { family, from, pbx } of ATTACKERS) {
      attackers.set(family, await SipAttacker.start(host, from, pbx));
    }
    process.stderr.write(`Asterisk ${version}: FC_SEED=${seed}\n`);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([...attackers.values()].map((attacker) => attacker.stop()));
    await house.remove();
  });
  beforeEach(() => house.reset());

  function attacker(family: string): SipAttacker {
    const found = attackers.get(family);
    if (found === undefined) {
      throw new Error(`nobody attacks over ${family}`);
    }
    return found;
  }

  /** Security events of a kind that name the attacker, in what was logged since. */
  function events(log: string, kind: string, address: string): number {
    return log
      .split('\n')
      .filter((line) => line.includes(`SecurityEvent="${kind}"`) && line.includes(`/UDP/${address}/`)).length;
  }

  /** The calls that reached a phone. */
  function invited({ capture, addresses }: BaresipPhone, since: number): readonly SipMessage[] {
    return capture
      .messages(since)
      .filter(({ method, destination }) => method === 'INVITE' && addresses.includes(destination.address));
  }

  /** Nobody was called, inside or outside, and the PBX is there for those who may call. */
  async function unharmed(tally: Tally, since: number): Promise<void> {
    expect(house.asterisk.exited).toBe(false);
    const dialled = house.provider.capture.messages(since).filter(({ method, source }) => {
      return method === 'INVITE' && [PBX.ipv6, PBX.ipv4].includes(source.address);
    });
    expect(dialled).toEqual([]);
    expect(house.phones.flatMap((phone) => invited(phone, since))).toEqual([]);
    expect(await house.asterisk.cli('core show channels count')).toMatch(/^0 active channels/m);
    await house.reset();
    const called = now();
    await house.hall.dial('202');
    await house.kitchen.event(/CALL_INCOMING/);
    await house.kitchen.accept();
    await house.hall.event(/CALL_ESTABLISHED/);
    expect(await house.audio(house.hall, house.kitchen, called)).toEqual([]);
    // It would have been seen.
    expect(invited(house.kitchen, called)).toHaveLength(1);
    tally.call();
    await house.hall.hangUp();
    await house.kitchen.event(/CALL_CLOSED/);
  }

  async function sendMutations(family: string, messages: number): Promise<void> {
    const who = attacker(family);
    for (let sent = 0; sent < messages; sent += BATCH) {
      const [first, last] = [count, count + BATCH];
      for (; count < last; count++) {
        const plain = plainMessages(uriHost(who.from.address), 5060, uriHost(who.pbx.address), `m${seed}x${count}`);
        who.send(mutated(plain[count % plain.length] ?? '', random));
      }
      if (!(await who.alive())) {
        throw new Error(`no answer behind the messages ${first} to ${last} of FC_SEED=${seed}`);
      }
    }
  }

  describe.each(ATTACKERS)('over $family', ({ family, from, pbx }) => {
    scenario(
      `9 a scan of ${REQUESTS} requests`,
      { version, family },
      async (tally) => {
        const [since, logged] = [now(), house.asterisk.log.length];
        const attempts = scan(REQUESTS);
        const codes = await attacker(family).attempt(attempts);
        expect([...codes]).toEqual([[401, REQUESTS]]);
        const calls = attempts.filter(({ method }) => method === 'INVITE').length;
        tally.calls += calls;
        await unharmed(tally, since);
        const log = house.asterisk.log.slice(logged);
        // Whoever guesses a password is told of, with a user that there is and with one that there is not.
        const told = ['ChallengeResponseFailed', 'InvalidAccountID'].map((kind) => events(log, kind, from.address));
        expect(told[0]).toBeGreaterThan(0);
        expect((told[0] ?? 0) + (told[1] ?? 0)).toBeGreaterThanOrEqual(attempts.length);
      },
      120_000,
    );

    scenario('9 calls to where it costs', { version, family }, async (tally) => {
      const since = now();
      const ours = [uriHost(pbx.address), 'voiceless.aa.net.uk', uriHost(from.address)];
      const attempts = ['aaisp', NUMBER, 'hall', 'kitchen', 'doorbell', '201', 'anonymous'].flatMap((user) =>
        CALLED.flatMap((number) =>
          ours.map((domain): Attempt => {
            const headers = [
              `P-Asserted-Identity: <sip:${user}@${domain}>`,
              `Remote-Party-ID: <sip:${user}@${domain}>`,
            ];
            return { method: 'INVITE', user, number, domain, headers };
          }),
        ),
      );
      const codes = await attacker(family).attempt(attempts);
      expect([...codes]).toEqual([[401, attempts.length]]);
      tally.calls += attempts.length;
      await unharmed(tally, since);
    });

    scenario('9 torture (RFC 4475)', { version, family }, async (tally) => {
      const since = now();
      const who = attacker(family);
      const route = { from: uriHost(from.address), port: from.port, pbx: uriHost(pbx.address) };
      // Each kind of sections 3.1 to 3.4.
      const messages = tortureMessages(route, (name) => `${name}-${since}`);
      expect(new Set(messages.map(({ name }) => name)).size).toBe(49);
      for (const { text } of messages) {
        who.send(Buffer.from(text, 'latin1'));
      }
      expect(await who.alive()).toBe(true);
      await sleep(500);
      const codesOf = (name: string): readonly number[] => who.answersTo(`${name}-${since}`);
      const silent = messages.filter(({ name, answered }) => answered && codesOf(name).length === 0);
      expect(silent.map(({ name }) => name)).toEqual(DROPPED);
      // Whatever is understood of the others, nothing is granted.
      expect(messages.flatMap(({ name }) => codesOf(name)).filter((code) => code < 400)).toEqual([]);
      await unharmed(tally, since);
    });
  });

  scenario('9 calls in the name of the provider', { version, family: 'IPv6' }, async (tally) => {
    const since = now();
    // From its own address, as who forges that would.
    const from = { address: AAISP.ipv6, port: 5070 };
    const forger = await SipAttacker.start(house.provider.host, from, { address: PBX.ipv6, port: 5060 });
    try {
      const numbers = CALLED.filter((number) => number !== NUMBER);
      const attempts = ['hall', NUMBER, 'anonymous'].flatMap((user) =>
        numbers.map((number): Attempt => ({ method: 'INVITE', user, number })),
      );
      // `*8` picks up what rings elsewhere, which the provider may not, and `*` is its beginning; there is nothing else.
      const codes = await forger.attempt(attempts);
      expect(Object.fromEntries(codes)).toEqual({ 403: 3, 404: attempts.length - 6, 484: 3 });
      tally.calls += attempts.length;
    } finally {
      await forger.stop();
    }
    await unharmed(tally, since);
  });

  scenario(
    `9 a scan and ${MUTATIONS} random messages, twice`,
    { version, family: 'IPv6 and IPv4' },
    async (tally) => {
      const since = now();
      const round = async (): Promise<number> => {
        await attacker('IPv6').attempt(scan(REQUESTS));
        for (const { family } of ATTACKERS) {
          await sendMutations(family, MUTATIONS / 2);
        }
        await sleep(REMEMBERED + 1000);
        return (await processFigures(house.asterisk)).memory;
      };
      // What the first takes, Asterisk keeps for the second.
      const before = await round();
      const after = await round();
      process.stderr.write(`Asterisk ${version}: ${before} KiB, and ${after} KiB behind as much once more\n`);
      expect(after - before).toBeLessThan(LEVEL);
      await unharmed(tally, since);
    },
    300_000,
  );

  describe('how it is seen', () => {
    test('nothing but UDP reaches the PBX', async () => {
      const { stdout } = await house.pbxHost.run(['ss', '-Hltn']);
      expect(stdout.split('\n').filter((line) => line !== '' && !line.includes(' 127.0.0.1:'))).toEqual([]);
    });

    test('a scanner with the right password would get in', async () => {
      const attempt: Attempt = { method: 'REGISTER', user: 'doorbell', password: secretOf('doorbell') };
      expect([...(await attacker('IPv4').attempt([attempt]))]).toEqual([
        [401, 1],
        [200, 1],
      ]);
    });
  });
});

/** Transactions are forgotten ten times as fast as usual, so that a short test sees their memory come back. */
function forgetful(file: string, text: string): string {
  return file === 'pjsip.conf' ? `${text}\n[system]\ntype = system\ntimer_t1 = 50\ntimer_b = ${REMEMBERED}\n` : text;
}
