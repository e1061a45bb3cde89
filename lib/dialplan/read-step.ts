import type { CatalogParameter } from '../catalog/catalog';
import { split } from './scan';

/** A step as a line of `extensions.conf` holds it. */
export interface WrittenStep {
  /** What stands before the application: a number, `n`, `hint` …, with its label. */
  readonly priority: string;
  /** The application with its arguments, or what a hint says. */
  readonly text: string;
}

/** An application, with what stands between its parentheses. */
export interface WrittenApplication {
  readonly name: string;
  readonly arguments: string;
}

/** The step of a line; `undefined` for a line that is none. */
export function readStep(key: string, value: string): WrittenStep | undefined {
  const parts = key === 'exten' ? /^[^,]*,\s*([^,]*),(.*)$/s : key === 'same' ? /^\s*([^,]*),(.*)$/s : undefined;
  const [, priority = '', text = ''] = parts?.exec(value) ?? [];
  return text.trim() === '' ? undefined : { priority, text: text.trim() };
}

/** What `Dial(PJSIP/hall,20)` calls; `undefined` where a variable names it, which is only known later. */
export function readApplication(text: string): WrittenApplication | undefined {
  const [, name, rest = ''] = /^\s*([A-Za-z]\w*)\s*(?:\((.*)\)\s*)?$/s.exec(text) ?? [];
  return name === undefined ? undefined : { name, arguments: rest };
}

/** The applications that an application runs itself, as their arguments name them. */
export function innerApplications({ name, arguments: text }: WrittenApplication): readonly WrittenApplication[] {
  return innerTexts(name.toLowerCase(), text).flatMap((each) => readApplication(each) ?? []);
}

function innerTexts(name: string, text: string): readonly string[] {
  switch (name) {
    case 'exec':
    case 'tryexec':
      return [text];
    case 'execif':
      return split(split(text, '?', 2)[1] ?? '', ':', 2);
    case 'execiftime':
      return [split(text, '?', 2)[1] ?? ''];
    case 'originate': {
      const [, kind = '', application = '', data = ''] = split(text);
      return kind.trim().toLowerCase() === 'app' ? [`${application.trim()}(${data})`] : [];
    }
    default:
      return [];
  }
}

/** An option letter as it is written, and what stands in parentheses behind it. */
export interface WrittenFlag {
  readonly letter: string;
  readonly argument?: string;
}

/** The option letters in an argument; what stands in their parentheses is none. */
export function readFlags(text: string): readonly WrittenFlag[] {
  const flags: WrittenFlag[] = [];
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index);
    if (text.charAt(index + 1) !== '(') {
      flags.push({ letter });
      continue;
    }
    const end = closingOf(text, index + 1);
    flags.push({ letter, argument: text.slice(index + 2, end) });
    index = end;
  }
  return flags;
}

/** Where the parenthesis that opens there closes, or the text ends. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    depth += text.charAt(index) === '(' ? 1 : text.charAt(index) === ')' ? -1 : 0;
    if (depth === 0) {
      return index;
    }
  }
  return text.length;
}

/** Whether a parameter is made of letters, one behind the other, and not of words. */
export function hasLetters({ options }: CatalogParameter): boolean {
  return options !== undefined && Object.keys(options).every((name) => name.length === 1);
}
