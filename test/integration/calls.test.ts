import { Duration } from 'cdk8s';
import { HomePbx } from '../../apps/home-pbx/chart';
import { Fallback, IpFamily, SipPhone, SipTrunk, type AsteriskConfig } from '../../lib';
import { CalledNumber } from '../../lib/dialplan/called-number';
import { NumberFormat } from '../../lib/dialplan/number-format';
import { password } from '../support/pbx';
import { describeInEachNetwork } from './support/in-network';
import type { Device } from './support/sip-phone-set';
import { synthesized } from './support/synthesized';
import { carrier, doorbell, hall, kitchen, NUMBER, PBX, secretOf, stranger, TestHouse } from './support/test-house';

// A registration begins after a random delay, and a caller waits.
jest.setTimeout(30_000);

describeInEachNetwork('calls', (_, provider) => {
  const house = new TestHouse(provider);

  beforeAll(() => house.build());
  afterAll(() => house.remove());

  describe('home-pbx', () => {
    beforeAll(async () => {
      const { directory } = synthesized((app) => new HomePbx(app, 'home-pbx', { version: provider.version }), secretOf);
      await house.start(directory);
      await house.registered('aaisp');
    });
    afterAll(() => house.stop());
    beforeEach(() => house.reset());

    const call = (from: Device, to: string) => house.phones.call({ from, to });

    test('a phone that is not registered is not there: 480', async () => {
      expect(await call(hall, '210')).toBe(480);
    });

    test('phones register with their passwords, and with no other', async () => {
      expect(await house.phones.register({ ...kitchen, password: 'wrong' })).toBe(401);
      expect(await house.phones.register({ ...kitchen, user: 'nobody' })).toBe(401);
      for (const each of [hall, kitchen, doorbell]) {
        expect(await house.phones.register(each)).toBe(200);
      }
    });

    test('a phone rings, and is answered', async () => {
      await house.phones.answer(kitchen, 'answer');
      expect(await call(hall, '202')).toBe(200);
      expect(house.phones.rang(kitchen)).toHaveLength(1);
    });

    test('a busy phone is busy: 486, and one that declines is not available: 480', async () => {
      await house.phones.answer(kitchen, 'busy');
      expect(await call(hall, '202')).toBe(486);
      await house.phones.answer(kitchen, 'decline');
      expect(await call(hall, '202')).toBe(480);
    });

    test('the doorbell rings whom it may, across address families', async () => {
      await house.phones.answer(hall, 'answer');
      expect(await call(doorbell, '201')).toBe(200);
      expect(house.phones.rang(hall)).toHaveLength(1);
      await house.phones.answer(doorbell, 'answer');
      expect(await call(hall, '210')).toBe(200);
    });

    test.each(['210', '01632960001', '+441632960001', '0033123456789', '999', '112'])(
      'the doorbell may not call %s: 403',
      async (number) => {
        await house.phones.answer(doorbell, 'answer');
        expect(await call(doorbell, number)).toBe(403);
        expect(house.phones.rang(doorbell)).toEqual([]);
        expect(house.provider.seen('INVITE')).toEqual([]);
      },
    );

    test.each([
      ['299', 404],
      ['2011', 404],
      ['**', 404],
      ['hall', 404],
      // What could become a number with more digits is incomplete.
      ['20', 484],
      ['0', 484],
    ])('nobody has the extension %s: %i', async (number, code) => {
      expect(await call(hall, number)).toBe(code);
      expect(house.provider.seen('INVITE')).toEqual([]);
    });

    test.each(['01632960001', '00441632960001', '+441632960001'])(
      '%s reaches the provider in its own form, from our address, with our number',
      async (number) => {
        expect(await call(hall, number)).toBe(200);
        const [seen, ...more] = house.provider.seen('INVITE');
        expect(more).toEqual([]);
        expect(seen?.uri).toMatch(/^sip:\+441632960001@voiceless\.aa\.net\.uk\b/);
        expect(seen?.header('From')).toMatch(/<sip:\+441632960000@/);
        expect(seen?.header('Contact')).toContain(`@[${PBX.ipv6}]:5060`);
        expect(seen?.source).toBe(PBX.ipv6);
      },
    );

    test.each(['999', '112'])('%s reaches the provider as it is dialled', async (number) => {
      expect(await call(kitchen, number)).toBe(200);
      expect(house.provider.seen('INVITE').map(({ uri }) => uri)).toEqual([`sip:${number}@voiceless.aa.net.uk`]);
    });

    test.each(['0033123456789', '+33123456789', '09091234567', '00449091234567', '0871234567'.padEnd(11, '0')])(
      '%s is closed: 403',
      async (number) => {
        expect(await call(hall, number)).toBe(403);
        expect(house.provider.seen('INVITE')).toEqual([]);
      },
    );

    test.each([
      '0044&PJSIP/hall',
      '01632960001&PJSIP/kitchen',
      '01632960001%26PJSIP%2Fkitchen',
      '01632960001%40evil.example',
      '01632960001@evil.example',
      '01632960001;phone-context=evil.example',
      '%20201',
      '201%0d%0aX-Evil:%201',
      '+44(0)1632960001',
      '+44${HANGUPCAUSE}1632960001',
      '+44%24%7BHANGUPCAUSE%7D',
      '_X.',
      'i',
      's',
      'h',
      'from-aaisp',
      '0'.repeat(400),
      `00${'9'.repeat(400)}`,
      '016329600010000000000',
    ])('nothing comes of %j', async (number) => {
      await house.phones.answer(hall, 'answer');
      await house.phones.answer(kitchen, 'answer');
      // A request line that cannot be read is not answered.
      const code = await house.phones.call({ from: hall, to: number, patience: 1500 });
      expect(code === undefined || (code >= 400 && code < 500)).toBe(true);
      expect(house.provider.seen('INVITE')).toEqual([]);
      expect([...house.phones.rang(hall), ...house.phones.rang(kitchen)]).toEqual([]);
      expect(house.asterisk.exited).toBe(false);
    });

    test('what stands behind a NUL is not dialled', async () => {
      await house.phones.answer(hall, 'answer');
      expect(await call(kitchen, '201%00%26PJSIP%2Fkitchen')).toBe(200);
      expect(house.phones.rang(hall)).toHaveLength(1);
    });

    test.each([
      '%30%31632960001',
      '00441632960001&PJSIP/kitchen',
      '+441632960001&PJSIP%2Fkitchen',
      '00441632960001%2Cg%2CU(x)',
    ])('of %s the provider sees digits only', async (number) => {
      expect(await call(hall, number)).toBe(200);
      expect(house.provider.seen('INVITE').map(({ uri }) => uri)).toEqual(['sip:+441632960001@voiceless.aa.net.uk']);
    });

    test.each([486, 404, 503])('what the provider answers reaches the caller: %i', async (code) => {
      expect(await call(hall, `01632960${code}`)).toBe(code);
      expect(house.provider.seen('INVITE')).toHaveLength(1);
    });

    test.each([NUMBER, NUMBER.slice(1), '01632960000', '00441632960000'])(
      'a call of %s rings both phones, and the first to answer has it',
      async (number) => {
        await house.phones.answer(hall, 'ring');
        await house.phones.answer(kitchen, 'answer');
        expect(await house.outside.call({ from: carrier, to: number })).toBe(200);
        expect(await house.phones.stopped(hall)).toBe(true);
        expect([house.phones.rang(hall).length, house.phones.rang(kitchen).length]).toEqual([1, 1]);
      },
    );

    test.each(['+441632960009', '201', '210', '999', '112', '0033123456789', '+441632960001', 's', 'i', 'internal'])(
      'a call of %s from outside reaches nobody: 404',
      async (number) => {
        await house.phones.answer(hall, 'answer');
        expect(await house.outside.call({ from: carrier, to: number })).toBe(404);
        expect(house.phones.rang(hall)).toEqual([]);
        expect(house.provider.seen('INVITE')).toEqual([]);
      },
    );

    test.each(['201', NUMBER, '01632960001', '0033123456789'])(
      'a stranger is challenged, whatever is dialled: %s',
      async (number) => {
        await house.phones.answer(hall, 'answer');
        for (const user of ['hall', 'aaisp', 'anonymous', NUMBER, '201']) {
          expect(await house.internet.call({ from: { ...stranger, user }, to: number })).toBe(401);
        }
        expect(await house.internet.call({ from: { ...stranger, password: 'guess' }, to: number })).toBe(401);
        expect(house.phones.rang(hall)).toEqual([]);
        expect(house.provider.seen('INVITE')).toEqual([]);
      },
    );

    test('the test sees a call that does go through: a stranger with a password', async () => {
      expect(await house.internet.call({ from: { ...stranger, password: hall.password }, to: '999' })).toBe(200);
      expect(house.provider.seen('INVITE')).toHaveLength(1);
    });
  });

  describe('a house with short ring times', () => {
    const seconds = Duration.seconds(2);

    beforeAll(async () => {
      await house.startWith((config) => {
        const phones = [hall, kitchen].map(({ user }, index) => phone(config, user, `20${index + 1}`, seconds));
        const trunk = accountOf(config, 'first', CalledNumber.REQUEST_URI);
        trunk.addNumber(NUMBER, { ring: phones, timeout: seconds, fallback: Fallback.NONE });
      });
      await house.register(hall, kitchen);
    });
    afterAll(() => house.stop());
    beforeEach(() => house.reset());

    test('a phone that nobody answers: 480', async () => {
      await house.phones.answer(kitchen, 'ring');
      expect(await house.phones.call({ from: hall, to: '202' })).toBe(480);
      expect(house.phones.rang(kitchen)).toHaveLength(1);
      expect(await house.phones.stopped(kitchen)).toBe(true);
    });

    test('a number that nobody answers: 480', async () => {
      await house.phones.answer(hall, 'ring');
      await house.phones.answer(kitchen, 'ring');
      expect(await house.outside.call({ from: carrier, to: NUMBER })).toBe(480);
      expect(house.phones.rang(hall)).toHaveLength(1);
      expect(await house.phones.stopped(hall)).toBe(true);
      expect(await house.phones.stopped(kitchen)).toBe(true);
    });

    test('a number whose phones are all busy: 486', async () => {
      await house.phones.answer(hall, 'busy');
      await house.phones.answer(kitchen, 'busy');
      expect(await house.outside.call({ from: carrier, to: NUMBER })).toBe(486);
    });
  });

  describe.each([
    [
      CalledNumber.TO,
      (number: string, display: string) => ({ toHeader: `${display}<sip:${number}@voiceless.aa.net.uk>` }),
    ],
    [
      CalledNumber.P_CALLED_PARTY_ID,
      (number: string, display: string) => ({
        headers: [`P-Called-Party-ID: ${display}<sip:${number}@voiceless.aa.net.uk>`],
      }),
    ],
  ])('a trunk that names the number in %s', (header, calling) => {
    beforeAll(async () => {
      await house.startWith((config) => {
        const trunk = accountOf(config, 'first', header);
        const phones = [phone(config, 'hall', '201'), phone(config, 'kitchen', '202')] as const;
        trunk.addNumber(NUMBER, { ring: [phones[0]] });
        trunk.addNumber('+441632960005', { ring: [phones[1]] });
        // A way out that calls from outside must not find.
        trunk.addOutboundRoute({ from: phones, international: true });
      });
      await house.register(hall, kitchen);
    });
    afterAll(() => house.stop());
    beforeEach(async () => {
      await house.reset();
      await house.phones.answer(hall, 'answer');
      await house.phones.answer(kitchen, 'answer');
    });

    const rings = () => [house.phones.rang(hall).length, house.phones.rang(kitchen).length];
    const arrives = (number: string, display = '') =>
      house.outside.call({ from: carrier, ...calling(number, display), to: NUMBER, patience: 1500 });

    test.each([
      [NUMBER, '', [1, 0]],
      ['+441632960005', '', [0, 1]],
      ['01632960005', '', [0, 1]],
      ['441632960005', '"Our number" ', [0, 1]],
      ['+441632960005', '"<sip:+441632960000@x>" ', [0, 1]],
      ['+441632960005', '"a, b; c" ', [0, 1]],
    ] as const)('%s with the name %j rings the right phone', async (number, display, expected) => {
      expect(await arrives(number, display)).toBe(200);
      expect(rings()).toEqual(expected);
    });

    test.each([
      '+441632960009',
      '0033123456789',
      '+33123456789',
      '999',
      '201',
      'hall',
      'i',
      's',
      '%26PJSIP%2Fhall',
      '${EXTEN}',
    ])('%s reaches nobody: 404, or is no header', async (number) => {
      expect([400, 404, undefined]).toContain(await arrives(number));
      expect(rings()).toEqual([0, 0]);
      expect(house.provider.seen('INVITE')).toEqual([]);
    });
  });

  describe('a trunk whose ranges are not known', () => {
    beforeAll(async () => {
      await house.startWith((config) => {
        const trunk = new SipTrunk(config, 'first', { ...account(config), ranges: [] });
        trunk.addNumber(NUMBER, { ring: [phone(config, 'hall', '201')] });
      });
      await house.register(hall);
      await house.registered('first');
    });
    afterAll(() => house.stop());
    beforeEach(async () => {
      await house.reset();
      await house.phones.answer(hall, 'answer');
    });

    test('is told by what it was given when we registered', async () => {
      await house.registersAnew('first');
      const contact = house.provider.seen('REGISTER').at(-1)?.header('Contact') ?? '';
      const line = /;line=\w+/.exec(contact)?.[0] ?? '';
      expect(line).not.toBe('');
      const from = { ...stranger, user: carrier.user };
      expect(await house.outside.call({ from: carrier, to: NUMBER, uriParameters: line })).toBe(200);
      expect(house.phones.rang(hall)).toHaveLength(1);
      await house.phones.answer(hall, 'answer');
      expect(await house.internet.call({ from, to: NUMBER })).toBe(401);
      expect(await house.internet.call({ from: { ...stranger, user: 'first' }, to: NUMBER })).toBe(401);
      expect(await house.internet.call({ from, to: NUMBER, uriParameters: ';line=guess' })).toBe(401);
      expect(house.phones.rang(hall)).toEqual([]);
    });
  });

  describe.each([
    [NumberFormat.E164, '+441632960001', '+33123456789'],
    [NumberFormat.E164_WITHOUT_PLUS, '441632960001', '33123456789'],
    [NumberFormat.NATIONAL, '01632960001', '0033123456789'],
    [NumberFormat.INTERNATIONAL, '00441632960001', '0033123456789'],
  ])('a trunk that wants %s', (numberFormat, national, international) => {
    beforeAll(async () => {
      await house.startWith((config) => {
        const trunk = new SipTrunk(config, 'first', { ...account(config), numberFormat });
        trunk.addOutboundRoute({ from: [phone(config, 'hall', '201')], callerId: NUMBER, international: true });
      });
    });
    afterAll(() => house.stop());
    beforeEach(() => house.reset());

    test('gets it', async () => {
      for (const number of ['01632960001', '+441632960001', '0033123456789', '+33123456789', '999']) {
        expect(await house.phones.call({ from: hall, to: number })).toBe(200);
      }
      expect(house.provider.seen('INVITE').map(({ uri }) => /^sip:(.*)@/.exec(uri)?.[1])).toEqual([
        national,
        national,
        international,
        international,
        '999',
      ]);
    });
  });

  describe('two trunks', () => {
    const gateway: Device = { user: 'gateway', password: '', address: stranger.address };

    /** The first trunk is at this host. */
    const startWithFirst = (host: string) =>
      house.startWith((config) => {
        const from = [phone(config, 'hall', '201')];
        new SipTrunk(config, 'first', {
          host,
          ranges: ['2001:db8:bad::/64'],
          ipFamily: IpFamily.IPV6,
        }).addOutboundRoute({ from });
        new SipTrunk(config, 'second', account(config)).addOutboundRoute({ from, callerId: NUMBER });
        hurry(config);
      });

    afterEach(async () => {
      await house.internet.hangUp(gateway);
      await house.stop();
    });

    test.each([
      ['has a name that does not resolve', 'nowhere.example', undefined, 200],
      ['does not answer', '2001:db8:bad::2', undefined, 200],
      ['answers 503', gateway.address, 'fail', 200],
      ['is busy, which is the one who is called', gateway.address, 'busy', 486],
    ] as const)('when the first %s', async (_, host, manner, code) => {
      if (manner !== undefined) {
        await house.internet.answer(gateway, manner);
      }
      await startWithFirst(host);
      await house.reset();
      expect(await house.phones.call({ from: hall, to: '01632960001' })).toBe(code);
      expect(house.provider.seen('INVITE')).toHaveLength(code === 200 ? 1 : 0);
    });
  });

  describe('a silent trunk that is asked whether it is there', () => {
    test('is not waited for', async () => {
      await house.startWith((config) => {
        const from = [phone(config, 'hall', '201')];
        const silent = { host: '2001:db8:bad::2', ranges: ['2001:db8:bad::/64'], ipFamily: IpFamily.IPV6 };
        const first = new SipTrunk(config, 'first', { ...silent, qualifyFrequency: Duration.seconds(5) });
        first.addOutboundRoute({ from });
        new SipTrunk(config, 'second', account(config)).addOutboundRoute({ from, callerId: NUMBER });
      });
      try {
        await house.unreachable('first');
        await house.reset();
        // Without asking, the caller would wait for 32 seconds.
        expect(await house.phones.call({ from: hall, to: '01632960001', patience: 8000 })).toBe(200);
        expect(house.provider.seen('INVITE')).toHaveLength(1);
      } finally {
        await house.stop();
      }
    });
  });

  describe('a trunk that cannot be reached', () => {
    test.each([
      ['does not resolve: 503', 'nowhere.example', 503],
      ['does not answer: 408', '2001:db8:bad::2', 408],
    ])('and %s, which is not a number that does not exist', async (_, host, code) => {
      await house.startWith((config) => {
        new SipTrunk(config, 'only', { ...account(config), host }).addOutboundRoute({
          from: [phone(config, 'hall', '201')],
        });
        hurry(config);
      });
      try {
        const calls = ['01632960001', '999'].map((to) => house.phones.call({ from: hall, to }));
        expect(await Promise.all(calls)).toEqual([code, code]);
      } finally {
        await house.stop();
      }
    });
  });
});

/** A request without an answer fails after 6.4 seconds, not 32. */
function hurry(config: AsteriskConfig): void {
  config.pjsip.addObject('system', 'system', { timerT1: 100, timerB: 6400 });
}

/** The credentials of the one account at the provider. */
function account(config: AsteriskConfig) {
  return {
    host: 'voiceless.aa.net.uk',
    ipFamily: IpFamily.IPV6,
    username: NUMBER,
    password: password(config, 'aaisp'),
    ranges: ['2001:8b0:0:30::5060:0/112'],
  } as const;
}

function accountOf(config: AsteriskConfig, name: string, calledNumber: CalledNumber): SipTrunk {
  return new SipTrunk(config, name, { ...account(config), calledNumber });
}

function phone(config: AsteriskConfig, name: string, extension: string, ringTime?: Duration): SipPhone {
  return new SipPhone(config, name, { extension, password: password(config, name), ringTime, ipFamily: IpFamily.IPV6 });
}
