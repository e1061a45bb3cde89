import type { SourceLocation } from '../../conf/validation-error';
import type { Finding } from '../finding';
import { countOf, pathOf, type LintReport } from './report';

/** Lines longer than this are cut around the place, in characters. */
const WIDTH = 100;

/** Of more than `MANY` alike in one file, `SHOWN` are framed, and of the others the lines are told. */
const MANY = 5;
const SHOWN = 3;

/** For people: each finding with a frame of its line, then a summary; what is told again and again is told at once. */
export function pretty(report: LintReport): string {
  const alike = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const found = alike.get(likeness(finding));
    if (found === undefined) {
      alike.set(likeness(finding), [finding]);
    } else {
      found.push(finding);
    }
  }
  const shown = report.findings.flatMap((finding) => {
    const all = alike.get(likeness(finding)) ?? [];
    const index = all.indexOf(finding);
    if (all.length <= MANY || index < SHOWN) {
      return [frame(report, finding)];
    }
    return index === SHOWN ? [rest(report, all.slice(SHOWN))] : [];
  });
  const [errors = 0, warnings = 0, infos = 0] = (['error', 'warning', 'info'] as const).map((each) =>
    countOf(report, each),
  );
  const counts = [many(errors, 'error'), many(warnings, 'warning'), ...(infos === 0 ? [] : [many(infos, 'note')])].join(
    ', ',
  );
  return [
    ...shown,
    `${many(report.files, 'file')}: ${report.findings.length === 0 ? 'nothing to report' : counts}`,
    '',
  ].join('\n');
}

/** What findings share that say the same: of notes the rule, else the message too. */
function likeness({ file, rule, severity, message }: Finding): string {
  return [file, rule, severity === 'info' ? '' : message].join('\n');
}

function rest(report: LintReport, findings: readonly Finding[]): string {
  const [first] = findings;
  const lines = [...new Set(findings.map(({ line }) => line))].join(', ');
  return first === undefined
    ? ''
    : `${pathOf(report, first)} ${first.severity} ${first.rule} and ${findings.length} more, in these lines: ${lines}\n`;
}

function frame(report: LintReport, finding: Finding): string {
  const place = `${pathOf(report, finding)}:${finding.line}:${finding.column}`;
  const related = finding.related.flatMap((each) => [
    `  ${pathOf(report, each)}:${each.line}:${each.column} ${each.message}`,
    ...excerpt(report, each),
  ]);
  const head = `${place} ${finding.severity} ${finding.rule} ${finding.message}`;
  return [head, ...excerpt(report, finding), ...related, ''].join('\n');
}

/** A line of the file and a caret below the place. */
function excerpt({ texts }: LintReport, { file, line, column }: SourceLocation): readonly string[] {
  const text = linesOf(texts, file)[line - 1]?.replace(/\r$/, '');
  if (text === undefined || text === '') {
    return [];
  }
  const from = column > WIDTH ? column - WIDTH / 2 : 0;
  const shown = text.slice(from, from + WIDTH).replace(/\p{Cc}/gu, ' ');
  const number = String(line).padStart(6);
  return [`${number} | ${shown}`, `${' '.repeat(number.length)} | ${' '.repeat(Math.max(0, column - 1 - from))}^`];
}

const split = new WeakMap<LintReport['texts'], Map<string, readonly string[]>>();

/** The lines of a file, which thousands of findings may ask for. */
function linesOf(texts: LintReport['texts'], file: string): readonly string[] {
  const known = split.get(texts) ?? new Map<string, readonly string[]>();
  split.set(texts, known);
  const lines = known.get(file) ?? (texts.get(file) ?? '').split('\n');
  known.set(file, lines);
  return lines;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
