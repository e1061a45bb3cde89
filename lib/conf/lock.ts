import { ValidationError, type Scoped } from './validation-error';

/** Shared by everything of one configuration: who it belongs to, and whether it may still change. */
export class Lock {
  private reason: string | undefined;

  constructor(
    /** The construct that errors name. */
    readonly owner?: Scoped,
  ) {}

  /** From now on a change is an error, for this reason. */
  close(reason: string): void {
    this.reason ??= reason;
  }

  /** @throws ValidationError `ConfigClosed` */
  check(change: string): void {
    if (this.reason !== undefined) {
      throw new ValidationError('ConfigClosed', `cannot ${change}, ${this.reason}: do it before`, this.owner);
    }
  }
}
