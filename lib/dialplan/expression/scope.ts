/** A value that is only known when Asterisk runs, by what would tell it: `DB(family/key)`. */
export interface Unknown {
  readonly unknown: string;
}

/** What a text is substituted with: the variables and functions of a channel. */
export interface Scope {
  /** The value of a variable of the channel, or else of all; `undefined` where there is none, which Asterisk takes for an empty text. */
  variable(name: string): string | Unknown | undefined;

  /** Takes the value that a function such as `SET` or `INC` gives to a variable; without it those functions are unknown. */
  setVariable?(name: string, value: string): void;

  /**
   * The value of a function that asks the channel, such as `CALLERID(num)`.
   *
   * It is asked before the functions that can be computed; `undefined` leaves it to them.
   */
  callFunction?(name: string, args: string): string | Unknown | undefined;

  /** The moment, for `STRFTIME` without one; without it that is not known. */
  readonly now?: Date | undefined;

  /** The time zone of the machine, for `STRFTIME` without one; without it that is not known. */
  readonly zone?: string | undefined;

  /** Whether it is such a time, such as `9:00-17:00,mon-fri,*,*`, for `IFTIME`; `undefined` where that is no time. */
  isTime?(timing: string): boolean | Unknown | undefined;

  /** Whether this exists, for `DIALPLAN_EXISTS`; parts that are not given are `undefined`. */
  dialplanExists?(context: string, extension?: string, priority?: string): boolean | Unknown;
}

/** What became of a text: another text, or what it hangs on that cannot be known, each once. */
export type Substituted = string | { readonly unknowns: readonly string[] };

/** Whether a value cannot be known. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}
