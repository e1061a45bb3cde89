import { didYouMean } from '../conf/did-you-mean';
import type { Scoped } from '../conf/validation-error';
import { ValidationError, shown } from '../conf/validation-error';
import { readImport } from '../catalog/read-import';
import { dialplanPatterns, leadingDigitPattern } from './digit-pattern';
import type { ParsedPhoneNumber, PhoneNumberLibrary, PhoneNumberMetadata } from './phone-number-library';
import { phoneNumberLibrary } from './phone-number-library';

/**
 * How the people of a country dial, and what they pay more for.
 *
 * From the metadata of libphonenumber: lengths and prefixes are facts about the plan, not a promise that a number is in use. Patterns are those of
 * Asterisk's dialplan without the leading `_`, for national significant numbers: without national prefix, `2079460000` and not `02079460000`.
 */
export class NumberingPlan {
  /**
   * The plan of a country, by its ISO 3166 code, such as `GB`.
   *
   * @throws ValidationError `NumberingPlan` for an unknown country
   */
  static of(country: string, scope?: Scoped): NumberingPlan {
    const library = phoneNumberLibrary();
    const code = country.toUpperCase();
    const metadata = library.metadataOf(code);
    if (metadata === undefined) {
      const hint = code === 'UK' ? `, did you mean 'GB'?` : didYouMean(country, library.countries());
      throw new ValidationError(
        'NumberingPlan',
        `no numbering plan of country ${shown(country)} is known${hint}: give the two letters of ISO 3166, such as "GB"`,
        scope,
      );
    }
    return new NumberingPlan(code, metadata, library);
  }

  /** The digits of international numbers of the country, such as `44`. */
  readonly callingCode: string;

  /** What is dialled before a national number, such as `0`; empty where nothing is, as in Italy. */
  readonly nationalPrefix: string;

  /** What is dialled before an international number, such as `00` or `011`; where a carrier is chosen by it, the first of them. */
  readonly internationalPrefix: string;

  private constructor(
    /** The ISO 3166 code in capitals, such as `GB`. */
    readonly country: string,
    private readonly metadata: PhoneNumberMetadata,
    private readonly library: PhoneNumberLibrary,
  ) {
    this.callingCode = metadata.callingCode;
    this.nationalPrefix = metadata.nationalPrefix;
    this.internationalPrefix = metadata.internationalPrefix ?? firstNumber(metadata.internationalPrefixes);
  }

  /** How many digits a national number has, without national prefix, shortest first. */
  get nationalLengths(): readonly number[] {
    return [...this.metadata.lengths].sort((a, b) => a - b);
  }

  /** The pattern of the first digit of national numbers, such as `N` in North America. */
  get leadingDigit(): string {
    return leadingDigitPattern(this.metadata.national);
  }

  /** Patterns of the numbers of the country itself, as it tells them from those of countries with the same calling code. */
  get nationalPatterns(): readonly string[] {
    return this.metadata.leadingDigits === undefined
      ? this.beginningWithAny(this.leadingDigit)
      : this.beginningWith(this.metadata.leadingDigits);
  }

  /**
   * Patterns of numbers that are dialled like national ones and are those of another country, such as Jamaica's in the United States.
   *
   * Where a number matches these and `nationalPatterns`, Asterisk prefers the more specific pattern, which is the right one.
   */
  get foreignPatterns(): readonly string[] {
    const sharing = this.library
      .countriesOf(this.callingCode)
      .flatMap((country) => this.library.metadataOf(country) ?? []);
    if (this.metadata.leadingDigits !== undefined) {
      // The first country of a calling code is the main one, and has no leading digits of its own.
      return this.beginningWithAny(leadingDigitPattern(sharing[0]?.national ?? this.metadata.national));
    }
    return sharing.flatMap(({ leadingDigits }) =>
      leadingDigits === undefined ? [] : this.beginningWith(leadingDigits),
    );
  }

  private beginningWithAny(digit: string): string[] {
    return this.nationalLengths.map((length) => `${digit}${'X'.repeat(length - 1)}`);
  }

  private beginningWith(leadingDigits: string): string[] {
    return dialplanPatterns(leadingDigits).flatMap((begin) => {
      const given = begin.replace(/\[[^\]]*\]/g, 'X').length;
      return this.nationalLengths
        .filter((length) => length >= given)
        .map((length) => begin + 'X'.repeat(length - given));
    });
  }

  /** The numbers that reach police, fire brigade and ambulance, such as `112` and `999`; empty for the few countries without data. */
  get emergencyNumbers(): readonly string[] {
    const numbers = (readImport('emergency.json') as Readonly<Record<string, readonly string[]>>)[this.country];
    return [...(numbers ?? [])];
  }

  /** Numbers whose price the called party sets. */
  get premiumPatterns(): readonly string[] {
    return patternsOf(this.metadata.premium);
  }

  /** Numbers whose price caller and called party share; in many countries the metadata counts them as premium. */
  get sharedCostPatterns(): readonly string[] {
    return patternsOf(this.metadata.sharedCost);
  }

  /**
   * A number as people of the country write it, in the form that is the same everywhere: `+441632960000` for `01632 960000`.
   *
   * Spaces, hyphens, dots, slashes and brackets may stand in it. The number must be possible, not in use: fictional ones are taken.
   *
   * @throws ValidationError `PhoneNumber` for what is no number
   */
  toE164(text: string, property = 'number', scope?: Scoped): string {
    const refuse = (problem: string): never => {
      const example = `give one such as "${this.library.example(this.country) ?? '+441632960000'}"`;
      throw new ValidationError('PhoneNumber', `${property} ${shown(text)} ${problem}: ${example}`, scope);
    };
    if (text.trim() === '') {
      return refuse('is empty');
    }
    const [odd] = /[^\d\s()./+-]/u.exec(text) ?? [];
    if (odd !== undefined) {
      return refuse(`is no phone number, for it holds ${shown(odd)}`);
    }
    const parsed = this.parse(text);
    if (parsed.number !== undefined) {
      return parsed.number;
    }
    switch (parsed.problem) {
      case 'INVALID_COUNTRY':
        return refuse('begins with a calling code that no country has');
      case 'TOO_SHORT':
        return refuse('is too short for a phone number');
      case 'TOO_LONG':
        return refuse('is too long for a phone number');
      case 'INVALID_LENGTH':
        return refuse('has a length that no phone number of its country has');
      case 'NOT_A_NUMBER':
        return refuse('is no phone number');
    }
  }

  /** Where one international prefix begins another one, the library takes the longest; people mean the usual one. */
  private parse(text: string): ParsedPhoneNumber {
    const digits = text.replace(/[^\d+]/g, '');
    const international = digits.startsWith(this.internationalPrefix)
      ? this.library.parse(`+${digits.slice(this.internationalPrefix.length)}`, this.country)
      : undefined;
    return international?.number === undefined ? this.library.parse(text, this.country) : international;
  }
}

function patternsOf(expression: string | undefined): readonly string[] {
  return expression === undefined ? [] : dialplanPatterns(expression);
}

/** The shortest, and of these the lowest, number that a regular expression matches. */
function firstNumber(expression: string): string {
  const numbers = dialplanPatterns(expression).map((pattern) =>
    pattern
      .replaceAll('X', '0')
      .replaceAll('Z', '1')
      .replaceAll('N', '2')
      .replace(/\[(\d)[^\]]*\]/g, '$1'),
  );
  return numbers.sort((a, b) => a.length - b.length || Number(a) - Number(b))[0] ?? '';
}
