import { ValidationError, type Scoped } from '../conf/validation-error';

/** Scanners try short and well-known passwords by the thousand (docs/security.md); nobody guesses twelve characters of which none is known. */
const SHORTEST = 12;

/** Of fewer different characters a long password is made by holding a key down. */
const FEWEST_DIFFERENT = 5;

/**
 * Checks what the renderer in the pod would refuse too; the message does not show the value.
 *
 * @throws ValidationError `Password`
 */
export function checkLiteral(value: string, scope: Scoped): void {
  const reason =
    value === ''
      ? 'is empty'
      : /[\n\0]/.test(value)
        ? 'holds a line feed or a NUL'
        : value.charCodeAt(0) <= 0x20 || value.charCodeAt(value.length - 1) <= 0x20
          ? 'begins or ends with a space, which Asterisk trims away'
          : undefined;
  if (reason !== undefined) {
    const message = `the password ${reason} (its value is not shown), a line of Asterisk's files cannot carry it: choose another`;
    throw new ValidationError('Password', message, scope);
  }
}

/**
 * Refuses a password that would be guessed; the message does not show it.
 *
 * @param names what an attacker tries first
 * @throws ValidationError `Password`
 */
export function checkStrength(value: string, names: readonly string[], scope: Scoped): void {
  const lower = value.toLowerCase();
  const reason =
    value.length < SHORTEST
      ? `has ${value.length} characters`
      : new Set(lower).size < FEWEST_DIFFERENT
        ? `has only ${new Set(lower).size} different characters`
        : /^\d+$/.test(value)
          ? 'has only digits'
          : names.some((name) => name.length > 2 && lower.includes(name.toLowerCase()))
            ? 'holds the name of its phone'
            : undefined;
  if (reason !== undefined) {
    const message = `the password ${reason} (its value is not shown) and would be guessed, allowed are at least ${SHORTEST} characters, not only digits, ${FEWEST_DIFFERENT} of them different, without the phone's name: take what SipPassword.generate() gives`;
    throw new ValidationError('Password', message, scope);
  }
}
