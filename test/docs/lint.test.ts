import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../lib/lint/rules';

const page = readFileSync(join(__dirname, '../../docs/lint.md'), 'utf8');
const rows = [...page.matchAll(/^\| \[`(\S+)`\]\((\S+)\)\s*\| (\w+)\s*\| (.*?)\s*\|$/gm)];

test('docs/lint.md lists every rule in the order of the registry, with its severity and what it finds', () => {
  expect(rows.map(([, id, , severity, summary]) => ({ id, severity, summary }))).toEqual(
    rules.map(({ id, severity, summary }) => ({ id, severity, summary })),
  );
});

test('and links to its page', () => {
  const broken = rows.filter(([, , link = '']) => !existsSync(join(__dirname, '../../docs', link)));
  expect(broken.map(([, id]) => id)).toEqual([]);
});
