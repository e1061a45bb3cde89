import { problemRule } from '../visit';

/** A priority that an extension has already. */
export const duplicatePriority = problemRule(
  'duplicate-priority',
  'error',
  'a priority that an extension has already',
  ['duplicate-priority'],
);
