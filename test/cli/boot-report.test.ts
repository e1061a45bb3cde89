import { bootFindings, formatJson, formatPretty } from '../../lib/cli/boot-report';

const findings = bootFindings([
  { severity: 'error', message: 'bad', raw: 'x', file: 'rtp.conf', line: 3 },
  { severity: 'warning', message: 'odd', raw: 'y' },
]);
const report = { version: '22.10.1', files: 9, findings, seconds: 0.3, modules: 63 };

test('JSON has the findings, and a summary', () => {
  expect(JSON.parse(formatJson(report))).toEqual({
    findings: [
      { rule: 'boot-error', severity: 'error', message: 'bad', file: 'rtp.conf', line: 3, column: null },
      { rule: 'boot-warning', severity: 'warning', message: 'odd', file: null, line: null, column: null },
    ],
    summary: { errors: 1, warnings: 1, files: 9, modules: 63, seconds: 0.3 },
  });
});

test('pretty has one line per finding, and the count', () => {
  expect(formatPretty(report)).toBe(
    'rtp.conf:3 error boot-error bad\nwarning boot-warning odd\nAsterisk 22.10.1 booted 63 modules in 0.30 s, errors: 1, warnings: 1\n',
  );
});

test('pretty shows the last lines of an Asterisk that did not boot', () => {
  const failed = { version: '22.10.1', files: 9, findings: [], lastLines: ['ASTERISK EXITING!'] };
  expect(formatPretty(failed)).toBe('    ASTERISK EXITING!\nAsterisk 22.10.1 did not boot, errors: 0, warnings: 0\n');
});
