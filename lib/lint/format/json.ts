import { countOf, pathOf, type LintReport } from './report';

/** For programs: `{"findings": […], "summary": {…}}`. */
export function json(report: LintReport): string {
  const findings = report.findings.map(({ rule, severity, message, line, column, related, file }) => ({
    rule,
    severity,
    message,
    file: pathOf(report, { file }),
    line,
    column,
    related: related.map((each) => ({ ...each, file: pathOf(report, each) })),
  }));
  const summary = { errors: countOf(report, 'error'), warnings: countOf(report, 'warning'), files: report.files };
  return `${JSON.stringify({ findings, summary }, null, 2)}\n`;
}
