import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AsteriskVersion } from '../../lib/catalog/version';
import { alertsOf } from '../../lib/pbx/alerts';
import { reloadableFiles, reloadCommand, RESTART_TYPES } from '../../lib/config/reload-table';

const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');

test('the table of docs/operations.md is that of the library', () => {
  const said = [...page.matchAll(/^\| `([\w.]+\.conf)` +\| (?:`([\w.]+)`|-) +\| (?:`([\w.]+)`|-) +\|$/gm)].map((row) =>
    row.slice(1).map((cell: string | undefined) => cell),
  );
  const files = [...new Set(AsteriskVersion.ALL.flatMap((version) => reloadableFiles(version)))].sort();
  const known = files.map((file) => [
    file,
    ...AsteriskVersion.ALL.map((version) => reloadCommand(file, version)?.replace('module reload ', '')),
  ]);
  expect(said).toEqual(known);
});

test.each(RESTART_TYPES)('it names type=%s', (type) => {
  expect(page).toContain(`\`type=${type}\``);
});

test('it says of each alert where to look', () => {
  const alerts = alertsOf({
    name: 'asterisk',
    matchers: '',
    phones: ['hall'],
    registrations: [{ trunk: 'carrier', username: '' }],
    callLimit: 1,
  });
  const said = [...page.matchAll(/^\| `(Asterisk\w+)` /gm)].map(([, name]) => name);
  expect(said).toEqual(alerts.map(({ alert }) => alert));
});
