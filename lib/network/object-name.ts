import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import type { ErrorCode } from '../conf/error-code';

/**
 * Checks what the names of Kubernetes' objects begin with; `longest` is the longest that is added to it.
 *
 * @throws ValidationError with the code that is given
 */
export function checkObjectName(name: string, longest: string, code: ErrorCode, scope: Scoped): string {
  const length = 253 - longest.length;
  if (name.length > length || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) {
    throw new ValidationError(
      code,
      `name ${shown(name)} is no name that Kubernetes takes: give at most ${length} lower-case letters, digits, '-' and '.', ` +
        `beginning and ending with a letter or digit, such as "asterisk"`,
      scope,
    );
  }
  return name;
}
