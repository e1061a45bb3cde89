import type { Rival } from '../dialplan/model/rivals';

/** What a call came to. */
export type RouteOutcome =
  /** A phone answered. */
  | 'ring'
  /** It went out, and was answered. */
  | 'trunk'
  /** Phones or trunks were called, and none took it. */
  | 'unanswered'
  | 'voicemail'
  | 'queue'
  | 'conference'
  | 'parking'
  | 'page'
  | 'transfer'
  /** An application outside the dialplan has it, such as Stasis or an AGI. */
  | 'application'
  /** It heard something, and nothing else. */
  | 'playback'
  /** It was answered, and nothing else. */
  | 'answered'
  /** It ended before anything was called or heard. */
  | 'reject'
  /** It hangs on what is not known. */
  | 'unknown';

/** One step that a call took. */
export interface RouteStep {
  readonly file: string;
  readonly line: number;
  readonly context: string;
  /** As it was dialled, or jumped to. */
  readonly extension: string;
  readonly priority: number;
  readonly application: string;
  /** As the application was given them; what is not known in them stands as it is written. */
  readonly arguments: string;
  /** Whose step it is: 0 is the caller's, others are of calls that it made, in order. */
  readonly leg: number;
}

/** An extension that a call came to, and why it was that one. */
export interface RouteMatch {
  readonly context: string;
  /** The number or pattern. */
  readonly extension: string;
  /** What was looked for. */
  readonly number: string;
  /** The contexts that were searched, in order; those in parentheses were left out. */
  readonly searched: readonly string[];
  /** What else matches, in the order of the search, and why it is not taken. */
  readonly rivals: readonly Rival[];
}

/** What happens to a call. Plain data. */
export interface CallRoute {
  readonly outcome: RouteOutcome;
  /** The phones that ring, in order, each once. */
  readonly rings: readonly string[];
  /** The phones that ring together, in order. */
  readonly attempts: readonly (readonly string[])[];
  /** The trunk that was tried last. */
  readonly trunk: string | null;
  /** The number that it was sent. */
  readonly number: string | null;
  /** Why the call ends that nobody answered, as Q.850 numbers it. */
  readonly cause: number | null;
  /** The sounds that are played, in order. */
  readonly played: readonly string[];
  /** The mailbox, queue, conference or such that it came to. */
  readonly target: string | null;
  readonly matched: readonly RouteMatch[];
  readonly steps: readonly RouteStep[];
  /** What the route hangs on that is not known, each once. */
  readonly unknowns: readonly string[];
  /** What is remarkable: an extension that is missing, a loop that does not end. */
  readonly notes: readonly string[];
  /** Where it hangs on what is not known: each way that it may go. What they have in common is above. */
  readonly branches?: readonly RouteBranch[];
}

/** One way that a call may go. */
export interface RouteBranch {
  /** What is assumed. */
  readonly when: Readonly<Record<string, string>>;
  readonly route: CallRoute;
}
