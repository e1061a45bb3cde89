import type { SourceLocation } from '../../conf/validation-error';
import type { DialplanProblem } from './problem';
import type { Timing } from './timing';

/** A dialplan as Asterisk holds it once it is loaded. Plain data. */
export interface DialplanModel {
  readonly settings: DialplanSettings;
  /** The variables of `[globals]`, in order. */
  readonly globals: readonly GlobalVariable[];
  /** By name, in the order of the file; the case of a name counts. */
  readonly contexts: ReadonlyMap<string, ModelContext>;
  /** What Asterisk complains of or ignores, in the order of the file. */
  readonly problems: readonly DialplanProblem[];
}

/** What `[general]` says. */
export interface DialplanSettings {
  /** Whether a call ends when an extension has no further step, and does not wait for digits. @default true */
  readonly autofallthrough: boolean;
  /** Whether Asterisk searches a tree of patterns, and not the list. @default false */
  readonly extenpatternmatchnew: boolean;
  /** Whether a reload forgets the global variables. @default false */
  readonly clearglobalvars: boolean;
  /** The context of extensions that `users.conf` makes. @default 'default' */
  readonly userscontext: string;
  /** A switch that is asked before each context. @default - none */
  readonly overrideswitch?: string;
}

/** A variable of `[globals]`. */
export interface GlobalVariable {
  readonly name: string;
  /** As it is written. */
  readonly written: string;
  /** What it is once loaded: the variables in it are those above it. */
  readonly value: string;
  readonly location: SourceLocation;
}

/** A context: what can be reached by whoever is in it. */
export interface ModelContext {
  readonly name: string;
  /** Where it begins; a context may be written in several places. */
  readonly locations: readonly [SourceLocation, ...SourceLocation[]];
  /** In the order in which Asterisk tries them. */
  readonly extensions: readonly ModelExtension[];
  /** In the order of the file, which is that of the search; they come after the extensions and the switches. */
  readonly includes: readonly ModelInclude[];
  /** In the order of the file; they come after the extensions. */
  readonly switches: readonly ModelSwitch[];
  readonly ignorePatterns: readonly IgnorePattern[];
}

/** A number or pattern, and what happens to a call of it. */
export interface ModelExtension {
  /** As it is written first, without spaces, and without what stands behind a `/`. */
  readonly pattern: string;
  /** The pattern that the caller's number must match; empty for calls without one. @default - any caller */
  readonly callerId?: string;
  readonly location: SourceLocation;
  /** Its place among the extensions of the context as they came to be, which a tree of patterns goes by. */
  readonly order: number;
  /** In the order of their priorities. */
  readonly steps: readonly ModelStep[];
  /** What tells the state of the extension to those who watch it. @default - none */
  readonly hint?: ModelStep;
}

/** One priority of an extension. */
export interface ModelStep {
  readonly priority: number;
  /** The name of the priority. @default - none */
  readonly label?: string;
  /** As it is written; Asterisk finds it in any case. */
  readonly application: string;
  /** What stands between the parentheses. */
  readonly arguments: string;
  readonly location: SourceLocation;
}

/** `include => context,time`. */
export interface ModelInclude {
  readonly context: string;
  /** When it holds. @default - always */
  readonly timing?: Timing;
  readonly location: SourceLocation;
}

/** `switch => kind/data`. */
export interface ModelSwitch {
  readonly kind: string;
  readonly data: string;
  /** `switch`, `lswitch` or `eswitch`; the last one has variables in it whenever it is asked. */
  readonly keyword: string;
  readonly location: SourceLocation;
}

/** `ignorepat => 9`: digits after which a phone that is dialled digit by digit keeps its tone. */
export interface IgnorePattern {
  readonly pattern: string;
  readonly location: SourceLocation;
}

/** The priority of a hint, as Asterisk numbers it. Source: `PRIORITY_HINT` (`include/asterisk/pbx.h`). */
export const HINT_PRIORITY = -1;
