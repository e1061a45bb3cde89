import { assignment, section, type Assignment, type Operator, type Section } from '../conf/nodes';
import { printAssignment } from '../conf/print-assignment';
import { ValidationError } from '../conf/validation-error';
import type { Lock } from '../conf/lock';
import type { FileSchema } from './file-schema';
import { optionName, optionText, type Options, type OptionValue } from './options';

/**
 * A section of a file of Asterisk's configuration, open to change until the configuration is rendered.
 *
 * `O` are the options that Asterisk knows for it, as its catalog tells; where it tells nothing, any option may be set.
 */
export class ConfigSection<O extends object = Options> {
  private lines: Assignment[] = [];

  /** @internal */
  constructor(
    readonly file: string,
    readonly name: string,
    private readonly lock: Lock,
    private readonly schema?: FileSchema,
  ) {}

  /**
   * Gives options these values, in place of those they had; `undefined` takes an option out.
   *
   * An array is written as Asterisk reads it: with commas, or in several lines where an option may repeat.
   *
   * @throws ValidationError `ConfValue` for what Asterisk's dialect cannot carry; `UnknownOption`, `OptionVersion` and `OptionValue` for
   *   what this version of Asterisk does not read
   */
  set(options: O): this {
    const { type: stated = this.get('type') } = options as Options;
    const type = stated === undefined ? undefined : optionText(stated);
    for (const [name, value] of Object.entries(options as Options)) {
      const key = this.keyOf(name, type);
      const index = this.lines.findIndex((line) => line.key === key);
      if (value === undefined) {
        this.change(
          `take ${key} out`,
          this.lines.filter((line) => line.key !== key),
        );
        continue;
      }
      const lines = this.linesOf(key, value, '=', type);
      const before = this.lines.slice(0, index < 0 ? undefined : index);
      const after = index < 0 ? [] : this.lines.slice(index).filter((line) => line.key !== key);
      this.change(`set ${key}`, [...before, ...lines, ...after]);
    }
    return this;
  }

  /**
   * Adds one more line, also where the key stands already: `exten`, `match` and others may repeat.
   *
   * @throws ValidationError as `set` does
   */
  add(key: string, value: OptionValue, operator: Operator = '='): this {
    const type = this.get('type');
    this.change(`add ${key}`, [...this.lines, ...this.linesOf(this.keyOf(key, type), value, operator, type)]);
    return this;
  }

  /** The value of an option, the last where it repeats. */
  get(name: string): string | undefined {
    const wanted = optionName(name);
    return this.lines.findLast(({ key }) => key === wanted)?.value;
  }

  /** The lines as nodes of the file. */
  toNode(): Section {
    return section(this.name, [...this.lines]);
  }

  /** Asterisk's word for a name; a few of its own words have capitals. */
  private keyOf(name: string, type: string | undefined): string {
    const key = optionName(name);
    const own = key !== name && this.schema?.option({ name: this.name, type }, key) === undefined;
    return own && this.schema?.option({ name: this.name, type }, name) !== undefined ? name : key;
  }

  private change(what: string, lines: Assignment[]): void {
    this.lock.check(`${what} in [${this.name}] of ${this.file}`);
    this.lines = lines;
  }

  private linesOf(key: string, value: OptionValue, operator: Operator, type: string | undefined): Assignment[] {
    const place = { name: this.name, type };
    const option = this.schema?.option(place, key);
    // What Asterisk splits at commas stands in one line, also where it may stand in several.
    const repeats = typeof value === 'object' && option?.repeat === true && option.type !== 'list';
    return (repeats ? value : [value]).map((each) => {
      const line = assignment(key, optionText(each), operator);
      printAssignment(line, this.name, (message) => {
        throw new ValidationError('ConfValue', `${this.file}: ${message}`, this.lock.owner);
      });
      this.schema?.check(place, key, line.value);
      return line;
    });
  }
}
