import type { Scope, Unknown } from '../scope';

/** Computes the value of a function from what stands in its parentheses; `undefined` where Asterisk refuses, which leaves nothing. */
export type ComputedFunction = (args: string, scope: Scope) => string | Unknown | undefined;
