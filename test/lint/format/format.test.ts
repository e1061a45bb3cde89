import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { AsteriskVersion } from '../../../lib/catalog/version';
import { github } from '../../../lib/lint/format/github';
import { json } from '../../../lib/lint/format/json';
import { pretty } from '../../../lib/lint/format/pretty';
import type { LintReport } from '../../../lib/lint/format/report';
import { sarif } from '../../../lib/lint/format/sarif';
import { lint } from '../../../lib/lint/lint';

const texts = new Map([
  [
    'extensions.conf',
    '[a]\nexten => 1,1,dial(PJSIP/hall)\nsame => 1,Answer()\nsame => n,Set(x, 100%)\nsame => n,Hangup()\n',
  ],
]);
const report: LintReport = { ...lint({ texts, version: AsteriskVersion.V22 }), texts, prefix: 'a b/' };
const nothing: LintReport = { findings: [], files: 1, texts, prefix: '' };

describe('pretty', () => {
  test('frames each finding with a caret, also the place that it is related to', () => {
    expect(pretty(report)).toContain(
      [
        "a b/extensions.conf:3:1 error duplicate-priority '1' has the priority 1 already, Asterisk ignores this one: number it anew, or use 'n'",
        '     3 | same => 1,Answer()',
        '       | ^',
        '  a b/extensions.conf:2:1 the first one is here',
        '     2 | exten => 1,1,dial(PJSIP/hall)',
        '       | ^',
      ].join('\n'),
    );
    expect(pretty(report)).toMatch(/\n1 file: 2 errors, 0 warnings, 1 note\n$/);
    expect(pretty(nothing)).toBe('1 file: nothing to report\n');
  });

  test('tells what is said again and again at once, and leaves nothing out', () => {
    const steps = Array.from({ length: 9 }, () => 'same => n,noop(x)\nsame => n,Macro(m)\n');
    const many = new Map([['extensions.conf', `[a]\nexten => 1,1,noop()\n${steps.join('')}same => n,Hangup()\n`]]);
    const told = pretty({ ...lint({ texts: many, version: AsteriskVersion.V22 }), texts: many, prefix: 'a/' });
    expect(told.match(/ info application-case 'noop'/g)).toHaveLength(3);
    expect(told).toContain(
      'a/extensions.conf info application-case and 7 more, in these lines: 7, 9, 11, 13, 15, 17, 19\n',
    );
    expect(told).toContain('a/extensions.conf error unknown-application and 6 more, in these lines: 10, 12,');
    expect(told).toMatch(/\d+ errors, \d+ warnings, 10 notes\n$/);
  });

  test('cuts a long line around the place', () => {
    const long = new Map([['extensions.conf', `[a]\nexten => 1,1,NoOp(${'x'.repeat(300)}\${}\n`]]);
    const cut = pretty({ ...lint({ texts: long, version: AsteriskVersion.V22 }), texts: long, prefix: '' });
    expect(
      Math.max(
        ...cut
          .split('\n')
          .filter((each) => each.includes(' | '))
          .map(({ length }) => length),
      ),
    ).toBeLessThan(120);
  });
});

describe('json', () => {
  test('holds findings and a summary', () => {
    const parsed = JSON.parse(json(report)) as { findings: object[]; summary: object };
    expect(parsed.summary).toEqual({ errors: 2, warnings: 0, files: 1 });
    expect(Object.keys(parsed.findings[0] ?? {})).toEqual([
      'rule',
      'severity',
      'message',
      'file',
      'line',
      'column',
      'related',
    ]);
    expect(parsed.findings).toHaveLength(report.findings.length);
  });
});

describe('sarif', () => {
  // As schemastore.org publishes it; the npm package @microsoft/jest-sarif 1.0.0-beta.0 brings it along.
  const text = readFileSync(join(__dirname, '../../support/sarif-schema-2.1.0.json'), 'utf8');
  const schema = JSON.parse(text) as Record<string, unknown>;
  // Its draft calls the address of a schema `id`; the rest is understood as it is.
  delete schema.$schema;
  delete schema.id;
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  test.each([
    ['findings', report],
    ['no finding', nothing],
  ])('follows the published schema with %s', (_, given) => {
    validate(JSON.parse(sarif(given)));
    expect(validate.errors).toBeNull();
  });

  test('fails where it does not', () => {
    expect(validate(JSON.parse(sarif(report).replaceAll('startLine', 'firstLine')))).toBe(false);
  });

  test('names each rule that found something once', () => {
    const { runs } = JSON.parse(sarif(report)) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }];
    };
    const [{ tool, results }] = runs;
    expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(
      results.map(({ ruleId }) => ruleId),
    );
    expect(new Set(results.map(({ ruleId }) => ruleId)).size).toBe(tool.driver.rules.length);
  });
});

describe('github', () => {
  test('writes a workflow command for each finding, with what would end it escaped', () => {
    const [info, duplicate] = github(report).trim().split('\n');
    expect(info).toMatch(/^::notice file=a b\/extensions.conf,line=2,col=1,title=application-case::/);
    expect(duplicate).toMatch(/^::error file=a b\/extensions.conf,line=3/);
    const odd = {
      ...report,
      prefix: 'a,b:c%/',
      findings: report.findings.map((each) => ({ ...each, message: '100%\nx' })),
    };
    expect(github(odd).split('\n')[0]).toContain('file=a%2Cb%3Ac%25/extensions.conf');
    expect(github(odd).split('\n')[0]).toMatch(/::100%25%0Ax$/);
  });
});
