import { referenceRule } from '../visit';

/** An outbound auth that is named and is not there. */
export const missingOutboundAuth = referenceRule(
  'missing-outbound-auth',
  'an outbound auth that is named and is not there',
  ['endpoint', 'registration', 'outbound-publish'],
  'outbound_auth',
  'auth',
  'the provider refuses what comes without a password',
);
