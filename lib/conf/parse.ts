import { byteLength, MAX_LINE_BYTES, trim, trimValue } from './dialect';
import { LineReader, type Line, type LineOrigin } from './line-reader';
import type { Assignment, BodyItem, ConfFile, Directive, HeadItem, Operator, Position, Section } from './nodes';
import { ValidationError } from './validation-error';

/** What became of a text: as much of the file as could be read, and every mistake, in order. */
export interface ParsedConf {
  readonly file: ConfFile;
  readonly errors: readonly ValidationError[];
}

/**
 * Reads a text as Asterisk does (`main/config.c`), keeping comments and positions.
 *
 * Mistakes do not end the reading: a line that cannot be understood is reported and left out.
 *
 * @param origins where each line of the text stands, when it is put together of several files
 */
export function parse(text: string, name: string, origins: readonly LineOrigin[] = []): ParsedConf {
  const parser = new Parser(name);
  const reader = new LineReader(text, origins);
  for (const line of reader) {
    parser.read(line);
  }
  if (reader.openComment !== undefined) {
    parser.fail(reader.openComment, "a block comment that begins with ';--' never ends: close it with '--;'");
  }
  return parser.result();
}

class Parser {
  private readonly head: HeadItem[] = [];
  private readonly sections: (Omit<Section, 'items'> & { items: BodyItem[] })[] = [];
  private readonly errors: ValidationError[] = [];

  constructor(private readonly name: string) {}

  result(): ParsedConf {
    return { file: { kind: 'file', name: this.name, head: this.head, sections: this.sections }, errors: this.errors };
  }

  fail(position: Position, message: string): void {
    this.errors.push(new ValidationError('ConfSyntax', message, { file: this.name, ...position }));
  }

  read(line: Line): void {
    if (byteLength(line.raw) > MAX_LINE_BYTES) {
      this.fail(
        line.at(0),
        `a line of ${byteLength(line.raw)} bytes is too long, Asterisk skips lines over ${MAX_LINE_BYTES} bytes: shorten it`,
      );
      return;
    }
    if (line.raw.includes('\0')) {
      this.fail(line.at(0), 'a NUL ends the line for Asterisk: remove it');
      return;
    }
    if (line.code === '') {
      this.readComments(line);
    } else if (line.code.startsWith('[')) {
      this.readHeader(line);
    } else if (line.code.startsWith('#')) {
      this.readDirective(line);
    } else {
      this.readAssignment(line);
    }
  }

  private readComments(line: Line): void {
    for (const text of line.comments) {
      this.add({ kind: 'comment', text, position: line.at(0) });
    }
    if (trim(line.raw) === '') {
      this.add({ kind: 'blank', position: line.at(0) });
    }
  }

  private readHeader(line: Line): void {
    const close = line.code.indexOf(']');
    if (close < 0) {
      this.fail(line.at(0), "a section name is not closed, which makes Asterisk refuse the whole file: add ']'");
      return;
    }
    const rest = line.code.slice(close + 1);
    const end = rest.indexOf(')');
    if (rest.startsWith('(') && end < 0) {
      this.fail(
        line.at(close + 1),
        "the options of a section are not closed, which makes Asterisk refuse the whole file: add ')'",
      );
      return;
    }
    const options = rest.startsWith('(')
      ? rest
          .slice(1, end)
          .split(',')
          .filter((option) => option !== '')
      : [];
    this.sections.push({
      kind: 'section',
      name: line.code.slice(1, close),
      template: options.includes('!'),
      append: options.includes('+'),
      inherits: options.filter((option) => option !== '!' && option !== '+'),
      ...trailing(line),
      items: [],
      position: line.at(0),
    });
  }

  private readDirective(line: Line): void {
    const [, name = '', argument = ''] = /^#(\S*)\s*(.*)$/s.exec(line.code) ?? [];
    const known = (['include', 'tryinclude', 'exec'] as const).find((word) => word === name.toLowerCase());
    if (known === undefined) {
      this.fail(
        line.at(0),
        `'#${name}' is no directive, known are #include, #tryinclude and #exec: write '; ' before a comment`,
      );
      return;
    }
    const target = unquote(argument);
    if (target === '') {
      this.fail(line.at(0), `'#${known}' names nothing, Asterisk ignores it: add a file`);
      return;
    }
    const directive: Directive = { kind: 'directive', name: known, target, ...trailing(line), position: line.at(0) };
    this.add(directive);
  }

  private readAssignment(line: Line): void {
    const escaped = line.code.startsWith('\\') ? 1 : 0;
    const equals = line.code.indexOf('=', escaped * 2);
    const section = this.sections.at(-1);
    if (equals < 0) {
      this.fail(line.at(0), "a line has no '=', Asterisk ignores it: write 'key = value', or ';' before a comment");
      return;
    }
    if (section === undefined) {
      this.fail(
        line.at(0),
        'a setting stands before any section, which makes Asterisk refuse the whole file: put it below a [section]',
      );
      return;
    }
    const [operator, keyEnd, valueStart] = splitAt(line.code, equals, escaped);
    const key = trim(line.code.slice(escaped, keyEnd));
    if (key === '') {
      this.fail(line.at(0), "nothing stands before '=', Asterisk ignores the line: write 'key = value'");
      return;
    }
    const value = line.code.slice(valueStart);
    const assignment: Assignment = {
      kind: 'assignment',
      key,
      operator,
      value: trimValue(value, operator),
      ...trailing(line),
      position: line.at(0),
      valuePosition: line.at(valueStart + (value.length - trim(`${value}|`).length + 1)),
    };
    section.items.push(assignment);
  }

  private add(item: HeadItem): void {
    (this.sections.at(-1)?.items ?? this.head).push(item);
  }
}

function splitAt(code: string, equals: number, keyStart: number): [Operator, number, number] {
  if (equals > keyStart && code[equals - 1] === '+') {
    return ['+=', equals - 1, equals + 1];
  }
  return code[equals + 1] === '>' ? ['=>', equals, equals + 2] : ['=', equals, equals + 1];
}

function trailing(line: Line): { comment?: string } {
  return line.comments.length > 0 ? { comment: line.comments.join(' ') } : {};
}

/** A target may stand between quotes or angle brackets. */
function unquote(target: string): string {
  const close = target.startsWith('"') ? '"' : target.startsWith('<') ? '>' : undefined;
  return close !== undefined && target.length > 1 && target.endsWith(close) ? target.slice(1, -1) : target;
}
