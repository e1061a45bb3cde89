import { pathOf, type LintReport } from './report';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands that GitHub shows beside the lines of a change. */
export function github(report: LintReport): string {
  const lines = report.findings.map((finding) => {
    const { severity, line, column, rule, message } = finding;
    const properties = { file: pathOf(report, finding), line, col: column, title: rule };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(message)}\n`;
  });
  return lines.join('');
}

/** Source: `escapeData` of GitHub's toolkit (`packages/core/src/command.ts`). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Source: `escapeProperty`, beside it. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
