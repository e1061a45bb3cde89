import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';
import { killed } from '../../../lib/testing/network/network-namespace';

/** A program that runs until it is stopped. */
export interface Daemon {
  /** What it has said so far. */
  readonly said: () => string;
  stop(): Promise<void>;
}

/** Starts a program in a network namespace. It ends with this process, too. */
export function startDaemon(namespace: NetworkNamespace, command: readonly [string, ...string[]]): Daemon {
  const child = namespace.start(command);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return { said: () => said, stop: () => killed(child) };
}
