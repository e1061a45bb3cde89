import { Elf } from './elf';

/** What a compiled module says of itself. */
export interface ModuleBinary {
  /** The modules that must be loaded before it. */
  readonly requires: readonly string[];
  /** The modules that it uses when they are there. */
  readonly optional: readonly string[];
  /** The modules that it adds to. */
  readonly enhances: readonly string[];
  /** Modules with a lower number are loaded first. */
  readonly priority: number;
  readonly supportLevel: SupportLevel;
  /** The whole strings in it. */
  readonly strings: ReadonlySet<string>;
  /** What it calls of Asterisk and of libraries. */
  readonly imports: ReadonlySet<string>;
  /** What other modules may call of it. */
  readonly exports: ReadonlySet<string>;
}

/** How a module is supported; `unspecified` where it does not say. Source: `enum ast_module_support_level`. */
export type SupportLevel = 'unspecified' | 'core' | 'extended' | 'deprecated';

const LEVELS: readonly SupportLevel[] = ['unspecified', 'core', 'extended', 'deprecated'];

/** Where Asterisk's `struct ast_module_info` names the module's licence, which every module must agree to. */
const KEY = 'This paragraph is copyright (c)';

/** Bytes of the text that tells two builds apart, its end included. Source: `char buildopt_sum[33]` of the struct. */
const BUILD_SUM = 33;

/**
 * Reads a module as Asterisk's loader would, without running it.
 *
 * Its `struct ast_module_info` (`include/asterisk/module.h`) holds, in order: pointers to the name, the description and the key, a number,
 * the sum of the build, the priority, and pointers to the lists of what it requires, may use and enhances, of which each may be absent.
 *
 * @throws Error when the bytes are no module
 */
export function readModule(bytes: Buffer): ModuleBinary {
  const elf = new Elf(bytes);
  const key = elf.pointers().find((at) => elf.textAt(elf.pointerAt(at))?.startsWith(KEY) ?? false);
  if (key === undefined) {
    throw new Error('is no module of Asterisk');
  }
  const word = elf.wordSize;
  const priority = key + word + 4 + BUILD_SUM;
  const lists = Math.ceil((priority + 1) / word) * word;
  const list = (index: number): string[] => {
    const address = elf.pointerAt(lists + index * word);
    const text = address === 0 ? '' : (elf.textAt(address) ?? '');
    return text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  };
  // Four reserved pointers stand between the lists and the level.
  const level = elf.intAt(lists + 7 * word);
  return {
    requires: list(0),
    optional: list(1),
    enhances: list(2),
    priority: elf.byteAt(priority),
    supportLevel: LEVELS[level] ?? 'unspecified',
    strings: elf.strings(),
    imports: elf.imports(),
    exports: elf.exports(),
  };
}

/** Whether a text is among these strings, be it as the end of a longer one, whose end the linker lets both share. */
export function holdsText(strings: ReadonlySet<string>, text: string): boolean {
  return strings.has(text) || [...strings].some((each) => each.endsWith(text));
}
