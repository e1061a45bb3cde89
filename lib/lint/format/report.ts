import type { Finding, Severity } from '../finding';
import type { LintResult } from '../lint';

/** What is written: the findings, and the lines that they speak of. */
export interface LintReport extends LintResult {
  readonly texts: ReadonlyMap<string, string>;
  /** What stands before the name of each file, such as `dist/home-pbx/etc/asterisk/`. */
  readonly prefix: string;
}

/** How many findings there are of a severity. */
export function countOf({ findings }: LintResult, severity: Severity): number {
  return findings.filter((each) => each.severity === severity).length;
}

/** The file of a finding as a user finds it. */
export function pathOf({ prefix }: LintReport, { file }: Pick<Finding, 'file'>): string {
  return prefix + file;
}
