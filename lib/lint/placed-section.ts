import { YES } from '../conf/dialect';
import { flatten, type Category } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';
import type { SourceLocation } from '../conf/validation-error';

/** A key of a section, at its place. */
export interface PlacedOption {
  readonly key: string;
  readonly value: string;
  readonly at: SourceLocation;
}

/** A section as Asterisk holds it once its file is loaded. */
export class PlacedSection {
  constructor(
    readonly name: string,
    readonly options: readonly PlacedOption[],
    readonly at: SourceLocation,
  ) {}

  /** What kind of object it is, in `pjsip.conf`. */
  get type(): string {
    return this.value('type') ?? '';
  }

  /** The last value of a key. */
  value(key: string): string | undefined {
    return this.option(key)?.value;
  }

  option(key: string): PlacedOption | undefined {
    return this.options.findLast((each) => each.key === key);
  }

  /** The words of a list, each with its option, such as `aors=a,b`. */
  list(key: string): readonly (PlacedOption & { readonly word: string })[] {
    return this.options
      .filter((each) => each.key === key)
      .flatMap((each) => each.value.split(',').map((word) => ({ ...each, word: word.trim() })))
      .filter(({ word }) => word !== '');
  }

  /** Whether a value is one of those that Asterisk takes for yes. */
  isOn(key: string): boolean {
    return YES.test(this.value(key) ?? '');
  }
}

/** The sections of a file that are no templates; a parent that is missing is left out. */
export function sectionsIn(file: ConfFile): readonly PlacedSection[] {
  return placed(
    file,
    flatten(file, () => undefined).filter(({ template }) => !template),
  );
}

/** What a file holds, each with its place in it. */
export function placed(file: ConfFile, categories: readonly Category[]): readonly PlacedSection[] {
  const locate = (position: object | undefined): SourceLocation => ({
    file: file.name,
    line: 1,
    column: 1,
    ...position,
  });
  return categories.map(({ name, variables, position }) => {
    const options = variables.map((each) => ({ key: each.key, value: each.value, at: locate(each.position) }));
    return new PlacedSection(name, options, locate(position));
  });
}
