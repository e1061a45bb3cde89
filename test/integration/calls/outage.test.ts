import { setTimeout as sleep } from 'node:timers/promises';
import { AAISP, AAISP_RECORDS } from '../support/aaisp';
import { CallHouse, NUMBER, PBX, secretOf } from '../support/call-house';
import { scenario, type Tally } from '../support/call-report';
import { FULL } from '../support/full';
import { describeInEachNetwork } from '../support/in-network';
import { now } from '../../../lib/testing/calls/pcap';

/** How long the provider is away, in seconds. */
const AWAY = FULL ? 900 : 8;

/** How long it may take until all is well again, in milliseconds: as long as a registration lasts, the longest wait of all, and some more. */
const PATIENCE = FULL ? 660_000 : 30_000;

const LIMIT = AWAY * 1000 + 2 * PATIENCE;

/** Attempts follow each other in seconds instead of minutes; Asterisk registers anew ten seconds before the end. */
function impatient(file: string, text: string): string {
  return file !== 'pjsip.conf' || FULL
    ? text
    : text.replace(/^(\w*retry_interval) = \d+$/gm, '$1 = 1').replace(/^expiration = \d+$/m, 'expiration = 12');
}

describeInEachNetwork('a provider that fails', (version, provider) => {
  let house: CallHouse;

  beforeAll(async () => {
    house = await CallHouse.build(provider, { change: impatient, phones: ['hall', 'kitchen'] });
  }, 60_000);
  afterAll(() => house.remove());

  /** Calls come and go again, without anybody's help. */
  async function works(tally: Tally): Promise<void> {
    await until(
      async () => (await house.provider.contacts()).includes(NUMBER),
      PATIENCE,
      'the registration does not come back',
    );
    await house.trunkRegistered(PATIENCE);
    await house.reset();
    const since = now();
    await house.provider.call({ account: NUMBER, caller: '+441632960999' });
    await Promise.all([house.hall.event(/CALL_INCOMING/), house.kitchen.event(/CALL_INCOMING/)]);
    await house.hall.accept();
    expect(await house.audio(house.hall, house.provider, since)).toEqual([]);
    tally.call();
    await house.reset();
    await outbound(tally);
  }

  async function outbound(tally: Tally): Promise<void> {
    const since = now();
    await house.hall.dial('01632960001');
    await house.hall.event(/CALL_ESTABLISHED/);
    expect(await house.audio(house.hall, house.provider, since)).toEqual([]);
    tally.call();
    await house.reset();
  }

  const family = 'IPv6';

  scenario(
    '6 cannot be reached',
    { version, family },
    async (tally) => {
      await house.network.cut(AAISP.ipv4, AAISP.ipv6);
      await sleep(AWAY * 1000);
      await house.network.mend(AAISP.ipv4, AAISP.ipv6);
      await works(tally);
    },
    LIMIT,
  );

  scenario(
    '6 forgets who has registered',
    { version, family },
    async (tally) => {
      const since = now();
      await house.provider.forgetRegistrations();
      await house.provider.capture.message(
        'REGISTER',
        ({ method, time }) => method === 'REGISTER' && time > since,
        PATIENCE,
      );
      await works(tally);
    },
    LIMIT,
  );

  scenario(
    '6 answers 403',
    { version, family },
    async (tally) => {
      await house.provider.change({ accepts: ['192.0.2.99'] });
      await house.provider.forgetRegistrations();
      await until(() => Promise.resolve(answers(403)), PATIENCE, 'no 403 is seen');
      await house.provider.change({ accepts: [PBX.ipv6, PBX.ipv4] });
      await works(tally);
    },
    LIMIT,
  );

  scenario(
    '6 answers 401',
    { version, family },
    async (tally) => {
      await house.provider.change({ accounts: [{ username: NUMBER, password: 'another' }] });
      await house.provider.forgetRegistrations();
      const before = rejections();
      // One of them is the usual challenge; each further one is a refusal.
      await until(() => Promise.resolve(rejections() > before + 3), PATIENCE, 'no 401 is seen');
      await house.provider.change({ accounts: [{ username: NUMBER, password: secretOf('aaisp') }] });
      await works(tally);
    },
    LIMIT,
  );

  scenario(
    '6 has no name yet',
    { version, family },
    async (tally) => {
      await house.aaisp.names.serve([]);
      await house.asterisk.stop();
      await house.startPbx();
      await sleep(3000);
      expect(await house.asterisk.cli('pjsip show registrations')).not.toMatch(/Registered /);
      await house.aaisp.names.serve(AAISP_RECORDS);
      await works(tally);
    },
    LIMIT,
  );

  function answers(code: number): boolean {
    return house.provider.capture.messages().some((message) => message.code === code);
  }

  function rejections(): number {
    return house.provider.capture.messages().filter(({ code }) => code === 401).length;
  }
});

async function until(holds: () => Promise<boolean>, timeout: number, what: string): Promise<void> {
  const end = performance.now() + timeout;
  while (!(await holds())) {
    if (performance.now() > end) {
      throw new Error(what);
    }
    await sleep(200);
  }
}
