// Makes imports/emergency.json from the short numbers of google-libphonenumber; see imports/README.md.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface ShortNumberInfo {
  getSupportedRegions(): string[];
  isEmergencyNumber(digits: string, region: string): boolean;
}

const folder = process.argv[2];
if (folder === undefined) {
  throw new Error('usage: node -r tsx/cjs imports/make-emergency.ts FOLDER_WITH_NODE_MODULES');
}
const { ShortNumberInfo } = createRequire(join(folder, 'package.json'))('google-libphonenumber') as {
  ShortNumberInfo: { getInstance(): ShortNumberInfo };
};
const info = ShortNumberInfo.getInstance();

const lines = info
  .getSupportedRegions()
  .filter((region) => /^[A-Z]{2}$/.test(region))
  .sort()
  .map((region) => {
    const numbers: string[] = [];
    for (let length = 2; length <= 6; length += 1) {
      for (let number = 0; number < 10 ** length; number += 1) {
        const digits = String(number).padStart(length, '0');
        if (info.isEmergencyNumber(digits, region)) {
          numbers.push(digits);
        }
      }
    }
    return `  ${JSON.stringify(region)}: ${JSON.stringify(numbers)}`;
  });
writeFileSync(join(__dirname, 'emergency.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} countries`);
