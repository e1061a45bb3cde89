#!/usr/bin/env node
import { main } from './main';

const io = {
  stdout: (text: string) => process.stdout.write(text),
  stderr: (text: string) => process.stderr.write(text),
};
void main(process.argv.slice(2), io).then((code) => (process.exitCode = code));
