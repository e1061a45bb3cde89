import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textTable } from '../../../bench/text-table';
import { REPORT_DIRECTORY, type ScenarioResult } from './call-report';

/** After the last test: one table of all scenarios, printed and written. */
export default function teardown(): void {
  const directory = process.env[REPORT_DIRECTORY];
  if (directory === undefined) {
    return;
  }
  const results = readdirSync(directory)
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as ScenarioResult)
    .sort((a, b) => compare(a, b));
  rmSync(directory, { recursive: true });
  if (results.length > 0) {
    writeFileSync(join(__dirname, '../report.json'), `${JSON.stringify(results, null, 2)}\n`);
    process.stderr.write(`\n${table(results)}\n`);
  }
}

function compare(a: ScenarioResult, b: ScenarioResult): number {
  return (
    a.scenario.localeCompare(b.scenario, 'en', { numeric: true }) ||
    a.version.localeCompare(b.version, 'en', { numeric: true }) ||
    a.family.localeCompare(b.family)
  );
}

function table(results: readonly ScenarioResult[]): string {
  return textTable([
    ['scenario', 'Asterisk', 'family', 'calls', 'audio', ''],
    ...results.map(({ scenario, version, family, calls, media, passed }) => [
      scenario,
      version,
      family,
      String(calls),
      media,
      passed ? '' : 'FAILED',
    ]),
  ]);
}
