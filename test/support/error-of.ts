import { ValidationError } from '../../lib/conf/validation-error';

/** The ValidationError that an action ends with; anything else, or nothing, fails the test. */
export function errorOf(act: () => unknown): Pick<ValidationError, 'code' | 'message'> {
  try {
    act();
  } catch (error) {
    if (error instanceof ValidationError) {
      return { code: error.code, message: error.message };
    }
    throw error;
  }
  throw new Error('nothing was refused');
}
