// Synthesizes every app of this directory into one output.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

for (const name of readdirSync(__dirname).sort()) {
  const main = join(__dirname, name, 'main.ts');
  if (existsSync(main)) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- each app is a program of its own
    require(main);
  }
}
