import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AsteriskVersion } from '../../lib/catalog/version';
import { lint } from '../../lib/lint/lint';
import { rootFileSystemOf } from '../../lib/testing/real-asterisk/root-file-system';
import { describeEveryAsterisk } from './support/asterisk';

const PAGE = readFileSync(join(__dirname, '../../docs/lint.md'), 'utf8').split('## Stock samples')[1] ?? '';

/** What docs/lint.md says of the samples of a version: `file rule`. */
function explained({ major }: AsteriskVersion): readonly string[] {
  const rows = [...PAGE.matchAll(/^\| `(\S+)`\s*\| (both|\d+)\s*\| `(\S+)`\s*\| .+\|$/gm)];
  return rows
    .filter(([, , versions]) => versions === 'both' || Number(versions) === major)
    .map(([, file, , rule]) => `${file ?? ''} ${rule ?? ''}`)
    .sort();
}

describeEveryAsterisk((provider) => {
  test('nothing is found in the stock samples but what docs/lint.md explains', () => {
    const directory = join(rootFileSystemOf(provider.version), 'etc/asterisk');
    expect(existsSync(directory)).toBe(true);
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.conf'),
    );
    expect(names.length).toBeGreaterThan(80);
    const texts = new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
    const { findings } = lint({ texts, version: provider.version });
    const serious = findings.filter(({ severity }) => severity !== 'info').map(({ file, rule }) => `${file} ${rule}`);
    expect([...new Set(serious)].sort()).toEqual(explained(provider.version));
  });
});
