import type { Finding } from './finding';

/** `; lint-ignore rule-id reason`: it speaks of its own line, or where nothing else stands there, of the next one. */
export interface IgnoreComment {
  readonly rule: string;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line whose findings are ignored. */
  readonly target: number;
}

/** Every such comment of a text. */
export function ignoreCommentsIn(file: string, lines: readonly string[]): readonly IgnoreComment[] {
  return lines.flatMap((line, index) => {
    const found = /;\s*lint-ignore(?:\s+(\S+))?[ \t]*(.*)$/.exec(line);
    if (found === null) {
      return [];
    }
    const [, rule = '', reason = ''] = found;
    const alone = line.slice(0, found.index).trim() === '';
    const next = lines.findIndex((each, at) => at > index && each.trim() !== '' && !each.trim().startsWith(';'));
    const target = alone ? next + 1 : index + 1;
    return [{ rule, reason: reason.trim(), file, line: index + 1, column: found.index + 1, target }];
  });
}

/** Whether a comment is about a finding. */
export function covers(comment: IgnoreComment, finding: Finding): boolean {
  return comment.rule === finding.rule && comment.file === finding.file && comment.target === finding.line;
}
