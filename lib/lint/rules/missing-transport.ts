import { referenceRule } from '../visit';

/** A transport that is named and is not there. */
export const missingTransport = referenceRule(
  'missing-transport',
  'a transport that is named and is not there',
  ['endpoint', 'registration'],
  'transport',
  'transport',
  'Asterisk cannot send through it, so no call or registration goes out',
);
