// Makes imports/tones.json from the stock indications.conf of the Asterisk versions named on the command line; see imports/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flatten } from '../lib/conf/flatten';
import { parse } from '../lib/conf/parse';

const countries = new Map<string, Record<string, string>>();

for (const path of process.argv.slice(2)) {
  for (const { name, variables } of flatten(parse(readFileSync(path, 'utf8'), path).file)) {
    if (name === 'general') {
      continue;
    }
    const tones = Object.fromEntries(variables.map(({ key, value }) => [key, value]));
    const earlier = countries.get(name);
    if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(tones)) {
      throw new Error(`${path}: [${name}] differs between the versions: decide which is right`);
    }
    countries.set(name, tones);
  }
}
if (countries.size === 0) {
  throw new Error('usage: node -r tsx/cjs imports/make-tones.ts INDICATIONS_CONF…');
}
const sorted = Object.fromEntries([...countries].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(__dirname, 'tones.json'), `${JSON.stringify(sorted, null, 2)}\n`);
console.log(`${countries.size} countries`);
