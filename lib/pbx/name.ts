import type { Construct } from 'constructs';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';

/**
 * Checks a name that stands in a section, a SIP user, a device and a context.
 *
 * @throws ValidationError `SipName`
 */
export function checkName(name: string, where: Scoped): string {
  // 79 bytes are what Asterisk keeps of a section name, of which contexts take some for `numbers-`.
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) {
    const message = `${shown(name)} is no name for a phone or trunk: up to 64 letters, digits, '-' and '_', a letter or digit first; set the prop 'name' where the construct's id cannot be one`;
    throw new ValidationError('SipName', message, where);
  }
  return name;
}

/**
 * Checks that an id is free, for the sake of an error that says more than that of `constructs`.
 *
 * @throws ValidationError `DuplicateName`
 */
export function checkFreeId(scope: Construct, id: string): string {
  const same = scope.node.tryFindChild(id);
  if (same !== undefined) {
    const message = `the id ${shown(id)} belongs to [${same.node.path}] already, each phone and trunk has its own: give this one another id`;
    throw new ValidationError('DuplicateName', message, scope);
  }
  return id;
}
