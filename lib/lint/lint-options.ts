import type { Severity } from './finding';

/** What a user says of the checks: the content of `.asterisk-lint.json`. */
export interface LintOptions {
  /**
   * The severity of a rule, or `off`, by its id.
   *
   * @default - each rule's own
   */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;

  /**
   * Kinds of expensive numbers that phones may call.
   *
   * @default []
   */
  readonly open?: readonly ExpensiveNumbers[];

  /**
   * The country whose numbering plan tells which numbers are expensive, by its ISO 3166 code, such as `GB`.
   *
   * @default - none, so that only what begins like an international number is known
   */
  readonly country?: string;

  /**
   * Contexts in which calls from outside begin, besides those that the endpoints tell.
   *
   * @default []
   */
  readonly inbound?: readonly string[];

  /**
   * Endpoints that cost money to call through, besides those that the files tell.
   *
   * @default []
   */
  readonly trunks?: readonly string[];

  /**
   * Numbers that every phone must reach.
   *
   * @default - those of the country
   */
  readonly emergency?: readonly string[];
}

/** Numbers that are expensive to call. */
export type ExpensiveNumbers = 'international' | 'premium';
