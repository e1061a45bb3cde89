import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!control|-)/.test(line));
const named = rows.map((row) => [row.split('|')[1]?.trim() ?? '', /`(test\/[^`]+)` "(.*)"/.exec(row)] as const);

test('every control names a test', () => {
  expect(named.filter(([, found]) => found === null).map(([control]) => control)).toEqual([]);
  expect(named.length).toBeGreaterThan(25);
});

test.each(named)('%s: the test is there', (_, found) => {
  const [, file = '', title = ''] = found ?? [];
  expect(readFileSync(join(root, file), 'utf8')).toContain(`('${title}'`);
});
