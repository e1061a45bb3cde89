import { problemRule } from '../visit';

/** A context that is included twice. */
export const duplicateInclude = problemRule('duplicate-include', 'warning', 'a context that is included twice', [
  'duplicate-include',
]);
