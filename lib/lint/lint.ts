import type { Finding, Severity } from './finding';
import { covers, ignoreCommentsIn, type IgnoreComment } from './ignore-comments';
import { rules, IGNORE_RULE } from './rules';
import { Subject, type LintInput } from './subject';

/** What was found in a configuration. */
export interface LintResult {
  /** By file and place. */
  readonly findings: readonly Finding[];
  /** How many files were read. */
  readonly files: number;
}

/**
 * Checks a configuration by every rule.
 *
 * Files may be broken: what cannot be read is a finding, and the rest is checked.
 */
export function lint(input: LintInput): LintResult {
  const subject = new Subject(input);
  const severityOf = (id: string, own: Severity): Severity | 'off' => input.options?.rules?.[id] ?? own;
  const found = rules.flatMap((rule): readonly Finding[] => {
    const severity = severityOf(rule.id, rule.severity);
    const findings: Finding[] = [];
    if (severity !== 'off') {
      rule.check(subject, (message, { file, line, column }, related = []) => {
        findings.push({ rule: rule.id, severity, message, file, line, column, related });
      });
    }
    return findings;
  });
  const comments = [...input.texts]
    .filter(([, text]) => text.includes('lint-ignore'))
    .flatMap(([name]) => ignoreCommentsIn(name, subject.lines(name)));
  const kept = found.filter((finding) => !comments.some((comment) => covers(comment, finding)));
  const severity = severityOf(IGNORE_RULE.id, IGNORE_RULE.severity);
  const ignores = severity === 'off' ? [] : ignoreMistakes(comments, found, severity);
  return { findings: [...kept, ...ignores].sort(byPlace), files: input.texts.size };
}

function ignoreMistakes(
  comments: readonly IgnoreComment[],
  found: readonly Finding[],
  severity: Severity,
): readonly Finding[] {
  return comments.flatMap((comment) => {
    const { rule, reason, file, line, column } = comment;
    const isKnown = rules.some(({ id }) => id === rule);
    const message = !isKnown
      ? `'${rule}' is no rule: name one that docs/lint.md lists`
      : reason === ''
        ? `nothing says why '${rule}' is ignored here: write '; lint-ignore ${rule} because …'`
        : !found.some((finding) => covers(comment, finding))
          ? `'${rule}' finds nothing here: remove the comment`
          : undefined;
    return message === undefined ? [] : [{ rule: IGNORE_RULE.id, severity, message, file, line, column, related: [] }];
  });
}

function byPlace(a: Finding, b: Finding): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
