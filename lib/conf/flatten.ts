import { trim } from './dialect';
import type { Assignment, ConfFile, Position, Section } from './nodes';
import { shown, ValidationError } from './validation-error';

/** A section as Asterisk holds it once a file is loaded: nothing left to inherit, append or join. */
export interface Category {
  readonly name: string;
  readonly template: boolean;
  readonly variables: readonly Variable[];
  /** Where its first header stands, when the file was read. */
  readonly position?: Position;
}

/** A key and its value; `=` and `=>` look alike. */
export interface Variable {
  readonly key: string;
  readonly value: string;
  /** Where it is written, when the file was read: a template's line in each of its children. */
  readonly position?: Position;
}

/**
 * What Asterisk makes of a file: parents' lines copied into their children, `(+)` joined, `+=` appended.
 *
 * Includes are not followed.
 *
 * @param onMissing what is done where Asterisk would refuse the file, as a parent or a section to join is missing; by default
 *   it is thrown
 * @throws ValidationError `ConfReference`
 */
export function flatten(file: ConfFile, onMissing: (error: ValidationError) => void = fail): readonly Category[] {
  const categories: MutableCategory[] = [];
  // As Asterisk does, the first section of a name is the one that is meant, whatever its case.
  const find = (name: string, section: Section, candidates: readonly MutableCategory[] = categories) => {
    const found = candidates.find((category) => same(category.name, name));
    if (found === undefined) {
      const message = `[${section.name}] refers to ${shown(name)}, which no section above it is called${section.append ? ' that is no template' : ''}: move or name it`;
      onMissing(
        new ValidationError('ConfReference', message, {
          file: file.name,
          ...(section.position ?? { line: 1, column: 1 }),
        }),
      );
    }
    return found;
  };

  for (const section of file.sections) {
    // A template can be inherited from, and cannot be joined.
    const joinable = () => categories.filter(({ template }) => !template);
    const joined = section.append ? find(section.name, section, joinable()) : undefined;
    const category = joined ?? {
      name: section.name,
      template: section.template,
      variables: [],
      ...(section.position === undefined ? {} : { position: section.position }),
    };
    for (const parent of section.inherits) {
      category.variables.push(...(find(parent, section)?.variables ?? []).map((variable) => ({ ...variable })));
    }
    for (const item of section.items) {
      if (item.kind === 'assignment') {
        assign(category.variables, item);
      }
    }
    if (joined === undefined) {
      categories.push(category);
    }
  }
  return categories;
}

interface MutableCategory extends Category {
  readonly variables: MutableVariable[];
}

type MutableVariable = { -readonly [Key in keyof Variable]: Variable[Key] };

function assign(variables: MutableVariable[], { key, operator, value, position }: Assignment): void {
  const last = operator === '+=' ? variables.findLast((variable) => variable.key === key) : undefined;
  if (last === undefined) {
    variables.push({ key, value: trim(value), ...(position === undefined ? {} : { position }) });
    return;
  }
  // Asterisk appends to the value of the last one, and puts the result where it first finds that key with that value,
  // whatever their case, or with any value when that one is empty.
  const meant = variables.find((each) => same(each.key, key) && (last.value === '' || same(each.value, last.value)));
  Object.assign(meant ?? last, { key, value: trim(last.value + value) });
}

function fail(error: ValidationError): never {
  throw error;
}

/** Equal but for the case of the letters A to Z. */
function same(a: string, b: string): boolean {
  const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return lower(a) === lower(b);
}
