import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../lib/lint/lint';
import type { LintOptions } from '../../lib/lint/lint-options';
import { rules } from '../../lib/lint/rules';
import { fixturesIn, versionOf } from './fixture';

const RULES = join(__dirname, '../../lib/lint/rules');
const FIXTURES = join(__dirname, 'rules');
const ids = rules.map(({ id }) => id);

const namesIn = (directory: string, ending: string) =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

test('each rule has a file, a page and fixtures, and nothing else has', () => {
  const known = [...ids].sort();
  expect(new Set(ids).size).toBe(ids.length);
  expect(namesIn(RULES, '.md')).toEqual(known);
  expect(namesIn(FIXTURES, '.txt')).toEqual(known);
  // What is said of comments is no check of a configuration, and stands in the registry.
  expect(namesIn(RULES, '.ts')).toEqual([...known.filter((id) => id !== 'lint-ignore'), 'index'].sort());
});

describe.each(ids)('%s', (id) => {
  const fixtures = fixturesIn(readFileSync(join(FIXTURES, `${id}.txt`), 'utf8'), id);

  test('finds at least five seeded faults, and nothing else', () => {
    const places = fixtures.map(({ input }) => {
      const found = lint(input).findings.filter(({ rule }) => rule === id);
      return [...new Set(found.map(({ file, line }) => `${file}:${line}`))].sort();
    });
    expect(places).toEqual(fixtures.map(({ expected }) => [...expected].sort()));
    expect(fixtures.flatMap(({ expected }) => expected).length).toBeGreaterThanOrEqual(5);
  });

  describe('its page', () => {
    const page = readFileSync(join(RULES, `${id}.md`), 'utf8');
    const part = (title: string) => page.split(/^## /m).find((each) => each.startsWith(title)) ?? '';
    const findings = (title: string) => lint(inputIn(part(title))).findings.filter(({ rule }) => rule === id);

    test('has a bad example that it finds, and a good one that it does not', () => {
      expect(findings('Bad')).not.toEqual([]);
      expect(findings('Good')).toEqual([]);
    });

    test('begins with its summary and ends with why it is there', () => {
      const summary = rules.find((rule) => rule.id === id)?.summary ?? '';
      expect(page.toLowerCase()).toContain(summary.toLowerCase());
      expect(part('Why').trim().length).toBeGreaterThan(40);
      expect(page.trimEnd().endsWith(part('Why').trim())).toBe(true);
    });
  });
});

/** The configuration of the blocks of a page, each of which begins with the name of its file. */
function inputIn(markdown: string) {
  const texts = new Map(
    [...markdown.matchAll(/```ini\n; (\S+)\n([^]*?)```/g)].map(([, name = '', text = '']) => [
      name,
      text.replaceAll('␍', '\r'),
    ]),
  );
  const [, options] = /^Options: `(.*)`$/m.exec(markdown) ?? [];
  const [, major] = /^Asterisk (\d+):$/m.exec(markdown) ?? [];
  return {
    texts,
    version: versionOf(Number(major ?? 22)),
    options: options === undefined ? {} : (JSON.parse(options) as LintOptions),
  };
}
