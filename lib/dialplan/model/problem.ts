import type { SourceLocation } from '../../conf/validation-error';

/** What is wrong with a dialplan as it is loaded. */
export interface DialplanProblem {
  readonly kind: DialplanProblemKind;
  /** What is wrong, what was given, and what Asterisk makes of it. */
  readonly message: string;
  readonly location: SourceLocation;
  /** Another place that the message is about, such as the first of two. */
  readonly related?: SourceLocation;
}

/** Every kind of mistake that reading a dialplan finds. */
export type DialplanProblemKind =
  /** `same` before any `exten` of its section. */
  | 'same-without-exten'
  /** No number, name, label or `hint` stands where a priority is wanted; or `n` has none before it. */
  | 'priority'
  /** A priority is there already. */
  | 'duplicate-priority'
  /** A label is there already. */
  | 'duplicate-label'
  /** A label lacks its `)`. */
  | 'unclosed-label'
  /** The arguments of an application lack their `)`. */
  | 'unclosed-arguments'
  /** An extension without a name. */
  | 'empty-extension'
  /** A step that runs nothing. */
  | 'empty-step'
  /** A context is included twice, at the same time. */
  | 'duplicate-include'
  /** A part of a time that is none. */
  | 'timing'
  /** A line of a context that Asterisk does not know. */
  | 'unknown-keyword'
  /** A section's parent is missing. */
  | 'missing-template'
  /** A name or time hangs on something that is only known when Asterisk loads it. */
  | 'unknown-value'
  /** What `#exec` prints cannot be known. */
  | 'exec';
