import type { DialledNumber } from './number-format';
import type { NumberingPlan } from './numbering-plan';

/** A form in which numbers outside are dialled: either what such a number is, or the form that it stands for. */
export type DialForm = CanonicalForm | OtherForm;

/** The form of a kind of number that is looked at; every number outside has one. */
export interface CanonicalForm {
  readonly kind: 'emergency' | 'national' | 'premium' | 'international';
  /** The pattern of the dialplan. */
  readonly pattern: string;
  /** The number without its prefix; absent where it is passed on as dialled. */
  readonly number?: DialledNumber;
}

/** Another way to dial the same number. */
export interface OtherForm {
  readonly kind: 'other form';
  readonly pattern: string;
  /** What it stands for, as an expression of the dialplan. */
  readonly means: string;
}

/**
 * Every form in which a number outside can be dialled in a country.
 *
 * Asterisk tries the most specific pattern of a context first, so a premium number is never taken for a national one.
 */
export function dialForms(plan: NumberingPlan): readonly DialForm[] {
  const { callingCode, internationalPrefix } = plan;
  // In North America the prefix may be dialled or left out, so that the number without it is the canonical one.
  const optional = callingCode === '1';
  const prefix = optional ? '' : plan.nationalPrefix;
  const own = (kind: CanonicalForm['kind'], pattern: string): CanonicalForm => ({
    kind,
    pattern: `_${prefix}${pattern}`,
    number: { digits: digitsAfter(prefix.length), own: true },
  });
  const other = (pattern: string, offset: number, means: string): OtherForm => ({
    kind: 'other form',
    pattern,
    means: `${means}${digitsAfter(offset)}`,
  });
  return [
    ...plan.emergencyNumbers.map((pattern): CanonicalForm => ({ kind: 'emergency', pattern })),
    ...plan.premiumPatterns.map((pattern) => own('premium', pattern)),
    ...plan.nationalPatterns.map((pattern) => own('national', pattern)),
    ...plan.foreignPatterns.map((pattern) => own('international', pattern)),
    // A calling code and at least five digits; E.164 allows fifteen in all, which the provider checks.
    { kind: 'international', pattern: '_+ZXXXXX.', number: { digits: digitsAfter(1), own: false } },
    other(`_${internationalPrefix}Z.`, internationalPrefix.length, '+'),
    other(`_+${callingCode}X.`, callingCode.length + 1, prefix),
    ...(optional ? plan.nationalLengths.map((length) => other(`_1N${'X'.repeat(length - 1)}`, 1, '')) : []),
  ];
}

/** What was dialled comes from the caller: only its digits go on, whatever else matched. */
function digitsAfter(offset: number): string {
  return `\${FILTER(0-9,${offset === 0 ? '${EXTEN}' : `\${EXTEN:${offset}}`})}`;
}
