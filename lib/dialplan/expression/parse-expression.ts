import { tokenize, type ExpressionToken } from './expression-token';

/** What stands in `$[ ]`, as Asterisk groups it. */
export type ExpressionTree =
  | { readonly kind: 'empty' }
  | { readonly kind: 'operand'; readonly text: string; readonly numeric: boolean; readonly start: number }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: ExpressionTree; readonly start: number }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: ExpressionTree;
      readonly right: ExpressionTree;
      readonly start: number;
    }
  | {
      readonly kind: 'condition';
      readonly condition: ExpressionTree;
      readonly yes: ExpressionTree;
      readonly no: ExpressionTree;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: readonly ExpressionTree[];
      readonly start: number;
    };

/** A mistake in a text, with the place where it shows, from 0. */
export interface TextMistake {
  readonly start: number;
  readonly message: string;
}

/** An expression that was read. */
export interface ParsedExpression {
  /** What Asterisk takes of it: all, or with a mistake what it had read when it found that; `undefined` where that was nothing whole. */
  readonly tree?: ExpressionTree;
  /** The mistake that ended the reading, and what Asterisk drops silently. */
  readonly mistakes: readonly TextMistake[];
}

/** How strongly each binds, and to the left; `!` and `-` before an operand bind less than `:`, `=~` and `~~`. */
const STRENGTH: Readonly<Record<string, number>> = {
  '?': 1,
  '|': 2,
  '||': 2,
  '&': 3,
  '&&': 3,
  '=': 4,
  '==': 4,
  '!=': 4,
  '>': 4,
  '<': 4,
  '>=': 4,
  '<=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  ':': 8,
  '=~': 8,
  '~~': 8,
};
const UNARY_STRENGTH = 7;

/**
 * Reads the inside of `$[ ]`.
 *
 * Source: the grammar of `main/ast_expr2.y`, its precedences, and the order in which the parser made of it reduces: with a mistake
 * behind a whole expression, that expression is the value.
 */
export function parseExpression(text: string): ParsedExpression {
  const { tokens, dropped } = tokenize(text);
  const mistakes: TextMistake[] = dropped.map(({ text: character, start }) => ({
    start,
    message:
      character === '"'
        ? "a quotation mark is not closed, Asterisk drops it: add '\"'"
        : `Asterisk drops '${character}' from an expression: put it between quotation marks`,
  }));
  const parser = new Parser(tokens);
  if (tokens.length === 1) {
    return { tree: { kind: 'empty' }, mistakes };
  }
  try {
    const tree = parser.expression(0);
    if (parser.next.kind !== 'end') {
      mistakes.push(unexpected(parser.next, 'an operator'));
    }
    return { tree, mistakes };
  } catch (error) {
    if (!(error instanceof Unexpected)) {
      throw error;
    }
    mistakes.push(error.mistake);
    return { tree: parser.read === 0 ? { kind: 'empty' } : undefined, mistakes };
  }
}

class Unexpected extends Error {
  constructor(readonly mistake: TextMistake) {
    super(mistake.message);
  }
}

class Parser {
  /** How many tokens were taken. */
  read = 0;

  constructor(private readonly tokens: readonly ExpressionToken[]) {}

  get next(): ExpressionToken {
    return this.tokens[this.read] ?? { kind: 'end', text: '', start: 0 };
  }

  /** What binds more strongly than this. */
  expression(strength: number): ExpressionTree {
    let left = this.operand();
    for (;;) {
      const { kind, text: operator, start } = this.next;
      const own = kind === 'operator' ? STRENGTH[operator] : undefined;
      if (own === undefined || own <= strength) {
        return left;
      }
      this.read++;
      if (operator === '?') {
        const yes = this.expression(0);
        this.take('::');
        left = { kind: 'condition', condition: left, yes, no: this.expression(own) };
      } else {
        left = { kind: 'binary', operator, left, right: this.expression(own), start };
      }
    }
  }

  private operand(): ExpressionTree {
    const token = this.next;
    const { kind, text, start } = token;
    if (kind === 'word' || kind === 'number') {
      this.read++;
      return this.isNext('(')
        ? { kind: 'call', name: text, arguments: this.arguments(), start }
        : { kind: 'operand', text, numeric: kind === 'number', start };
    }
    if (text === '-' || text === '!') {
      this.read++;
      return { kind: 'unary', operator: text, operand: this.expression(UNARY_STRENGTH), start };
    }
    if (text === '(') {
      this.read++;
      const inner = this.expression(0);
      this.take(')');
      return inner;
    }
    throw new Unexpected(unexpected(token, 'a value'));
  }

  private arguments(): readonly ExpressionTree[] {
    this.read++;
    const given = [this.expression(0)];
    while (this.isNext(',')) {
      this.read++;
      given.push(this.isNext(',') || this.isNext(')') ? { kind: 'empty' } : this.expression(0));
    }
    this.take(')');
    return given;
  }

  private isNext(operator: string): boolean {
    return this.next.kind === 'operator' && this.next.text === operator;
  }

  private take(operator: string): void {
    if (!this.isNext(operator)) {
      throw new Unexpected(unexpected(this.next, `'${operator}'`));
    }
    this.read++;
  }
}

function unexpected({ kind, text, start }: ExpressionToken, wanted: string): TextMistake {
  const found = kind === 'end' ? 'the expression ends' : `${text.startsWith("'") ? text : `'${text}'`} stands`;
  return { start, message: `${found} where ${wanted} is expected` };
}
