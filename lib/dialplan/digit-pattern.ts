/** Digits that may stand in one place: bit 0 for `0` to bit 9 for `9`. */
type DigitSet = number;

/** One place after the other: a number of fixed length. */
type Places = readonly DigitSet[];

const ANY: DigitSet = 0b1111111111;

/**
 * The Asterisk patterns, without the leading `_`, that together match what a regular expression of digits matches in full.
 *
 * Phone number metadata is made of such expressions: digits, `\d`, classes, groups, `|`, `?`, `{n}` and `{m,n}`. Alternatives become patterns of
 * their own, and patterns that differ in one place only become one again, so that few remain.
 *
 * @throws Error for anything else in the expression, which would be a new kind of metadata
 */
export function dialplanPatterns(expression: string): readonly string[] {
  return merged(new ExpressionReader(expression).read())
    .map((places) => places.map(placeText).join(''))
    .sort();
}

/**
 * The pattern of one digit, such as `N` or `[1-37-9]`, that matches what the numbers of a regular expression begin with.
 *
 * @throws Error as `dialplanPatterns` does
 */
export function leadingDigitPattern(expression: string): string {
  return placeText(new ExpressionReader(expression).read().reduce((set, [first = 0]) => set | first, 0));
}

/** Reads the expression, each part as the list of numbers' shapes that it matches. */
class ExpressionReader {
  private index = 0;

  constructor(private readonly text: string) {}

  read(): readonly Places[] {
    const found = this.readAlternatives();
    return this.index === this.text.length ? found : this.fail();
  }

  private readAlternatives(): readonly Places[] {
    const found = [...this.readSequence()];
    while (this.take(/\|/y) !== undefined) {
      found.push(...this.readSequence());
    }
    return found;
  }

  private readSequence(): readonly Places[] {
    let found: readonly Places[] = [[]];
    for (let item = this.readItem(); item !== undefined; item = this.readItem()) {
      found = product(found, this.readRepetition(item));
    }
    return found;
  }

  private readItem(): readonly Places[] | undefined {
    if (this.take(/\((\?:)?/y) !== undefined) {
      const inner = this.readAlternatives();
      return this.take(/\)/y) === undefined ? this.fail() : inner;
    }
    const place = this.take(/\\d|\d|\[[\d-]+\]/y);
    return place === undefined ? undefined : [[digitSet(place)]];
  }

  private readRepetition(item: readonly Places[]): readonly Places[] {
    const [, optional, least = '1', , most = least] =
      /^(?:(\?)|\{(\d+)(,(\d+))?\})/.exec(this.text.slice(this.index)) ?? [];
    this.take(/\?|\{\d+(,\d+)?\}/y);
    const counts = optional === undefined ? range(Number(least), Number(most)) : [0, 1];
    return counts.flatMap((count) => range(1, count).reduce<readonly Places[]>((found) => product(found, item), [[]]));
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private fail(): never {
    throw new Error(
      `'${this.text}' holds at column ${this.index + 1} what this library cannot turn into dialplan patterns`,
    );
  }
}

function product(left: readonly Places[], right: readonly Places[]): readonly Places[] {
  return left.flatMap((head) => right.map((tail) => [...head, ...tail]));
}

function digitSet(text: string): DigitSet {
  if (text === '\\d') {
    return ANY;
  }
  return [...text.matchAll(/(\d)(?:-(\d))?/g)]
    .flatMap(([, first, last = first]) => range(Number(first), Number(last)))
    .reduce((set, digit) => set | (1 << digit), 0);
}

/** Patterns that are equal in all places but one match together what one pattern with both sets in that place matches. */
function merged(patterns: readonly Places[]): readonly Places[] {
  let current = patterns;
  for (;;) {
    const before = current.length;
    const longest = Math.max(0, ...current.map((places) => places.length));
    // From the end on, so that shapes of whole areas grow before the digits that tell areas apart.
    for (let place = longest - 1; place >= 0; place -= 1) {
      current = mergedAt(current, place);
    }
    if (current.length === before) {
      return current;
    }
  }
}

function mergedAt(patterns: readonly Places[], place: number): readonly Places[] {
  const found = new Map<string, Places>();
  for (const places of patterns) {
    const key = places.map((set, index) => (index === place ? '*' : String(set))).join();
    const same = found.get(key);
    found.set(key, same === undefined ? places : places.map((set, index) => set | (same[index] ?? 0)));
  }
  return [...found.values()];
}

function placeText(set: DigitSet): string {
  const digits = range(0, 9).filter((digit) => (set & (1 << digit)) !== 0);
  const text = digits.join('');
  const short = new Map([
    ['0123456789', 'X'],
    ['123456789', 'Z'],
    ['23456789', 'N'],
  ]).get(text);
  return short ?? (text.length === 1 ? text : `[${classText(digits)}]`);
}

/** Runs of three and more digits are written with a hyphen. */
function classText(digits: readonly number[]): string {
  const runs: number[][] = [];
  for (const digit of digits) {
    const run = runs.at(-1);
    if (run?.at(-1) === digit - 1) {
      run.push(digit);
    } else {
      runs.push([digit]);
    }
  }
  return runs.map((run) => (run.length > 2 ? `${String(run[0])}-${String(run.at(-1))}` : run.join(''))).join('');
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
