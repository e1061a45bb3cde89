import type { Scoped } from '../conf/validation-error';
import { ValidationError, shown } from '../conf/validation-error';

/** A condition on labels, as Calico understands it. */
export type CalicoSelector =
  | { readonly kind: 'all' }
  | { readonly kind: 'global' }
  | { readonly kind: 'has'; readonly label: string }
  | {
      readonly kind: '==' | '!=' | 'contains' | 'starts with' | 'ends with';
      readonly label: string;
      readonly value: string;
    }
  | { readonly kind: 'in' | 'not in'; readonly label: string; readonly values: readonly string[] }
  | { readonly kind: 'not'; readonly operand: CalicoSelector }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly CalicoSelector[] };

/**
 * Reads a condition in Calico's selector language, such as `has(rack) && zone in {'a', 'b'}`.
 *
 * One pool anywhere with a broken selector stops every pod of the cluster that asks for no pool, so a selector is checked before it leaves our
 * hands. An empty one, which Calico reads as `all()`, is refused: whoever means everything should write so.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 * @throws ValidationError `CalicoSelector`, with the column of the mistake
 */
export function parseCalicoSelector(text: string, property = 'selector', scope?: Scoped): CalicoSelector {
  const reader = new SelectorReader(text, (problem, index) => {
    const place = index >= text.length ? 'at its end' : `at column ${index + 1}`;
    throw new ValidationError(
      'CalicoSelector',
      `${property} ${shown(text)} is no selector of Calico: ${place} ${problem}`,
      scope,
    );
  });
  return reader.read();
}

const TEXT_OPERATORS = [
  ['==', /==/y],
  ['!=', /!=/y],
  ['contains', /contains/y],
  ['starts with', /starts[ \t]*with/y],
  ['ends with', /ends[ \t]*with/y],
] as const;
const SET_OPERATORS = [
  ['not in', /not[ \t]*in/y],
  ['in', /in/y],
] as const;

class SelectorReader {
  private index = 0;

  constructor(
    private readonly text: string,
    private readonly fail: (problem: string, index: number) => never,
  ) {}

  read(): CalicoSelector {
    const selector = this.readChain('or', () => this.readChain('and', () => this.readOperand()));
    this.skipSpace();
    return this.index === this.text.length ? selector : this.fail("nothing, '&&' or '||' is expected", this.index);
  }

  private readChain(kind: 'and' | 'or', readNext: () => CalicoSelector): CalicoSelector {
    const operator = kind === 'and' ? /&&/y : /\|\|/y;
    const first = readNext();
    const operands = [first];
    while (this.take(operator) !== undefined) {
      operands.push(readNext());
    }
    return operands.length === 1 ? first : { kind, operands };
  }

  private readOperand(): CalicoSelector {
    if (this.take(/!/y) !== undefined) {
      return { kind: 'not', operand: this.readOperand() };
    }
    if (this.take(/\(/y) !== undefined) {
      const inner = this.readChain('or', () => this.readChain('and', () => this.readOperand()));
      this.expect(/\)/y, "a closing ')' is expected");
      return inner;
    }
    // A function's name and its parenthesis must touch, as Calico reads them; `all (` would be a label.
    if (this.take(/all\(/y) !== undefined) {
      this.expect(/\)/y, "a closing ')' is expected");
      return { kind: 'all' };
    }
    if (this.take(/global\(/y) !== undefined) {
      this.expect(/\)/y, "a closing ')' is expected");
      return { kind: 'global' };
    }
    if (this.take(/has\(/y) !== undefined) {
      const label = this.readLabel();
      this.expect(/\)/y, "a closing ')' is expected");
      return { kind: 'has', label };
    }
    return this.readComparison();
  }

  private readComparison(): CalicoSelector {
    const label = this.readLabel();
    for (const [kind, pattern] of TEXT_OPERATORS) {
      if (this.take(pattern) !== undefined) {
        return { kind, label, value: this.readValue() ?? this.fail('a value in quotes is expected', this.index) };
      }
    }
    for (const [kind, pattern] of SET_OPERATORS) {
      if (this.take(pattern) !== undefined) {
        return { kind, label, values: this.readSet() };
      }
    }
    return this.fail("'==', '!=', 'in', 'not in', 'contains', 'starts with' or 'ends with' is expected", this.index);
  }

  private readSet(): readonly string[] {
    this.expect(/\{/y, "a set in braces is expected, such as {'a', 'b'}");
    const values: string[] = [];
    for (let value = this.readValue(); value !== undefined; value = this.readValue()) {
      values.push(value);
      if (this.take(/,/y) === undefined) {
        break;
      }
    }
    this.expect(/\}/y, "a value in quotes or a closing '}' is expected");
    return values;
  }

  private readLabel(): string {
    return (
      this.take(/[a-zA-Z0-9_./-]{1,512}/y) ??
      this.fail("all(), has(…), '!', '(' or the name of a label is expected", this.index)
    );
  }

  private readValue(): string | undefined {
    return this.take(/'[^']*'|"[^"]*"/y)?.slice(1, -1);
  }

  private expect(pattern: RegExp, problem: string): void {
    if (this.take(pattern) === undefined) {
      this.fail(problem, this.index);
    }
  }

  /** What the sticky pattern matches here, after spaces and tabs; the place is kept when it does not match. */
  private take(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    while (this.text[this.index] === ' ' || this.text[this.index] === '\t') {
      this.index += 1;
    }
  }
}
