import { AsteriskVersion } from '../../lib/catalog/version';
import type { LintOptions } from '../../lib/lint/lint-options';
import type { LintInput } from '../../lib/lint/subject';

/** A configuration in a file of fixtures, with the places where findings are expected. */
export interface Fixture {
  readonly input: LintInput;
  /** `file:line` of each line that says `; expect: rule-id`. */
  readonly expected: readonly string[];
}

/**
 * Reads a file of fixtures: configurations with `===` between them, in which `--- name` begins a file.
 *
 * `# {…}` gives options, and `# asterisk 16` the version.
 */
export function fixturesIn(text: string, rule: string): readonly Fixture[] {
  return text.split(/^===\r?\n/m).map((each) => fixtureIn(each, rule));
}

function fixtureIn(text: string, rule: string): Fixture {
  const files = new Map<string, string[]>();
  let options: LintOptions = {};
  let major = 22;
  let current: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const [, name] = /^--- (\S+)$/.exec(line) ?? [];
    if (name !== undefined) {
      current = [];
      files.set(name, current);
    } else if (line.startsWith('# {')) {
      options = JSON.parse(line.slice(2)) as LintOptions;
    } else if (line.startsWith('# asterisk ')) {
      major = Number(line.slice('# asterisk '.length));
    } else {
      current.push(line);
    }
  }
  const marker = new RegExp(`;;? expect: ${rule}(\\r?)$`);
  const expected = [...files].flatMap(([name, lines]) =>
    lines.flatMap((line, index) => (marker.test(line) ? [`${name}:${index + 1}`] : [])),
  );
  const texts = new Map(
    // The mark of a comment must not become the reason of another one.
    [...files].map(([name, lines]) => [
      name,
      `${lines.map((line) => line.replace(/;; expect: .*$/, '')).join('\n')}\n`,
    ]),
  );
  return { input: { texts, options, version: versionOf(major) }, expected };
}

/** The version of this number. */
export function versionOf(major: number): AsteriskVersion {
  const found = AsteriskVersion.ALL.find((each) => each.major === major);
  if (found === undefined) {
    throw new Error(`there is no Asterisk ${major}`);
  }
  return found;
}
