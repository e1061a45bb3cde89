import { trim } from './dialect';
import type { Position } from './nodes';

/** Where a line truly stands: a text may be put together of the lines of several files. */
export type LineOrigin = Omit<Position, 'column'>;

/** One line with its comments taken out, which still knows where each of its characters came from. */
export class Line {
  /** What Asterisk reads of the line: comments gone, `\;` unescaped, trimmed. */
  readonly code: string;
  private readonly offset: number;

  constructor(
    readonly raw: string,
    private readonly origin: LineOrigin,
    visible: string,
    private readonly columns: readonly number[] | undefined,
    readonly comments: readonly string[],
  ) {
    this.code = trim(visible);
    this.offset = this.code === '' ? 0 : visible.indexOf(this.code);
  }

  /** The position of a character of `code`. */
  at(index: number): Position {
    const at = this.offset + index;
    const column = this.columns === undefined ? Math.min(at, this.raw.length) : (this.columns[at] ?? this.raw.length);
    return { ...this.origin, column: column + 1 };
  }
}

/** Splits a text into lines and takes out comments, which may span lines: `;-- … --;`, nested ones too. */
export class LineReader implements Iterable<Line> {
  private depth = 0;
  private opened: Position | undefined;

  /** @param origins where each line stands, when not in the text itself */
  constructor(
    private readonly text: string,
    private readonly origins: readonly LineOrigin[] = [],
  ) {}

  /** Where the block comment began that the text leaves open, if it does. */
  get openComment(): Position | undefined {
    return this.depth > 0 ? this.opened : undefined;
  }

  *[Symbol.iterator](): Iterator<Line> {
    const lines = this.text.replace(/^\uFEFF/, '').split('\n');
    if (lines.at(-1) === '') {
      lines.pop();
    }
    for (const [index, raw] of lines.entries()) {
      yield this.read(raw.replace(/\r$/, ''), this.origins[index] ?? { line: index + 1 });
    }
  }

  private read(raw: string, origin: LineOrigin): Line {
    if (this.depth === 0 && !raw.includes(';')) {
      // Nothing is left out, so each character stands where it stands.
      return new Line(raw, origin, raw, undefined, []);
    }
    let visible = '';
    const columns: number[] = [];
    const comments: string[] = [];
    let block = '';
    const show = (character: string, index: number) => {
      visible += character;
      columns.push(index);
    };

    let index = 0;
    while (index < raw.length) {
      const rest = raw.slice(index, index + 4);
      if (rest.startsWith('\\;')) {
        if (this.depth === 0) show(';', index);
        else block += rest.slice(0, 2);
        index += 2;
      } else if (rest.startsWith(';--') && rest[3] !== '-') {
        if (this.depth++ === 0) this.opened = { ...origin, column: index + 1 };
        else block += ';--';
        index += 3;
      } else if (this.depth > 0 && rest.startsWith('--;')) {
        if (--this.depth > 0) block += '--;';
        else if (block !== '') comments.push(block);
        if (this.depth === 0) block = '';
        index += 3;
      } else if (this.depth > 0) {
        block += raw.charAt(index++);
      } else if (rest.startsWith(';')) {
        comments.push(raw.slice(index + 1));
        index = raw.length;
      } else {
        show(raw.charAt(index), index);
        index++;
      }
    }
    if (block !== '') {
      comments.push(block);
    }
    return new Line(raw, origin, visible, columns, comments);
  }
}
