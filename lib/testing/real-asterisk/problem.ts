import { consoleText } from './console-text';
import { isAsterisksOwn } from './known-lines';

/** Something that Asterisk complained about. */
export interface Problem {
  readonly severity: 'error' | 'warning';

  /** What Asterisk said, without time stamp, level and place in its source. */
  readonly message: string;

  /** The whole line as Asterisk logs it by default, without colours. */
  readonly raw: string;

  /** The configuration file that the message names, without directory; `undefined` when it names none. */
  readonly file?: string;

  /** The line of that file that the message names, counted from 1; `undefined` when it names none. */
  readonly line?: number;
}

/**
 * Every complaint in what Asterisk printed to its console.
 *
 * A complaint is a line of level WARNING or ERROR, and a line of any other level, or of none, that begins with "Unable": before its
 * logger runs, Asterisk prints errors without their level. Lines in JSON, as `console => [json]…` writes them, are understood too.
 */
export function problemsIn(log: string): Problem[] {
  return consoleText(log)
    .split('\n')
    .filter((line) => line !== '' && !isAsterisksOwn(line))
    .flatMap(problemOf);
}

interface Said {
  readonly level: string;
  readonly message: string;
}

// [time] LEVEL[thread][call]: file.c:line function: message
const levelled =
  /^(?:\[[^\]]*\] )?(?<level>[A-Z]+)(?:\[[^\]]*\])+:? (?:[\w./-]+:\d+ [\w./<>-]+: |[\w./-]+\.c: )?(?<message>.*)$/;

function problemOf(raw: string): Problem[] {
  const { level, message } = said(raw);
  if (level === 'ERROR' || level === 'WARNING') {
    return [{ severity: level === 'ERROR' ? 'error' : 'warning', message, raw, ...placeIn(message) }];
  }
  if (/^Unable\b/.test(message)) {
    return [{ severity: level === '' ? 'error' : 'warning', message, raw, ...placeIn(message) }];
  }
  // An option that does not exist, in a file that is read before the logger runs.
  if (level === '' && message.startsWith('Could not find option ')) {
    return [{ severity: 'error', message, raw, ...placeIn(message) }];
  }
  return [];
}

function said(raw: string): Said {
  const { level = '', message = raw } = levelled.exec(raw)?.groups ?? {};
  return { level, message: message.trim() };
}

const places = [
  /\bline (?<line>\d+) (?:of|in)(?: file)? ['"]?(?:[\w.-]*\/)*(?<file>[\w.-]+\.conf)\b/,
  /(?:[\w.-]*\/)*(?<file>[\w.-]+\.conf)['"]?,? (?:at )?line (?<line>\d+)/,
  /(?:[\w.-]*\/)*(?<file>[\w.-]+\.conf)\b/,
];

function placeIn(message: string): Pick<Problem, 'file' | 'line'> {
  for (const place of places) {
    const groups = place.exec(message)?.groups;
    if (groups?.file !== undefined) {
      return { file: groups.file, line: groups.line === undefined ? undefined : Number(groups.line) };
    }
  }
  return {};
}
