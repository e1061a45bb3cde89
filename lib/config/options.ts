/** What an option can be set to: Asterisk's `yes` and `no` are booleans, its lists are arrays. */
export type OptionValue = string | number | boolean | readonly (string | number)[];

/** Options of a section by name; a name in camel case stands for Asterisk's own: `directMedia` is `direct_media`. */
export type Options = Readonly<Record<string, OptionValue | undefined>>;

/** Asterisk's own word for an option: each capital becomes an underscore and the small letter. */
export function optionName(name: string): string {
  return /^[a-z][A-Za-z0-9]*$/.test(name) ? name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`) : name;
}

/** The name in camel case for Asterisk's own word, or that word where none stands for it: `optionName` is its inverse. */
export function optionProperty(name: string): string {
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return optionName(camel) === name ? camel : name;
}

/** A value as it stands in the file. */
export function optionText(value: OptionValue): string {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return typeof value === 'object' ? value.join(',') : String(value);
}
