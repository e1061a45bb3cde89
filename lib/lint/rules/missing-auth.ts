import { referenceRule } from '../visit';

/** An auth that is named and is not there. */
export const missingAuth = referenceRule(
  'missing-auth',
  'an auth that is named and is not there',
  ['endpoint'],
  'auth',
  'auth',
  'the endpoint cannot log in',
);
