import type { SourceLocation } from '../conf/validation-error';

/** How bad a finding is: a call or the PBX will fail, or someone can abuse it; it may be meant; it is only worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** Another place that a finding is about, such as the first of two. */
export interface Related extends SourceLocation {
  readonly message: string;
}

/** Something that is wrong in a configuration, at its place. */
export interface Finding extends SourceLocation {
  /** The rule that found it; docs/lint.md lists them all. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, and what Asterisk makes of it. */
  readonly message: string;
  readonly related: readonly Related[];
}
