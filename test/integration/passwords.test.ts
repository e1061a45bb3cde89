import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { SipPassword, type AsteriskConfig } from '../../lib';
import type { AsteriskProvider } from '../../lib/testing/real-asterisk';
import { hostileValues } from '../image/hostile-values';
import { password } from '../support/pbx';
import { describeInEachNetwork } from './support/in-network';
import { addPhone, Office, OFFICE } from './support/office';
import { SipAttacker } from './support/sip-attacker';
import { PBX } from './support/test-house';

/** FC_SEED=<number> tries the same passwords again. */
const seed = process.env.FC_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.FC_SEED);

const SPECIAL = [
  ...`;#"'[]()<>{}$%&=!,|~^@:*?+-/ \\\t`.split(''),
  ...['${', '$(', ';--', '--;', '=>', '«', '»', '«secret:sip-passwords/p1»'],
];

/** Of what some dialect takes for its own, and of all else; what no line can carry is refused: test/image/render-config.test.ts. */
const unit = fc.oneof(
  fc.constantFrom(...SPECIAL),
  fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 1 }),
);
const hostile = fc
  .array(unit, { minLength: 1, maxLength: 40 })
  .map((units) => units.join(''))
  .filter((text) => !/^[\0-\x20]|[\0-\x20]$|[\n\0]/.test(text));

const PASSWORDS = new Map(
  // PJSIP takes at most 255 bytes of a password.
  [...hostileValues.filter(({ length }) => length < 255), ...fc.sample(hostile, { seed, numRuns: 500 })].map(
    (value, index) => [`p${index}`, value],
  ),
);

const DIGEST = 'as;a#digest';
const IN_FILE = 'in;a#file';
const SECRETS = new Map([
  ...PASSWORDS,
  ['digest', createHash('md5').update(`digest:asterisk:${DIGEST}`).digest('hex')],
  ['auth.conf', '[infile]\ntype = auth\nauth_type = userpass\nusername = infile\npassword = in\\;a#file'],
]);

function describeOffice(config: AsteriskConfig, names: Iterable<string>): void {
  let extension = 1000;
  for (const name of names) {
    addPhone(config, name, String(extension++));
  }
  const digest = SipPassword.digest(password(config, 'digest'));
  addPhone(config, 'digest', '201', { password: digest });
  addPhone(config, 'infile', '202', { password: SipPassword.inFile(password(config, 'auth.conf')) });
}

describeInEachNetwork('passwords', (version, provider) => {
  // As many phones at once as a slow machine starts without a word.
  const names = [...PASSWORDS.keys()];
  const parts = [0, 1, 2].map((part) => names.filter((_, index) => index % 3 === part));
  describe.each(parts.map((part, index) => [index, part] as const))('part %d', (_, part) => {
    tryPasswords(version, provider, new Map(part.map((name) => [name, PASSWORDS.get(name) ?? ''])));
  });
});

function tryPasswords(version: string, provider: AsteriskProvider, passwords: ReadonlyMap<string, string>): void {
  let office: Office;
  let device: SipAttacker;

  beforeAll(async () => {
    console.log(`Asterisk ${version}: FC_SEED=${seed}`);
    office = await Office.build(provider, {
      describe: (config) => {
        describeOffice(config, passwords.keys());
      },
      secrets: (key) => SECRETS.get(key) ?? '',
    });
    const address = `${OFFICE}:201`;
    const [from, to] = [address, PBX.ipv6].map((each) => ({ address: each, port: 5060 }));
    if (from === undefined || to === undefined) throw new Error('no address');
    device = office.add(await SipAttacker.start(await office.network.addHost(address), from, to));
  }, 60_000);
  afterAll(() => office.remove());

  /** The final answer to a REGISTER. */
  async function register(user: string, value: string): Promise<number | undefined> {
    const codes = await device.attempt([{ method: 'REGISTER', user, password: value }]);
    return [...codes.keys()].at(-1);
  }

  test('a phone registers with each, exactly as it is', async () => {
    const refused: string[] = [];
    for (const [user, value] of passwords) {
      if ((await register(user, value)) !== 200) refused.push(value);
    }
    expect(refused).toEqual([]);
    expect(passwords.size).toBeGreaterThan(150);
  }, 60_000);

  test('and with no other', async () => {
    for (const [user, value] of [...passwords].slice(0, 20)) {
      expect([value, await register(user, `${value}x`)]).toEqual([value, 401]);
    }
  });

  test.each([
    ['a digest', 'digest', DIGEST],
    ['a section in a file of a Secret', 'infile', IN_FILE],
  ])('a phone registers with %s', async (_, user, value) => {
    expect(await register(user, value)).toBe(200);
    expect(await register(user, `${value}x`)).toBe(401);
  });

  test('none is in what Asterisk logs', () => {
    const long = [...passwords.values(), DIGEST, IN_FILE].filter((value) => value.length > 6);
    expect(office.asterisk.log).toMatch(/ChallengeResponseFailed/);
    expect(long.filter((value) => office.asterisk.log.includes(value))).toEqual([]);
  });
}
