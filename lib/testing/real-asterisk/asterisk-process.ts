import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** A command and its arguments. */
export type CommandLine = readonly [command: string, ...args: string[]];

/** A started Asterisk, and how to get at what is inside. */
export interface AsteriskProcess {
  /** The process outside; its end is the end of everything inside. */
  readonly child: ChildProcessWithoutNullStreams;

  /** The command line that runs this one beside Asterisk: same files, same network. */
  inside(command: CommandLine): CommandLine;

  /** Ends everything at once, and removes what was left. */
  kill(): Promise<void>;
}
