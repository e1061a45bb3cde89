import type { SourceLocation } from '../../conf/validation-error';
import { rules } from '../rules';
import { pathOf, type LintReport } from './report';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, which code scanning reads. */
export function sarif(report: LintReport): string {
  const used = rules.filter(({ id }) => report.findings.some(({ rule }) => rule === id));
  const location = (at: SourceLocation, message?: string) => ({
    physicalLocation: {
      artifactLocation: { uri: encodeURI(pathOf(report, at)) },
      region: { startLine: at.line, startColumn: at.column },
    },
    ...(message === undefined ? {} : { message: { text: message } }),
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-asterisk',
            rules: used.map(({ id, summary, severity }) => ({
              id,
              shortDescription: { text: summary },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: used.findIndex(({ id }) => id === finding.rule),
          level: LEVELS[finding.severity],
          message: { text: finding.message },
          locations: [location(finding)],
          ...(finding.related.length === 0
            ? {}
            : { relatedLocations: finding.related.map((each) => location(each, each.message)) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
