import fc from 'fast-check';
import { NumberingPlan } from '../../lib/dialplan/numbering-plan';
import { phoneNumberLibrary } from '../../lib/dialplan/phone-number-library';
import { errorOf } from '../support/error-of';

const countries = phoneNumberLibrary().countries();

test.each([
  ['GB', '44', '0', '00', [7, 9, 10], '[1-357-9]'],
  ['US', '1', '1', '011', [10], 'N'],
  ['DE', '49', '0', '00', [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 'Z'],
  ['FR', '33', '0', '00', [9], 'Z'],
  ['IT', '39', '', '00', [6, 7, 8, 9, 10, 11, 12], undefined],
  ['AU', '61', '0', '0011', [5, 6, 7, 8, 9, 10, 12], undefined],
  ['JP', '81', '0', '010', undefined, undefined],
  ['HU', '36', '06', '00', [8, 9], undefined],
  ['RU', '7', '8', '810', [10, 14], undefined],
  ['BR', '55', '0', '0012', undefined, undefined],
  ['MX', '52', '', '00', undefined, undefined],
])('how %s dials', (country, callingCode, nationalPrefix, internationalPrefix, lengths, leadingDigit) => {
  const plan = NumberingPlan.of(country);
  expect(plan).toMatchObject({ country, callingCode, nationalPrefix, internationalPrefix });
  expect(plan.nationalLengths).toEqual(lengths ?? plan.nationalLengths);
  expect(plan.leadingDigit).toBe(leadingDigit ?? plan.leadingDigit);
});

test('every country has a plan that can be dialled', () => {
  for (const country of countries) {
    const plan = NumberingPlan.of(country);
    expect(plan.callingCode).toMatch(/^\d{1,3}$/);
    expect(plan.nationalPrefix).toMatch(/^\d{0,2}$/);
    expect(plan.internationalPrefix).toMatch(/^\d{1,5}$/);
    expect(plan.leadingDigit).toMatch(/^([XZN\d]|\[[\d-]+\])$/);
    expect(plan.nationalLengths.length).toBeGreaterThan(0);
  }
});

test('lower case', () => {
  expect(NumberingPlan.of('gb').country).toBe('GB');
});

test.each([
  ['UK', `no numbering plan of country "UK" is known, did you mean 'GB'?`],
  ['XX', 'no numbering plan of country "XX" is known'],
  ['', 'no numbering plan of country "" is known'],
  ['constructor', 'give the two letters of ISO 3166, such as "GB"'],
])('fails for country %j', (country, message) => {
  const error = errorOf(() => NumberingPlan.of(country));
  expect(error.code).toBe('NumberingPlan');
  expect(error.message).toContain(message);
});

describe('emergencyNumbers', () => {
  test.each([
    ['GB', ['112', '999']],
    ['US', ['112', '911']],
    ['DE', ['110', '112']],
    ['FR', ['15', '17', '18', '112']],
    ['IT', ['112', '113', '115', '118']],
    ['AU', ['000', '106', '112']],
    ['NZ', ['111']],
    ['JP', ['110', '119']],
    ['IN', ['100', '101', '102', '108', '112']],
  ])('%s', (country, numbers) => {
    expect(NumberingPlan.of(country).emergencyNumbers).toEqual(expect.arrayContaining(numbers));
  });

  test('are digits, and few countries have none', () => {
    const all = countries.map((country) => NumberingPlan.of(country).emergencyNumbers);
    for (const number of all.flat()) {
      expect(number).toMatch(/^\d{2,6}$/);
    }
    expect(all.filter((numbers) => numbers.length === 0).length).toBeLessThan(12);
  });
});

describe('premiumPatterns and sharedCostPatterns', () => {
  test.each([
    ['GB', ['845464X', '84[2-5]XXXXXXX', '87[0-3]XXXXXXX', '98[2-49]XXXXXXX', '9[01]XXXXXXXX'], []],
    ['US', ['900NXXXXXX'], []],
    ['AU', ['190[0-26]XXXXXX'], ['1300XXXXXX', '1300XXXXXXXX', '1345[0-4]XXX', '13XXXX']],
  ])('%s', (country, premium, shared) => {
    expect(NumberingPlan.of(country).premiumPatterns).toEqual(premium);
    expect(NumberingPlan.of(country).sharedCostPatterns).toEqual(shared);
  });

  test('match exactly the numbers that the metadata match, in every country', () => {
    fc.assert(
      fc.property(fc.constantFrom(...countries), fc.stringMatching(/^\d{3,15}$/), fc.nat(), (country, digits, seed) => {
        const facts = phoneNumberLibrary().metadataOf(country);
        const plan = NumberingPlan.of(country);
        for (const [expression, patterns] of [
          [facts?.premium, plan.premiumPatterns],
          [facts?.sharedCost, plan.sharedCostPatterns],
        ] as const) {
          // Random digits seldom match, so half of the numbers are made from a pattern, some with their end changed.
          for (const number of [digits, ...near(patterns, digits, seed)]) {
            expect([number, matchesSome(patterns, number)]).toEqual([
              number,
              expression !== undefined && new RegExp(`^(?:${expression})$`).test(number),
            ]);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('toE164', () => {
  const plan = NumberingPlan.of('GB');

  test.each([
    ['+441632960000', '+441632960000'],
    ['01632 960000', '+441632960000'],
    ['(01632) 960-000', '+441632960000'],
    ['01632/960.000', '+441632960000'],
    ['+44 (0)1632 960000', '+441632960000'],
    ['00441632960000', '+441632960000'],
    ['1632960000', '+441632960000'],
    ['0800 1111', '+448001111'],
    ['+1 202 555 0100', '+12025550100'],
    ['001 202 555 0100', '+12025550100'],
    ['+39 06 1234 5678', '+390612345678'],
  ])('%s is %s', (text, e164) => {
    expect(plan.toE164(text)).toBe(e164);
  });

  test('of Hong Kong, whose international prefixes begin each other', () => {
    expect(NumberingPlan.of('HK').toE164('00 852 5123 4567')).toBe('+85251234567');
  });

  test.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['twelve', 'is no phone number, for it holds "t"'],
    ['0800 FLOWERS', 'is no phone number, for it holds "F"'],
    ['01632 960000 ext 3', 'is no phone number, for it holds "e"'],
    ['sip:201@pbx', 'is no phone number, for it holds "s"'],
    ['٠١٦٣٢٩٦٠٠٠٠', 'is no phone number, for it holds'],
    ['123', 'is too short for a phone number'],
    ['+44 1632', 'is too short for a phone number'],
    ['+44', 'is too short for a phone number'],
    ['+44 1632 96000000', 'is too long for a phone number'],
    ['1'.repeat(20), 'is too long for a phone number'],
    ['01632 9600', 'has a length that no phone number of its country has'],
    ['+999 1632 960000', 'begins with a calling code that no country has'],
    ['+', 'is no phone number'],
    ['+44+1632960000', 'is no phone number'],
    ['()', 'is no phone number'],
  ])('fails for %j', (text, problem) => {
    const error = errorOf(() => plan.toE164(text, 'number', { node: { path: 'home-pbx/aaisp' } }));
    expect(error.code).toBe('PhoneNumber');
    expect(error.message).toContain(`[home-pbx/aaisp]: number ${JSON.stringify(text)} ${problem}`);
    expect(error.message).toContain('give one such as "+447400123456"');
  });
});

/** A matcher of Asterisk's patterns, as far as they are used here. */
function matchesSome(patterns: readonly string[], number: string): boolean {
  return patterns.some((pattern) => {
    const expression = pattern.replaceAll('X', '[0-9]').replaceAll('Z', '[1-9]').replaceAll('N', '[2-9]');
    return new RegExp(`^${expression}$`).test(number);
  });
}

/** Numbers that match one of the patterns, and neighbours of it. */
function near(patterns: readonly string[], digits: string, seed: number): readonly string[] {
  const places = patterns[seed % Math.max(1, patterns.length)]?.match(/\[[\d-]+\]|./g) ?? [];
  const number = places
    .map((place, index) => {
      const choices = Array.from('0123456789').filter((digit) => matchesSome([place], digit));
      return choices[(seed + Number(digits[index % digits.length])) % choices.length] ?? '';
    })
    .join('');
  const at = seed % Math.max(1, number.length);
  return number === ''
    ? []
    : [number, number.slice(0, -1), `${number}0`, `${number.slice(0, at)}${digits.charAt(0)}${number.slice(at + 1)}`];
}
