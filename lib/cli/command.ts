import type { ParseArgsConfig } from 'node:util';

/** Where a command writes; tests give their own. */
export interface CliIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** How a command ended: nothing found, something found, or not usable as it was called. */
export const ExitCode = { clean: 0, findings: 1, misuse: 2 } as const;

/** One of the numbers of `ExitCode`. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The value of each option that was given. */
export type CliOptions = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** A command of `cdk8s-asterisk`. */
export interface Command {
  /** What follows the command's name, as `--help` shows it. */
  readonly usage: string;

  /** One line that says what it does. */
  readonly summary: string;

  /** One line per option, as `--help` shows them. */
  readonly help: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  run(positionals: readonly string[], options: CliOptions, io: CliIo): Promise<ExitCode>;
}

/** The command line cannot be understood; its message says what is allowed. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
}
