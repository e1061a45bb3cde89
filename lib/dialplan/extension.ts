import { shown, ValidationError, type Scoped } from '../conf/validation-error';

/**
 * Checks the number or pattern of an extension, as Asterisk matches it.
 *
 * A pattern begins with `_`; in it `X` is a digit, `Z` 1 to 9, `N` 2 to 9, `[…]` one of these, and at its end `.` is
 * one or more of anything and `!` none or more. Source: Asterisk's documentation, "Pattern Matching".
 *
 * @throws ValidationError `ExtensionPattern`
 */
export function checkExtension(pattern: string, where?: Scoped): void {
  const refuse = (reason: string): never => {
    throw new ValidationError('ExtensionPattern', `the extension ${shown(pattern)} ${reason}`, where);
  };
  if (!/^[^\s,()/;"'\\]+$/.test(pattern)) {
    refuse('is empty or holds a space, comma, parenthesis, slash, quote or backslash: remove it');
  }
  if (Buffer.byteLength(pattern) > 79) {
    refuse('is longer than the 79 bytes that Asterisk keeps: shorten it');
  }
  if (!pattern.startsWith('_')) {
    return;
  }
  if (!/^_([^[\].!]|\[[^[\]]+\])*[.!]?$/.test(pattern)) {
    refuse("is no pattern: '[…]' must be closed and not empty, '.' and '!' may stand only at the end");
  }
  if (/^_[.!]?$/.test(pattern)) {
    refuse(
      "matches everything, also Asterisk's own extensions such as 'h': begin with what a number begins with, such as '_X.'",
    );
  }
}
