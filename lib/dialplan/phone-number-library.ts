import type * as core from 'libphonenumber-js/core';

/** What the metadata say about a country, as far as it matters here; expressions are regular ones. */
export interface PhoneNumberMetadata {
  readonly callingCode: string;
  readonly nationalPrefix: string;
  /** The usual one, where there is one. */
  readonly internationalPrefix: string | undefined;
  readonly internationalPrefixes: string;
  readonly lengths: readonly number[];
  readonly national: string;
  readonly premium: string | undefined;
  readonly sharedCost: string | undefined;
  /** How its national numbers begin, where countries that share a calling code are told apart by it. */
  readonly leadingDigits: string | undefined;
}

/** Why a text is no phone number, in the words of libphonenumber-js. */
export type PhoneNumberProblem = 'NOT_A_NUMBER' | 'INVALID_COUNTRY' | 'TOO_SHORT' | 'TOO_LONG' | 'INVALID_LENGTH';

/** A number in E.164 form, or why there is none. */
export type ParsedPhoneNumber =
  | { readonly number: string; readonly problem?: undefined }
  | { readonly number?: undefined; readonly problem: PhoneNumberProblem };

/** What we use of libphonenumber-js, with types where it has none. */
export interface PhoneNumberLibrary {
  countries(): readonly string[];
  metadataOf(country: string): PhoneNumberMetadata | undefined;
  /** The countries with this calling code. */
  countriesOf(callingCode: string): readonly string[];
  parse(text: string, country: string): ParsedPhoneNumber;
  /** A number of this country in E.164 form, for error messages. */
  example(country: string): string | undefined;
}

// The numbering plan of libphonenumber-js 1.13, whose own types leave out most of it.
interface NumberingPlanData {
  callingCode(): string;
  nationalPrefix(): string | 0 | undefined;
  IDDPrefix(): string;
  defaultIDDPrefix(): string | 0 | undefined;
  possibleLengths(): readonly number[];
  nationalNumberPattern(): string;
  leadingDigits(): string | 0 | undefined;
  type(name: 'PREMIUM_RATE' | 'SHARED_COST'): { pattern(): string } | undefined;
}

let loaded: PhoneNumberLibrary | undefined;

/**
 * The library with its largest metadata, which alone know premium rate numbers.
 *
 * Loaded when it is first needed: that takes about as long as all the rest of this package.
 */
export function phoneNumberLibrary(): PhoneNumberLibrary {
  loaded ??= load();
  return loaded;
}

function load(): PhoneNumberLibrary {
  /* eslint-disable @typescript-eslint/no-require-imports -- a static import would not wait */
  const library = require('libphonenumber-js/core') as typeof core;
  const metadata = require('libphonenumber-js/metadata.max.json') as core.MetadataJson;
  const examples = require('libphonenumber-js/examples.mobile.json') as core.Examples;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const isCountry = (code: string): code is core.CountryCode => Object.hasOwn(metadata.countries, code);

  const metadataOf = (country: string): PhoneNumberMetadata | undefined => {
    if (!isCountry(country)) {
      return undefined;
    }
    const selected = new library.Metadata(metadata);
    selected.selectNumberingPlan(country);
    // The library declares less of it than there is.
    return factsOf(selected.numberingPlan as unknown as NumberingPlanData);
  };
  // Of a number that is too short the library leaves the national prefix on, and then takes it for part of one that is long enough.
  const keepsPrefix = ({ countryCallingCode, nationalNumber }: core.PhoneNumber): boolean => {
    const facts = metadataOf(metadata.country_calling_codes[countryCallingCode]?.[0] ?? '');
    return (
      facts !== undefined &&
      facts.nationalPrefix !== '' &&
      nationalNumber.startsWith(facts.nationalPrefix) &&
      !new RegExp(`^(?:${facts.national})$`).test(nationalNumber)
    );
  };

  return {
    countries: () => library.getCountries(metadata),
    metadataOf,
    countriesOf: (callingCode) => metadata.country_calling_codes[callingCode] ?? [],
    parse: (text, country) => {
      const options = { ...(isCountry(country) ? { defaultCountry: country } : {}), extract: false };
      try {
        const parsed = library.parsePhoneNumberWithError(text, options, metadata);
        const problem = library.validatePhoneNumberLength(text, options, metadata);
        if (problem !== undefined) {
          return { problem };
        }
        return keepsPrefix(parsed) ? { problem: 'INVALID_LENGTH' } : { number: parsed.number };
      } catch (error) {
        return { problem: (error as Error).message as PhoneNumberProblem };
      }
    },
    example: (country) =>
      isCountry(country) ? library.getExampleNumber(country, examples, metadata)?.number : undefined,
  };
}

function factsOf(plan: NumberingPlanData): PhoneNumberMetadata {
  // The metadata write 0 for what a country does not have.
  const text = (value: string | 0 | undefined): string | undefined => (value === 0 || value === '' ? undefined : value);
  const prefixes = plan.IDDPrefix();
  return {
    callingCode: plan.callingCode(),
    nationalPrefix: text(plan.nationalPrefix()) ?? '',
    internationalPrefix: /^\d+$/.test(prefixes) ? prefixes : (text(plan.defaultIDDPrefix()) ?? undefined),
    internationalPrefixes: prefixes,
    lengths: plan.possibleLengths(),
    national: plan.nationalNumberPattern(),
    premium: plan.type('PREMIUM_RATE')?.pattern(),
    sharedCost: plan.type('SHARED_COST')?.pattern(),
    leadingDigits: text(plan.leadingDigits()),
  };
}
