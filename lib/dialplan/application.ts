import { shown, ValidationError } from '../conf/validation-error';
import { checkClosed } from './arguments';
import type { Step } from './step';

// Every application that Asterisk documents, under its own name, with its parameters in order.
export * from '../../imports/asterisk/applications';
export type { Expression, Value } from './arguments';
export type { DialplanFunction } from './dialplan-function';

/**
 * An application by its name, with its arguments as Asterisk reads them: for one that has no function here.
 *
 * @throws ValidationError `ApplicationArgument`
 */
export function raw(name: string, args = ''): Step {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    throw new ValidationError('ApplicationArgument', `${shown(name)} is no application: letters, digits and '_' only`);
  }
  checkClosed(name, args);
  return { application: name, arguments: args };
}
