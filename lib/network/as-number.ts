import { shown, ValidationError, type Scoped } from '../conf/validation-error';

/**
 * Checks the number of an autonomous system.
 *
 * BGP has numbers up to 4294967295. Calico's API takes half of them (calico issue 13494), and 0, 23456 and 65535 stand for no system
 * (RFC 7607, 6793, 7300).
 *
 * @throws ValidationError `CalicoBgp`
 */
export function checkAsNumber(value: number, property: string, scope: Scoped): number {
  if (!Number.isInteger(value) || value < 1 || value > 2147483647 || value === 23456 || value === 65535) {
    throw new ValidationError(
      'CalicoBgp',
      `${property} ${shown(value)} is no number of an autonomous system that Calico takes: allowed are 1 to 2147483647 except 23456 and 65535, for a network of your own one from 64512 to 65534`,
      scope,
    );
  }
  return value;
}
