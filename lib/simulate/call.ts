/** What becomes of a call to a phone or through a trunk. */
export type DeviceOutcome = 'answered' | 'busy' | 'no answer' | 'congestion' | 'unavailable';

/** Every outcome of a call to a device. */
export const DEVICE_OUTCOMES: readonly DeviceOutcome[] = ['answered', 'busy', 'no answer', 'congestion', 'unavailable'];

/** A call that comes to Asterisk, and what is known of the world that it comes into. */
export interface Call {
  /** The context that it arrives in. */
  readonly context: string;

  /** The number that is dialled. */
  readonly to: string;

  /**
   * The endpoint that it comes from, as channels are named after it.
   *
   * @default - none
   */
  readonly from?: string;

  /**
   * The caller's number.
   *
   * @default - withheld
   */
  readonly callerId?: string;

  /**
   * The caller's name.
   *
   * @default - none
   */
  readonly callerName?: string;

  /**
   * When it is made.
   *
   * @default - not known: what hangs on the time goes both ways
   */
  readonly at?: Date;

  /**
   * The time zone of the machine, such as `Europe/London`.
   *
   * @default - that of this process
   */
  readonly zone?: string;

  /**
   * What becomes of each call to a phone or trunk, by its name; of a list, one each time it is called, the last one from then on.
   *
   * @default - all answer
   */
  readonly outcomes?: Readonly<Record<string, DeviceOutcome | readonly DeviceOutcome[]>>;

  /**
   * What only a running Asterisk knows, by what would tell it: `DB(family/key)`, `DEVICE_STATE(PJSIP/hall)`, `CURL(https://…)`, a variable, or `switch Realtime/house@extensions knows 201`.
   *
   * @default - not known: a condition goes both ways, and the route ends where such a value names a place or a phone
   */
  readonly values?: Readonly<Record<string, string>>;

  /**
   * Headers of the SIP request, by name.
   *
   * @default - `To` with the number that is dialled, and no other
   */
  readonly headers?: Readonly<Record<string, string>>;

  /**
   * What the caller types at each prompt that waits for it, in order.
   *
   * @default - nothing
   */
  readonly digits?: readonly string[];

  /**
   * Who ends a conversation.
   *
   * @default 'callee'
   */
  readonly hangsUp?: 'caller' | 'callee';
}
