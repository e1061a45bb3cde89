import { problemRule } from '../visit';

/** A step that runs nothing. */
export const emptyStep = problemRule('empty-step', 'error', 'a step that runs nothing', ['empty-step']);
