/** How a parameter, or a part of one, is written. The generated applications and functions are made of these. */
export interface Syntax {
  /** As Asterisk names it. */
  readonly name: string;
  readonly required?: true;
  /** What stands between its parts; a comma where it is absent. */
  readonly separator?: string;
  /** Its parts in order. */
  readonly parts?: readonly Syntax[];
  /** What may follow its parts, any number of times. */
  readonly rest?: Syntax;
  /** Whether all but its first part stand in parentheses behind that one. */
  readonly parentheses?: true;
  /** Its option letters or words, each with what stands in parentheses behind it. */
  readonly flags?: Readonly<Record<string, FlagSyntax>>;
  /** Whether the optional parts right before it are left out, and not empty, where they are absent. */
  readonly shifts?: true;
  /** Whether it is all that remains, so that nothing in it begins another argument. */
  readonly text?: true;
  /** Whether it names a variable, or a function that takes a value. */
  readonly variable?: true;
  /** Whether it stands in quotation marks. */
  readonly quoted?: true;
}

/** What stands behind an option letter: nothing, or its arguments. */
export type FlagSyntax = Partial<Pick<Syntax, 'separator' | 'parts' | 'rest'>>;
