import { Answer, Dial, Goto, Hangup, Playback } from './application';
import type { HangupCause } from './hangup-cause';
import { ringSeconds, type TimeSpan } from './ring-time';
import type { Step } from './step';

/** What happens to a call that nobody took. */
export class Fallback {
  /** The caller hears what became of it: busy, no answer, unavailable. */
  static readonly NONE = new Fallback('', [], []);

  /** The call ends for this reason. */
  static hangup(cause: HangupCause): Fallback {
    return new Fallback('hang up', [], [Hangup(cause)]);
  }

  /** The call is answered, and a sound is played, such as `vm-nobodyavail`. */
  static play(sound: string): Fallback {
    return new Fallback(`play ${sound}`, [], [Answer(), Playback(sound), Hangup()]);
  }

  /**
   * Other phones ring; they are of the same configuration.
   *
   * @throws ValidationError `RingTime`
   */
  static ring(phones: readonly { readonly name: string }[], time?: TimeSpan): Fallback {
    const timeout = ringSeconds(time, 'the time of Fallback.ring');
    const names = phones.map((phone) => phone.name);
    return new Fallback(`ring ${names.join(', ')}`, names, [Dial(devices(names), timeout), ...unanswered()]);
  }

  private constructor(
    /** What it does, for people; empty for nothing of its own. */
    readonly description: string,
    /** The names of the phones that ring. */
    readonly rings: readonly string[],
    private readonly own: readonly Step[],
  ) {}

  /** What is done once the phones were tried. */
  get steps(): readonly Step[] {
    return this.own.length > 0 ? this.own : unanswered();
  }
}

/** The devices of phones by name. */
export function devices(names: readonly string[]): string[] {
  return names.map((name) => `PJSIP/${name}`);
}

/** The context that ends a call no phone took. */
export const UNANSWERED = 'unanswered';

/** Ends a call that no phone took, as the outcome of `Dial` demands. */
export function unanswered(): Step[] {
  return [Goto(UNANSWERED, '${DIALSTATUS}', 1)];
}
