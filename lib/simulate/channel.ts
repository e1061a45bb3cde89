import type { Unknown } from '../dialplan/expression/scope';
import { CallerId } from './functions/caller-id';

/** A value of a variable, or what it hangs on. */
export type Value = string | Unknown;

/** Where a channel is in the dialplan. */
export interface Place {
  readonly context: string;
  readonly extension: string;
  readonly priority: number;
}

/** What `Gosub` keeps for `Return`. */
export interface Frame {
  readonly returnTo: Place;
  /** The variables of the frame, and what they hid. */
  readonly hidden: Map<string, Variable | undefined>;
}

interface Variable {
  readonly value: Value;
  /** How many generations of channels it is handed on to. */
  readonly generations: 0 | 1 | 'all';
}

/** A channel of a call: where it is, and what it knows. */
export class Channel {
  context = '';
  extension = '';
  priority = 1;
  answered = false;
  /** Why it ends, as Q.850 numbers it. */
  cause = 0;
  /** What it was told instead of being answered. */
  indicated?: 'busy' | 'congestion';
  /** Whether it is gone: nothing but `h` runs. */
  hungUp = false;
  /** Seconds since it began. */
  elapsed = 0;
  /** When the caller gives up, in the same seconds. */
  deadline = Infinity;
  readonly caller = new CallerId();
  readonly frames: Frame[] = [];
  /** Subroutines that it goes through once it is over, the last one first. */
  readonly handlers: string[] = [];
  /** The loops that run in each extension, by the priorities where they begin. */
  readonly loops = new Map<string, number[]>();
  /** What may have changed any variable. */
  changedBy?: string;
  private readonly variables = new Map<string, Variable>();

  constructor(
    /** 0 is the caller's. */
    readonly leg: number,
    readonly name: string,
  ) {}

  get place(): Place {
    return { context: this.context, extension: this.extension, priority: this.priority };
  }

  /** Goes on there once the step that runs is over. */
  jump({ context, extension, priority }: Place): void {
    this.context = context;
    this.extension = extension;
    this.priority = priority - 1;
  }

  wait(seconds: number): void {
    this.elapsed += seconds;
    if (this.elapsed > this.deadline) {
      this.elapsed = this.deadline;
      this.hungUp = true;
    }
  }

  get(name: string): Value | undefined {
    return this.variables.get(name)?.value;
  }

  /** Sets a variable; `_` before its name hands it on to the channels that this one makes, `__` to all that come of it. */
  set(written: string, value: Value): void {
    const [, marks = '', name = ''] = /^(_{0,2})(.*)$/s.exec(written) ?? [];
    const generations = marks === '' ? 0 : marks === '_' ? 1 : 'all';
    this.variables.delete(name);
    this.variables.set(name, { value, generations });
  }

  delete(name: string): void {
    this.variables.delete(name);
  }

  /** The names of its variables, in the order in which they were set. */
  get names(): readonly string[] {
    return [...this.variables.keys()];
  }

  /** Sets a variable until the subroutine that runs is over; where none runs, not at all. */
  setLocal(name: string, value: Value): void {
    const hidden = this.frames.at(-1)?.hidden;
    if (hidden === undefined) {
      return;
    }
    if (!hidden.has(name)) {
      hidden.set(name, this.variables.get(name));
    }
    this.set(name, value);
  }

  /** Leaves the subroutine that runs. */
  popFrame(): Frame | undefined {
    const frame = this.frames.pop();
    for (const [name, variable] of frame?.hidden ?? []) {
      if (variable === undefined) this.variables.delete(name);
      else this.variables.set(name, variable);
    }
    return frame;
  }

  /** Hands on all that it has, as one end of a Local channel does to the other. */
  copyVariables(other: Channel): void {
    for (const [name, variable] of this.variables) {
      other.variables.set(name, variable);
    }
  }

  /** Hands on what it has for a channel that it makes. */
  inheritTo(other: Channel): void {
    for (const [name, { value, generations }] of this.variables) {
      if (generations !== 0) {
        other.set(`${generations === 'all' ? '__' : ''}${name}`, value);
      }
    }
  }
}
