import { assignment, comment, section, type BodyItem, type Section } from '../conf/nodes';
import { shown, ValidationError } from '../conf/validation-error';
import { Lock } from '../conf/lock';
import { checkExtension } from './extension';
import { stepText, type Step } from './step';

/** A number or pattern, and what happens to a call of it. */
export interface Extension {
  readonly pattern: string;
  readonly steps: readonly Step[];
  /** What stands above it in the file. */
  readonly note?: string;
}

/** A context of the dialplan: what can be dialled by whoever is in it. */
export class DialplanContext {
  private readonly list: Extension[] = [];
  private readonly included: string[] = [];

  constructor(
    readonly name: string,
    /** What stands above it in the file. */
    private readonly note?: string,
    private readonly lock = new Lock(),
  ) {
    if (!/^[A-Za-z0-9_-]{1,79}$/.test(name) || ['general', 'globals', 'default'].includes(name)) {
      const message = `the context ${shown(name)} is no name for a context, allowed are letters, digits, '-' and '_', and not general, globals or default: rename it`;
      throw new ValidationError('ContextName', message, lock.owner);
    }
  }

  get extensions(): readonly Extension[] {
    return [...this.list];
  }

  get includes(): readonly string[] {
    return [...this.included];
  }

  /**
   * What happens when this number, or one that matches this pattern, is dialled.
   *
   * @throws ValidationError `ExtensionPattern`, `DuplicateExtension`, `ExtensionSteps`
   */
  extension(pattern: string, steps: readonly Step[], note?: string): this {
    this.lock.check(`add the extension ${shown(pattern)} to '${this.name}'`);
    checkExtension(pattern, this.lock.owner);
    if (this.list.some((extension) => extension.pattern === pattern)) {
      const message = `the context '${this.name}' has the extension ${shown(pattern)} already: give it another number, or put all its steps in one place`;
      throw new ValidationError('DuplicateExtension', message, this.lock.owner);
    }
    if (steps.length === 0) {
      throw new ValidationError(
        'ExtensionSteps',
        `the extension ${shown(pattern)} of '${this.name}' does nothing: give it steps`,
        this.lock.owner,
      );
    }
    this.list.push({ pattern, steps: [...steps], note });
    return this;
  }

  /** Whatever can be dialled in another context can be dialled here; this context and earlier includes come first. */
  include(name: string): this {
    this.lock.check(`include '${name}' in '${this.name}'`);
    if (!this.included.includes(name)) {
      this.included.push(name);
    }
    return this;
  }

  /** Takes over the extensions and includes of a context of the same name. */
  addAll(other: DialplanContext): void {
    for (const { pattern, steps, note } of other.extensions) {
      this.extension(pattern, steps, note);
    }
    other.includes.forEach((name) => this.include(name));
  }

  /** The context as a section of `extensions.conf`. */
  toNode(): Section {
    const items: BodyItem[] = this.note === undefined ? [] : [comment(this.note)];
    for (const extension of this.list) {
      if (extension.note !== undefined) {
        items.push(comment(extension.note));
      }
      for (const [index, step] of extension.steps.entries()) {
        const priority = step.label === undefined ? 'n' : `n(${step.label})`;
        items.push(
          index === 0
            ? assignment('exten', `${extension.pattern},${priority.replace('n', '1')},${stepText(step)}`, '=>')
            : assignment('same', `${priority},${stepText(step)}`, '=>'),
        );
      }
    }
    return section(this.name, [...items, ...this.included.map((name) => assignment('include', name, '=>'))]);
  }
}
