import { flatten, type Category } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';
import { parse } from '../conf/parse';
import { ValidationError } from '../conf/validation-error';
import { typeOf, type Texts } from './reload-plan';
import { RESTART_TYPES } from './reload-table';

/** What a change means for a running PBX: nothing, a reload, which drops no call, or a new pod, which does. */
export type Effect = 'none' | 'reload' | 'restart';

/** One change of Asterisk's files. */
export interface ConfigChange {
  readonly file: string;

  /**
   * The section that has changed.
   *
   * @default - the file as a whole
   */
  readonly section?: string;

  /**
   * The option that has changed.
   *
   * @default - the section as a whole
   */
  readonly option?: string;

  /**
   * What it was; a password that is written out is not shown.
   *
   * @default - it was not there, or is more than a value
   */
  readonly before?: string;

  /**
   * What it is now; a password that is written out is not shown.
   *
   * @default - it is gone, or is more than a value
   */
  readonly after?: string;
  readonly effect: Effect;

  /** Why it means that. */
  readonly why: string;
}

/** The commands that have each file read again; a file that is missing here wants a restart. */
export type Commands = ReadonlyMap<string, readonly string[]>;

type Difference = Pick<ConfigChange, 'section' | 'option' | 'before' | 'after'> & { readonly type?: string };

/** Everything that differs between two sets of files, in the order of their names. */
export function configChanges(before: Texts, after: Texts, commands: Commands): readonly ConfigChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .filter((file) => before.get(file) !== after.get(file))
    .flatMap((file): readonly ConfigChange[] => {
      const found = differences(file, before.get(file), after.get(file));
      if (found.length === 0) {
        return [{ file, effect: 'none', why: 'only comments, or what means nothing, have changed' }];
      }
      return found.map(({ type, ...difference }) => ({
        file,
        ...difference,
        ...meaning(file, type, commands.get(file)),
      }));
    });
}

function meaning(file: string, type: string | undefined, commands: readonly string[] | undefined) {
  if (file === 'modules.conf') {
    return { effect: 'restart' as const, why: 'modules are loaded at the start' };
  }
  if (commands === undefined) {
    return { effect: 'restart' as const, why: 'no reload reads this file again' };
  }
  if (type !== undefined && RESTART_TYPES.includes(type)) {
    return { effect: 'restart' as const, why: `a running Asterisk keeps each ${type} as it is` };
  }
  return { effect: 'reload' as const, why: `${commands.join(', ')} reads it again` };
}

function differences(file: string, before: string | undefined, after: string | undefined): readonly Difference[] {
  const [old, now] = [before, after].map((text) => (text === undefined ? [] : sectionsOf(file, text)));
  if (old === undefined || now === undefined) {
    // Not a file of sections, or one that only its includer completes: it has changed as a whole.
    return [{}];
  }
  if (before === undefined || after === undefined) {
    const types = [...old, ...now].map(({ type }) => type);
    return [{ type: types.find((type) => RESTART_TYPES.includes(type ?? '')) }];
  }
  const ids = [...new Set([...old, ...now].map(({ id }) => id))];
  const found = ids.flatMap((id) => {
    const [one, other] = [old, now].map((list) => list.find((each) => each.id === id));
    return one === undefined || other === undefined
      ? [{ section: (one ?? other)?.name, type: (one ?? other)?.type, ...wholeSection(one === undefined) }]
      : lines(file, one, other);
  });
  const order = (list: readonly Part[]) => JSON.stringify(list.map(({ id }) => id));
  return found.length === 0 && order(old) !== order(now) ? [{ option: 'the order of sections' }] : found;
}

const wholeSection = (added: boolean) => (added ? { after: 'a new section' } : { before: 'the whole section' });

interface Part {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly lines: Category['variables'];
}

/** What a file says once it is read; `undefined` for one that has no sections of its own. */
function sectionsOf(file: string, text: string): readonly Part[] | undefined {
  if (!file.endsWith('.conf')) {
    return undefined;
  }
  try {
    const parsed = parse(text, file).file;
    const includes = directives(parsed);
    const head: Part = { id: '#', name: '#include', lines: includes };
    const seen = new Map<string, number>();
    const parts = flatten(parsed)
      .filter(({ template }) => !template)
      .map((category): Part => {
        const { name, variables } = category;
        // Objects of several types share a name.
        const type = typeOf(category);
        const key = JSON.stringify([name, type]);
        const count = seen.get(key) ?? 0;
        seen.set(key, count + 1);
        const sorted =
          file === 'modules.conf' ? [...variables].sort((a, b) => (a.value < b.value ? -1 : 1)) : variables;
        return { id: `${key}${count}`, name, type, lines: sorted };
      });
    return includes.length > 0 ? [head, ...parts] : parts;
  } catch (error) {
    if (error instanceof ValidationError) {
      return undefined;
    }
    throw error;
  }
}

function directives({ head, sections }: ConfFile): Category['variables'] {
  return [...head, ...sections.flatMap(({ items }) => items)].flatMap((item) =>
    item.kind === 'directive' ? [{ key: `#${item.name}`, value: item.target }] : [],
  );
}

/** The lines in which two sections differ. */
function lines(file: string, one: Part, other: Part): readonly Difference[] {
  const { name: section, type } = other;
  const keys = [...new Set([...one.lines, ...other.lines].map(({ key }) => key))];
  const found = keys.flatMap((option): readonly Difference[] => {
    const [old, now] = [one, other].map((part) =>
      part.lines.filter(({ key }) => key === option).map(({ value }) => value),
    );
    const [gone, added] = [without(old, now), without(now, old)];
    if (gone.length <= 1 && added.length <= 1 && gone.length + added.length > 0) {
      return [{ option, before: gone[0], after: added[0] }];
    }
    return [...gone.map((before) => ({ option, before })), ...added.map((after) => ({ option, after }))];
  });
  const [before, after] = [one, other].map((part) => JSON.stringify(part.lines.map(({ key, value }) => [key, value])));
  const reordered = found.length === 0 && before !== after;
  return (reordered ? [{ option: 'the order of lines' }] : found).map((difference: Difference) => ({
    section,
    type,
    ...difference,
    ...shownValues(file, difference),
  }));
}

/** What of a list is not in another one, each as often as it is missing there. */
function without(list: readonly string[] = [], other: readonly string[] = []): readonly string[] {
  const rest = [...other];
  return list.filter((value) => {
    const at = rest.indexOf(value);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The values, except for a password that stands there itself. */
function shownValues(file: string, { option = '', before, after }: Difference) {
  const mailbox = file === 'voicemail.conf' && /^\d+$/.test(option);
  const secret = mailbox || /password|secret|md5_cred|passwd/i.test(option);
  const shown = (value: string | undefined) => (secret && value?.includes('«secret:') === false ? '***' : value);
  return { before: shown(before), after: shown(after) };
}
