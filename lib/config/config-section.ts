import { assignment, section, type Assignment, type Operator, type Section } from '../conf/nodes';
import { printAssignment } from '../conf/print-assignment';
import { ValidationError } from '../conf/validation-error';
import type { Lock } from '../conf/lock';
import { optionName, optionText, type Options, type OptionValue } from './options';

/** A section of a file of Asterisk's configuration, open to change until the configuration is rendered. */
export class ConfigSection {
  private lines: Assignment[] = [];

  /** @internal */
  constructor(
    readonly file: string,
    readonly name: string,
    private readonly lock: Lock,
  ) {}

  /**
   * Gives options these values, in place of those they had; `undefined` takes an option out.
   *
   * @throws ValidationError `ConfValue` for what Asterisk's dialect cannot carry
   */
  set(options: Options): this {
    for (const [name, value] of Object.entries(options)) {
      const key = optionName(name);
      const index = this.lines.findIndex((line) => line.key === key);
      const others = this.lines.filter((line) => line.key !== key);
      if (value === undefined) {
        this.change(`take ${key} out`, others);
      } else {
        const line = this.line(key, value, '=');
        this.change(
          `set ${key}`,
          index < 0
            ? [...others, line]
            : this.lines.with(index, line).filter((each) => each === line || each.key !== key),
        );
      }
    }
    return this;
  }

  /** Adds one more line, also where the key stands already: `exten`, `match` and others may repeat. */
  add(key: string, value: OptionValue, operator: Operator = '='): this {
    this.change(`add ${key}`, [...this.lines, this.line(optionName(key), value, operator)]);
    return this;
  }

  /** The value of an option, the last where it repeats. */
  get(name: string): string | undefined {
    return this.lines.findLast((line) => line.key === optionName(name))?.value;
  }

  /** The lines as nodes of the file. */
  toNode(): Section {
    return section(this.name, [...this.lines]);
  }

  private change(what: string, lines: Assignment[]): void {
    this.lock.check(`${what} in [${this.name}] of ${this.file}`);
    this.lines = lines;
  }

  private line(key: string, value: OptionValue, operator: Operator): Assignment {
    const line = assignment(key, optionText(value), operator);
    printAssignment(line, this.name, (message) => {
      throw new ValidationError('ConfValue', `${this.file}: ${message}`, this.lock.owner);
    });
    return line;
  }
}
