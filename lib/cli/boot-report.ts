import type { CallResult } from '../testing/calls/run-calls';
import type { Problem } from '../testing/real-asterisk/problem';

/** A finding, in the shape that every command writes. */
export interface BootFinding {
  readonly rule: 'boot-warning' | 'boot-error' | 'boot-exit' | 'boot-timeout' | 'call';
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

  /**
   * The calls that were made.
   *
   * @default - none was asked for
   */
  readonly calls?: readonly CallResult[];
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

/** What was not as planned: phones that could not register, and calls. */
export function callFindings(
  calls: readonly CallResult[],
  unregistered: readonly string[],
  file: string,
): BootFinding[] {
  const refused = unregistered.map((message) => ({
    rule: 'call' as const,
    severity: 'error' as const,
    message,
    file: null,
    line: null,
    column: null,
  }));
  const unlike = calls.flatMap(({ name, line, problems }) =>
    problems.map((problem) => ({
      rule: 'call' as const,
      severity: 'error' as const,
      message: `${name}: ${problem}`,
      file,
      line,
      column: 1,
    })),
  );
  return [...refused, ...unlike];
}

/** The report as JSON, ending with a line feed. */
export function formatJson(report: BootReport): string {
  const { findings, files, seconds, modules, calls } = report;
  return `${JSON.stringify({ findings, calls, summary: { ...counts(report), files, modules, seconds } }, null, 2)}\n`;
}

/** The report for people, ending with a line feed. */
export function formatPretty(report: BootReport): string {
  const { version, findings, modules, seconds, lastLines = [], calls = [] } = report;
  const width = Math.max(0, ...calls.map(({ name }) => name.length));
  const lines = findings.map(({ rule, severity, message, file, line }) => {
    const place = file === null ? '' : line === null ? `${file} ` : `${file}:${line} `;
    return `${place}${severity} ${rule} ${message}`;
  });
  const { errors, warnings } = counts(report);
  const booted = seconds === undefined ? 'did not boot' : `booted ${modules ?? 0} modules in ${seconds.toFixed(2)} s`;
  return [
    ...calls.map(
      ({ name, problems, audio }) =>
        `${problems.length > 0 ? 'failed' : 'ok    '}  ${name.padEnd(width)}  audio: ${audio}`,
    ),
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
