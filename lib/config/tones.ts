import { didYouMean } from '../conf/did-you-mean';
import { ValidationError, shown, type Scoped } from '../conf/validation-error';
import { readImport } from '../catalog/read-import';

/**
 * A section of `indications.conf` as plain data.
 *
 * Options stand in the order in which they are written.
 */
export interface TonesSection {
  /** The name of the section, without brackets. */
  readonly name: string;
  /** Pairs of an option and its value. */
  readonly options: readonly (readonly [key: string, value: string])[];
}

/**
 * Tones of your own, for `Tones.custom`.
 *
 * A list of tones is written as Asterisk reads it: `[!]f1[+f2|*f2][/milliseconds]`, separated by commas, frequencies in Hz; `!` plays a tone once.
 */
export interface CustomTonesProps {
  /** What Asterisk calls them: at most 15 lower-case letters, digits and `-`, beginning with a letter. */
  readonly name: string;

  /** The tone that invites to dial, such as `350+440`. */
  readonly dial: string;

  /** The tone of a called party that is in a call, such as `400/375,0/375`. */
  readonly busy: string;

  /** The tone while the called party's phone rings, such as `400+450/400,0/200,400+450/400,0/2000`. */
  readonly ring: string;

  /** The tone of a call that cannot be put through, such as `400/400,0/350,400/225,0/525`. */
  readonly congestion: string;

  /**
   * A name for people, at most 39 characters.
   *
   * @default - the name
   */
  readonly description?: string;

  /**
   * How long an analogue phone's bell sounds and pauses, in milliseconds, separated by commas.
   *
   * @default '2000,4000'
   */
  readonly ringcadence?: string;

  /**
   * Further tones by name, such as `callwaiting`, `dialrecall`, `record`, `info` and `stutter`, or one for `Playtones`.
   *
   * @default - none
   */
  readonly tones?: Readonly<Record<string, string>>;
}

/**
 * The tones that callers hear from the PBX itself: those of a country, or your own.
 *
 * The values are those of Asterisk's stock `indications.conf`, the same in 16 and 22.
 */
export class Tones {
  /** The tones of the United Kingdom, after British Telecom's SIN 350. */
  static get UK(): Tones {
    return Tones.of('uk');
  }

  /**
   * The tones of a country, by its ISO 3166 code (`GB`) or by the name that Asterisk uses (`uk`).
   *
   * Countries that Asterisk does not know may still have a neighbour's tones: choose that country, or `Tones.custom`.
   *
   * @throws ValidationError `Tones` when Asterisk knows no tones of this country
   */
  static of(country: string, scope?: Scoped): Tones {
    const lower = country.toLowerCase();
    const name = STOCK_NAMES.get(lower) ?? lower;
    const options = Object.hasOwn(stock(), name) ? stock()[name] : undefined;
    if (options === undefined) {
      throw new ValidationError(
        'Tones',
        `Asterisk has no tones of country ${shown(country)}${didYouMean(lower, Tones.countries)}: ` +
          `name one of ${Tones.countries.join(', ')}, or give your own with Tones.custom`,
        scope,
      );
    }
    return new Tones(name, Object.entries(options));
  }

  /**
   * Your own tones, for a country that Asterisk does not know.
   *
   * @throws ValidationError `Tones` for what Asterisk would not read
   */
  static custom(props: CustomTonesProps): Tones {
    const { name, description = name, ringcadence = '2000,4000', dial, busy, ring, congestion, tones = {} } = props;
    const lists = { dial, busy, ring, congestion, ...tones };
    checkPattern(
      'name',
      name,
      /^[a-z][a-z0-9-]{0,14}$/,
      "at most 15 lower-case letters, digits and '-', beginning with a letter",
    );
    if (name === 'general') {
      throw new ValidationError('Tones', `name "general" is the section that chooses the country: give another name`);
    }
    checkPattern(
      'description',
      description,
      /^[^\s;\p{Cc}]([^;\p{Cc}]{0,37}[^\s;\p{Cc}])?$/u,
      "1 to 39 characters without ';'",
    );
    checkPattern('ringcadence', ringcadence, /^\d+(,\d+)*$/, 'milliseconds separated by commas, such as "2000,4000"');
    for (const [key, value] of Object.entries(lists)) {
      checkPattern('name of a tone', key, /^[a-z][a-z0-9]*$/, 'lower-case letters and digits, beginning with a letter');
      checkPattern(
        `tone ${key}`,
        value,
        TONE_LIST,
        'frequencies in Hz with milliseconds, such as "350+440" or "400/375,0/375"',
      );
    }
    return new Tones(name, Object.entries({ description, ringcadence, ...lists }));
  }

  /** Every name that Asterisk's stock file knows, in alphabetical order. */
  static get countries(): readonly string[] {
    return Object.keys(stock());
  }

  private constructor(
    /** The name that Asterisk uses for the country, such as `uk`. */
    readonly name: string,
    private readonly options: TonesSection['options'],
  ) {}

  /** The sections of `indications.conf`: the one that chooses the country, then the country's. */
  sections(): readonly TonesSection[] {
    return [
      { name: 'general', options: [['country', this.name]] },
      { name: this.name, options: this.options.map(([key, value]) => [key, value] as const) },
    ];
  }
}

const TONE_LIST = /^!?\d+([+*]\d+)?(\/\d+)?(,!?\d+([+*]\d+)?(\/\d+)?)*$/;

// Asterisk names countries by their ISO 3166 codes, except where it says otherwise here; "us" is "United States / North America" to it.
const STOCK_NAMES: ReadonlyMap<string, string> = new Map([
  ['gb', 'uk'],
  ['gg', 'uk'],
  ['im', 'uk'],
  ['je', 'uk'],
  ['ca', 'us'],
  ['pr', 'us'],
]);

type StockTones = Readonly<Record<string, Readonly<Record<string, string>>>>;

let loaded: StockTones | undefined;

function stock(): StockTones {
  loaded ??= readImport('tones.json') as StockTones;
  return loaded;
}

function checkPattern(what: string, value: string, pattern: RegExp, allowed: string): void {
  if (!pattern.test(value)) {
    throw new ValidationError('Tones', `${what} ${shown(value)} is nothing that Asterisk reads: give ${allowed}`);
  }
}
