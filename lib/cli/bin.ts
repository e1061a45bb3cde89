#!/usr/bin/env node
import { constants } from 'node:os';
import { main } from './main';

const io = {
  stdout: (text: string) => process.stdout.write(text),
  stderr: (text: string) => process.stderr.write(text),
};
void main(process.argv.slice(2), io).then((code) => (process.exitCode = code));

// What was started ends with this process, and what it wrote goes: but only when it ends by its own will.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
