import { problemRule } from '../visit';

/** A label that an extension has already. */
export const duplicateLabel = problemRule('duplicate-label', 'error', 'a label that an extension has already', [
  'duplicate-label',
]);
