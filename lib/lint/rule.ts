import type { SourceLocation } from '../conf/validation-error';
import type { Related, Severity } from './finding';
import type { Subject } from './subject';

/** Takes what a rule finds. */
export type Report = (message: string, at: SourceLocation, related?: readonly Related[]) => void;

/** One check. */
export interface Rule {
  /** Its name in findings, in `; lint-ignore` and in the configuration file; a page of that name explains it. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, as a sentence without a full stop. */
  readonly summary: string;
  check(subject: Subject, report: Report): void;
}
