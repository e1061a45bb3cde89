import type { NumberingPlan } from './numbering-plan';

/** The form in which a provider wants the numbers that we dial. */
export enum NumberFormat {
  /** `+441632960000`, as RFC 3966 and E.164 have it. */
  E164 = 'e164',
  /** `441632960000`. */
  E164_WITHOUT_PLUS = 'e164-without-plus',
  /** As one dials within the country: `01632960000`, and `0033…` for other countries. */
  NATIONAL = 'national',
  /** As one dials to another country: `00441632960000`. */
  INTERNATIONAL = 'international',
}

/** What a caller dialled, once its prefix is taken off; `digits` is an expression of the dialplan. */
export interface DialledNumber {
  readonly digits: string;
  /** Whether `digits` lack the calling code, because the number is one of our own country. */
  readonly own: boolean;
}

/** The number as this format writes it. */
export function formatNumber({ digits, own }: DialledNumber, format: NumberFormat, plan: NumberingPlan): string {
  const e164 = own ? `${plan.callingCode}${digits}` : digits;
  switch (format) {
    case NumberFormat.E164:
      return `+${e164}`;
    case NumberFormat.E164_WITHOUT_PLUS:
      return e164;
    case NumberFormat.NATIONAL:
      return own ? `${plan.nationalPrefix}${digits}` : `${plan.internationalPrefix}${digits}`;
    case NumberFormat.INTERNATIONAL:
      return `${plan.internationalPrefix}${e164}`;
  }
}
