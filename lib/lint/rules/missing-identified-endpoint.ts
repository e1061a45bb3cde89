import { referenceRule } from '../visit';

/** An identify section whose endpoint is not there. */
export const missingIdentifiedEndpoint = referenceRule(
  'missing-identified-endpoint',
  'an identify section whose endpoint is not there',
  ['identify'],
  'endpoint',
  'endpoint',
  'its calls belong to nobody and are refused',
);
