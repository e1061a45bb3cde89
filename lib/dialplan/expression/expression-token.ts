/** The operators of `$[ ]`, longest first. */
const OPERATORS = '|| && == =~ ~~ >= <= != :: | & = > < + , - * / % ? ! : ( )'.split(' ');

/** A word, number, quoted text, operator or end within `$[ ]`. */
export interface ExpressionToken {
  readonly kind: 'word' | 'number' | 'operator' | 'end';
  readonly text: string;
  /** Where it begins, from 0. */
  readonly start: number;
}

/** Characters that Asterisk drops from an expression, as they belong to nothing. */
export interface DroppedText {
  readonly text: string;
  readonly start: number;
}

const WORD = /(?:[a-zA-Z0-9.';\\_^#@\u0080-\uffff]|\$[^{])+/y;
const NUMBER = /[0-9]+(?:\.[0-9]+)?/y;
const QUOTED = /"[^"]*"/y;
const TRAIL = /[^-\t\r \n$():?%/+=*<>!|&]*/y;

/** Splits the inside of `$[ ]` as `main/ast_expr2.fl` does: at each place the longest of what may stand there. */
export function tokenize(text: string): { tokens: readonly ExpressionToken[]; dropped: readonly DroppedText[] } {
  const tokens: ExpressionToken[] = [];
  const dropped: DroppedText[] = [];
  let start = 0;
  while (start < text.length) {
    const character = text.charAt(start);
    if (' \t\r\n'.includes(character)) {
      start++;
      continue;
    }
    const token = tokenAt(text, start);
    if (token === undefined) {
      dropped.push({ text: character, start });
    } else {
      tokens.push(token);
    }
    start += token?.text.length ?? 1;
  }
  tokens.push({ kind: 'end', text: '', start: text.length });
  return { tokens, dropped };
}

function tokenAt(text: string, start: number): ExpressionToken | undefined {
  const word = at(WORD, text, start);
  const number = at(NUMBER, text, start);
  const quoted = at(QUOTED, text, start);
  if (text.startsWith('${', start + word.length)) {
    return { kind: 'word', text: withVariables(text, start, start + word.length), start };
  }
  if (quoted !== '') {
    return { kind: 'word', text: quoted, start };
  }
  if (word !== '') {
    return word.length > number.length ? { kind: 'word', text: word, start } : { kind: 'number', text: number, start };
  }
  const operator = OPERATORS.find((each) => text.startsWith(each, start));
  return operator === undefined ? undefined : { kind: 'operator', text: operator, start };
}

/** A word that holds `${…}`, which is part of it with all that follows up to an operator. */
function withVariables(text: string, start: number, variable: number): string {
  let end = variable;
  while (text.startsWith('${', end)) {
    let depth = 0;
    do {
      depth += text.charAt(end) === '{' ? 1 : text.charAt(end) === '}' ? -1 : 0;
      end++;
    } while (end < text.length && (depth > 0 || text.charAt(end - 1) === '$'));
    end += at(TRAIL, text, end).length;
  }
  return text.slice(start, end);
}

function at(pattern: RegExp, text: string, start: number): string {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? '';
}
