import { referenceRule } from '../visit';

/** An aor that is named and is not there. */
export const missingAor = referenceRule(
  'missing-aor',
  'an aor that is named and is not there',
  ['endpoint'],
  'aors',
  'aor',
  'the endpoint cannot be called through it',
);
