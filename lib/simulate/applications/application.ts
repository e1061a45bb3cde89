import type { Leg } from '../leg';

/**
 * How a step ends: the next one follows; the channel is over; or digits were typed, which are an extension.
 *
 * Source: `AST_PBX_*` (`include/asterisk/pbx.h`).
 */
export type StepResult = 'next' | 'end' | 'incomplete' | { readonly digits: string };

/** What an application does to the flow of a call. */
export interface Application {
  run(leg: Leg, args: string): StepResult;

  /**
   * What is done with arguments that are not wholly known: it runs with them as they are written; the route ends; or, where they are a
   * condition and branches, it goes both ways.
   *
   * @default 'run'
   */
  readonly ifUnknown?: 'stop' | 'decide';

  /**
   * A condition and branches that may be written otherwise, as `condition?yes:no`.
   *
   * @default - they are written so
   */
  normal?(written: string): string;

  /**
   * Runs with arguments that are not wholly known, as they are written.
   *
   * @default - as `ifUnknown` says
   */
  runWritten?(leg: Leg, written: string): StepResult;
}
