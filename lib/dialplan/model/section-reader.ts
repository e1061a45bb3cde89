import type { SourceLocation } from '../../conf/validation-error';
import { readLine, splitApplication, type WrittenLine } from '../read-step';
import type { ContextBuilder } from './context-builder';
import { HINT_PRIORITY, type ModelStep } from './dialplan-model';
import type { DialplanProblem, DialplanProblemKind } from './problem';
import { readTiming } from './timing';

/** Reads the lines of one section into its context. Source: `pbx_load_config` (`pbx/pbx_config.c`). */
export class SectionReader {
  private extension: { readonly pattern: string; readonly callerId?: string } | undefined;
  /** The priority that `n` follows; a hint's is one too. */
  private lastPriority: number | undefined;

  constructor(
    private readonly context: ContextBuilder,
    private readonly substitute: (text: string, location: SourceLocation) => string,
    private readonly report: (problem: DialplanProblem) => void,
  ) {}

  read(key: string, value: string, location: SourceLocation): void {
    const line = readLine(key, value);
    if (line !== undefined) {
      this.readStep(line, location);
      return;
    }
    const keyword = key.toLowerCase();
    switch (keyword) {
      case 'include':
        this.readInclude(this.substitute(value, location), location);
        break;
      case 'ignorepat':
        this.context.addIgnorePattern({ pattern: this.substitute(value, location), location });
        break;
      case 'switch':
      case 'lswitch':
      case 'eswitch': {
        const text = keyword === 'switch' ? this.substitute(value, location) : value;
        const [kind = ''] = text.split('/', 1);
        this.context.addSwitch({ kind, data: text.slice(kind.length + 1), keyword, location });
        break;
      }
      default:
        this.fail(
          'unknown-keyword',
          `'${key}' begins no line of a context, Asterisk ignores it: write exten, same, include, switch, lswitch, eswitch or ignorepat`,
          location,
        );
    }
  }

  private readStep(line: WrittenLine, location: SourceLocation): void {
    if (line.extension !== undefined) {
      const [pattern = '', ...rest] = this.substitute(line.extension, location).split('/');
      this.extension = {
        pattern: withoutSpaces(pattern),
        ...(rest.length === 0 ? {} : { callerId: shrunk(rest.join('/')) }),
      };
    }
    const { extension } = this;
    if (extension === undefined) {
      const message = "'same' stands before any 'exten' of its section, Asterisk ignores it: begin with 'exten =>'";
      this.fail('same-without-exten', message, location);
      return;
    }
    const { written, label, closed } = splitLabel(line.priority);
    if (!closed) {
      this.fail(
        'unclosed-label',
        `the label of '${line.priority}' is not closed, Asterisk ignores the line: add ')'`,
        location,
      );
      return;
    }
    const priority = this.priorityIn(written, extension, location);
    if (priority === undefined) {
      return;
    }
    if (extension.pattern === '') {
      this.fail('empty-extension', 'an extension has no name, Asterisk ignores the line: write its number', location);
      return;
    }
    this.lastPriority = priority;
    this.context.addStep(extension.pattern, extension.callerId, this.stepIn(line.text, priority, label, location));
  }

  private stepIn(text: string, priority: number, label: string | undefined, location: SourceLocation): ModelStep {
    const application = splitApplication(text);
    if (text === '') {
      this.fail('empty-step', 'a step runs nothing, a call of it ends there: name an application', location);
    }
    if (application?.closed === false) {
      this.fail('unclosed-arguments', `the arguments of ${application.name} are not closed: add ')'`, location);
    }
    return {
      priority,
      ...(label === undefined ? {} : { label }),
      application: application?.name ?? text,
      arguments: application?.arguments ?? '',
      location,
    };
  }

  /** The number of a priority; `undefined` where Asterisk leaves the line out. */
  private priorityIn(
    written: string,
    { pattern, callerId }: { readonly pattern: string; readonly callerId?: string },
    location: SourceLocation,
  ): number | undefined {
    const [, base = '', more = '0'] = /^([^+]*)(?:\+(.*))?$/s.exec(written) ?? [];
    const added = Number.parseInt(more, 10) || 0;
    const relative = { n: 1, next: 1, s: 0, same: 0 }[base];
    const found =
      base === 'hint'
        ? HINT_PRIORITY
        : relative === undefined
          ? (numberIn(base) ?? this.context.priorityOf(pattern, callerId, base))
          : this.lastPriority === undefined
            ? undefined
            : this.lastPriority + relative;
    if (found === undefined && relative !== undefined) {
      const message = `'${base}' stands before any priority of its section, Asterisk ignores the line: begin with 1`;
      this.fail('priority', message, location);
      return undefined;
    }
    if (found === undefined || (found < 1 && base !== 'hint')) {
      const message = `'${written}' is no priority, Asterisk ignores the line: write a number from 1 on, 'n', 's', 'hint' or a label of this extension`;
      this.fail('priority', message, location);
      return undefined;
    }
    return found + added;
  }

  private readInclude(text: string, location: SourceLocation): void {
    const [context = ''] = text.split(',', 1);
    const { timing, mistakes } = readTiming(text.slice(context.length + 1));
    for (const mistake of mistakes) {
      this.fail('timing', `'${mistake}' is no time, Asterisk leaves it out of '${text}'`, location);
    }
    this.context.addInclude({ context, ...(timing === undefined ? {} : { timing }), location }, text);
  }

  private fail(kind: DialplanProblemKind, message: string, location: SourceLocation): void {
    this.report({ kind, message, location });
  }
}

/** `n(label)`: what stands before the label, and the label. */
function splitLabel(priority: string): { written: string; label?: string; closed: boolean } {
  const open = priority.indexOf('(');
  if (open < 0) {
    return { written: priority, closed: true };
  }
  const end = priority.indexOf(')', open);
  return { written: priority.slice(0, open), label: priority.slice(open + 1, end), closed: end >= 0 };
}

/** As `sscanf` reads it: digits, whatever stands behind them. */
function numberIn(text: string): number | undefined {
  const [, digits] = /^\s*([+-]?\d+)/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Spaces count for nothing, but within a set of characters. Source: `ext_strncpy` (`main/pbx.c`). */
function withoutSpaces(pattern: string): string {
  return pattern.startsWith('_')
    ? pattern.replace(/\[[^\]]*\]?| /g, (found) => (found === ' ' ? '' : found))
    : pattern.replaceAll(' ', '');
}

/** A caller's number without what people write between its digits. Source: `ast_shrink_phone_number` (`main/callerid.c`). */
function shrunk(number: string): string {
  return number.replace(/\[[^\]]*\]|[-() ]|\.(?!$)/g, (found) => (found.startsWith('[') ? found : ''));
}
