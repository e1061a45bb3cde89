/** What a POSIX regular expression finds in a text. */
export interface PosixMatch {
  readonly start: number;
  readonly end: number;
  /** What its first parentheses hold; `undefined` where they are not part of the match. */
  readonly first?: string;
}

/** A POSIX extended regular expression, as `regcomp` and `regexec` of the C library run it for Asterisk's `:`, `=~` and `REGEX`. */
export class PosixExpression {
  private readonly body: string;
  /** How many pairs of parentheses it has. */
  readonly groups: number;

  /** @throws SyntaxError where `regcomp` refuses it */
  constructor(
    source: string,
    private readonly flags = '',
  ) {
    this.body = toJavaScript(source);
    new RegExp(this.body);
    this.groups = [...this.body.matchAll(/\\[^]|\[(?:\\[^]|[^\]])*\]|(\((?!\?))/g)].filter(([, open]) => open).length;
  }

  /** The leftmost match, and of those the longest. */
  match(text: string): PosixMatch | undefined {
    const found = new RegExp(this.body, this.flags).exec(text);
    if (found === null) {
      return undefined;
    }
    const start = found.index;
    // JavaScript takes the first alternative that fits: ask for each end, from the last.
    for (let rest = 0; this.body.includes('|') && text.length - rest > start; rest++) {
      const longest = new RegExp(`(?:${this.body})(?=[^]{${rest}}$(?![^]))`, `${this.flags}y`);
      longest.lastIndex = start;
      const [whole, first] = longest.exec(text) ?? [];
      if (whole !== undefined) {
        return { start, end: start + whole.length, first };
      }
    }
    return { start, end: start + found[0].length, first: found[1] };
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9a-fA-F',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
};

/** What the C library's `\<`, `` \` `` and the like are. */
const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\b(?=\\w)',
  '>': '\\b(?<=\\w)',
  '`': '(?<![^])',
  "'": '(?![^])',
  w: '\\w',
  W: '\\W',
  s: '\\s',
  S: '\\S',
  b: '\\b',
  B: '\\B',
};

function toJavaScript(source: string): string {
  let made = '';
  let depth = 0;
  // Whether something stands before that can be repeated.
  let repeatable = false;
  for (let index = 0; index < source.length;) {
    const rest = source.slice(index);
    const bracket = /^\[\^?\]?(?:\[[:.=].*?[:.=]\]|[^\]])*\]/s.exec(rest)?.[0];
    const interval = /^\{(\d*)(,?)(\d*)\}/.exec(rest);
    const character = rest.charAt(0);
    let step = 1;
    if (character === '[') {
      if (bracket === undefined) {
        throw new SyntaxError("a bracket is not closed: add ']'");
      }
      made += bracketExpression(bracket);
      step = bracket.length;
      repeatable = true;
    } else if (character === '\\') {
      if (rest.length === 1) {
        throw new SyntaxError('a backslash stands at the end: write two');
      }
      made += escapeSequence(rest.charAt(1));
      step = 2;
      repeatable = true;
    } else if (interval !== null && repeatable) {
      made += repetition(interval);
      step = interval[0].length;
    } else if ('*+?'.includes(character)) {
      if (!repeatable) {
        throw new SyntaxError(`nothing stands before '${character}' that could be repeated`);
      }
      // Repeating twice is repeating once: `a**`.
      made = /[*+?}]$/.test(made) && !/\\[*+?}]$/.test(made) ? `${regrouped(made)}${character}` : made + character;
    } else if (character === '{') {
      made += '\\{';
      repeatable = true;
    } else if (character === ')' && depth === 0) {
      made += '\\)';
      repeatable = true;
    } else if ('(|)^$'.includes(character)) {
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
      made += character;
      repeatable = character === ')';
    } else {
      made += character === '.' ? '[^]' : '}]/'.includes(character) ? `\\${character}` : character;
      repeatable = true;
    }
    index += step;
  }
  if (depth > 0) {
    throw new SyntaxError("a parenthesis is not closed: add ')'");
  }
  return made;
}

/** What is repeated already, in a group, so that it can be repeated again. */
function regrouped(made: string): string {
  const atom = /(?:\\[^]|\[(?:\\[^]|[^\]])*\]|[^])(?:[*+?]|\{[\d,]*\})$/.exec(made);
  return atom === null || made.charAt(atom.index) === ')'
    ? made.replace(/(?:[*+?]|\{[\d,]*\})$/, '')
    : `${made.slice(0, atom.index)}(?:${atom[0]})`;
}

function repetition([whole, least = '', comma = '', most = '']: RegExpExecArray): string {
  if (least === '' && most === '') {
    throw new SyntaxError(`'${whole}' says no number: write {2} or {1,3}`);
  }
  return `{${least === '' ? '0' : least}${comma}${most}}`;
}

function escapeSequence(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) {
    return known;
  }
  return /[1-9]/.test(character) ? `\\${character}` : /[A-Za-z0-9_]/.test(character) ? character : `\\${character}`;
}

/** In brackets only the closing one, `^` at their start and `-` mean something; a backslash is itself. */
function bracketExpression(text: string): string {
  const [, negated = '', content = ''] = /^\[(\^?)(.*)\]$/s.exec(text) ?? [];
  const made = content.replace(/\[:(\w+):\]|\[[.=](.)[.=]\]|[\\\][^]/gs, (found, name?: string, single?: string) => {
    if (name !== undefined) {
      const known = CLASSES[name];
      if (known === undefined) {
        throw new SyntaxError(`'${found}' is no class of characters`);
      }
      return known;
    }
    return `\\${single ?? found}`;
  });
  return `[${negated}${made}]`;
}
