import type { Problem } from '../testing/real-asterisk/problem';

/** A finding, in the shape that every command writes. */
export interface BootFinding {
  readonly rule: 'boot-warning' | 'boot-error' | 'boot-exit' | 'boot-timeout';
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** What one boot showed. */
export interface BootReport {
  /** The full version of Asterisk. */
  readonly version: string;

  /** How many `.conf` files the directory holds. */
  readonly files: number;
  readonly findings: readonly BootFinding[];

  /**
   * Seconds until fully booted.
   *
   * @default - it did not get there
   */
  readonly seconds?: number;

  /**
   * How many modules were loaded, built-in ones included.
   *
   * @default - it did not get there
   */
  readonly modules?: number;

  /**
   * What Asterisk said last.
   *
   * @default - it booted
   */
  readonly lastLines?: readonly string[];
}

/** The findings that complaints of Asterisk are; Asterisk names no columns. */
export function bootFindings(problems: readonly Problem[]): BootFinding[] {
  return problems.map(({ severity, message, file, line }) => ({
    rule: `boot-${severity}` as const,
    severity,
    message,
    file: file ?? null,
    line: line ?? null,
    column: null,
  }));
}

/** The report as JSON, ending with a line feed. */
export function formatJson(report: BootReport): string {
  const { findings, files, seconds, modules } = report;
  return `${JSON.stringify({ findings, summary: { ...counts(report), files, modules, seconds } }, null, 2)}\n`;
}

/** The report for people, ending with a line feed. */
export function formatPretty(report: BootReport): string {
  const { version, findings, modules, seconds, lastLines = [] } = report;
  const lines = findings.map(({ rule, severity, message, file, line }) => {
    const place = file === null ? '' : line === null ? `${file} ` : `${file}:${line} `;
    return `${place}${severity} ${rule} ${message}`;
  });
  const { errors, warnings } = counts(report);
  const booted = seconds === undefined ? 'did not boot' : `booted ${modules ?? 0} modules in ${seconds.toFixed(2)} s`;
  return [
    ...lines,
    ...lastLines.map((line) => `    ${line}`),
    `Asterisk ${version} ${booted}, errors: ${errors}, warnings: ${warnings}`,
    '',
  ].join('\n');
}

function counts({ findings }: BootReport): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}
