/** What Asterisk sees in a text. */
export interface Scan {
  /** Where the characters stand at which it is split. */
  readonly splits: readonly number[];
  /** What is not closed, or closes nothing. */
  readonly open?: string;
  /** Whether an expression such as `${…}` is not closed. */
  readonly openExpression: boolean;
}

/** Characters that parentheses, brackets and quotes keep from splitting; Asterisk takes the others wherever they stand. */
const PROTECTED = ',?:';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

interface Open {
  readonly by: string;
  readonly expression: boolean;
}

/**
 * Reads a text as an application is given it, which is to be split at these characters.
 *
 * Parentheses count in quotation marks too. What is in an expression is gone when the application is given its arguments.
 * Source: `__ast_app_separate_args` (`main/app.c`), and `pbx_substitute_variables_helper_full` before it.
 */
export function scan(text: string, splitting: string): Scan {
  /** What closes each of the parentheses that are open, and whether it is an expression. */
  const open: Open[] = [];
  const splits: number[] = [];
  // As Asterisk does, each kind is counted by itself: `([)` is still open.
  const depth = { '(': 0, '[': 0 };
  let quoted = false;
  let stray: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const inExpression = open.some(({ expression }) => expression);
    const closing = CLOSING[character];
    if (!inExpression) {
      count(depth, character);
    }
    if (character === '\\') {
      index++;
    } else if (character === '"' && !inExpression) {
      quoted = !quoted;
    } else if (character === '$' && /^[[{]/.test(text.slice(index + 1, index + 2))) {
      open.push({ by: CLOSING[text.charAt(++index)] ?? '', expression: true });
    } else if (
      !inExpression &&
      splitting.includes(character) &&
      !(PROTECTED.includes(character) && (quoted || depth['('] > 0 || depth['['] > 0))
    ) {
      splits.push(index);
    } else if (closing !== undefined) {
      open.push({ by: closing, expression: false });
    } else if (')}]'.includes(character)) {
      if (open.at(-1)?.by === character) {
        open.pop();
      } else if (!inExpression) {
        stray ??= `'${character}'`;
      } else {
        closeExpression(open, character);
      }
    }
  }
  const unclosed = open.length > 0 ? `'${open[0]?.expression === true ? '$' : ''}${opening(open[0]?.by)}'` : undefined;
  return {
    splits,
    open: stray ?? unclosed ?? (quoted ? "'\"'" : undefined),
    openExpression: open.some(({ expression }) => expression),
  };
}

/** The parts of a text as an application is given them; the last of `limit` parts keeps what would begin another. */
export function split(text: string, at = ',', limit = Infinity): readonly string[] {
  const ends = scan(text, at).splits.slice(0, limit - 1);
  return [...ends, text.length].map((end, index) => text.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
}

/** Whether a text holds something that is only known when it runs. */
export function isExpression(text: string): boolean {
  return /\$[{[]/.test(text);
}

/** Within an expression, what closes it closes what was left open in it. */
function closeExpression(open: Open[], character: string): void {
  const at = open.findLastIndex(({ by, expression }) => by === character && expression);
  if (at >= 0) {
    open.splice(at);
  }
}

function opening(closing: string | undefined): string {
  return Object.keys(CLOSING).find((each) => CLOSING[each] === closing) ?? '';
}

function count(depth: { '(': number; '[': number }, character: string): void {
  if (character === '(' || character === '[') {
    depth[character]++;
  } else if (character === ')') {
    depth['('] = Math.max(0, depth['('] - 1);
  } else if (character === ']') {
    depth['['] = Math.max(0, depth['['] - 1);
  }
}

/** An argument as the application sees it: without the quotation marks, and without the backslashes that protect a character. */
export function argumentValue(text: string): string {
  return text.replace(/\\(.?)|"/gs, (_, escaped: string | undefined) => escaped ?? '');
}
