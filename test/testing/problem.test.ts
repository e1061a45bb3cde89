import { problemsIn } from '../../lib/testing/real-asterisk/problem';

const stamp = '[2030-01-02 03:04:05.678]';

describe('problemsIn', () => {
  test('reads severity and message of a levelled line', () => {
    const raw = `${stamp} WARNING[35]: indications.c:1105 load_indications: Missing default country (for indication tones)`;
    expect(problemsIn(`${raw}\n`)).toEqual([
      { severity: 'warning', message: 'Missing default country (for indication tones)', raw },
    ]);
  });

  test('reads a line that belongs to a call', () => {
    const [problem] = problemsIn(`${stamp} ERROR[35][C-00000001]: pbx.c:1 pbx_exec: No such thing`);
    expect(problem).toMatchObject({ severity: 'error', message: 'No such thing' });
  });

  test('reads lines with other forms of time stamp, and with none', () => {
    expect(problemsIn('[Jan  2 03:04:05] ERROR[1]: cdr.c:1 load: bad')).toMatchObject([{ message: 'bad' }]);
    expect(problemsIn('WARNING[1]: cdr.c:1 load: bad')).toMatchObject([{ message: 'bad' }]);
  });

  test('reads lines in JSON', () => {
    const location = { filename: 'a.c', function: 'f', line: 1 };
    const line = (callid: string) =>
      JSON.stringify({
        hostname: '',
        timestamp: 'Nov 25 12:00:00',
        identifiers: { lwp: 35, callid },
        logmsg: { location, level: 'ERROR', message: 'bad "x"\n' },
      });
    expect(problemsIn(`${line('')}\n${line('[C-00000001]')}`).map(({ raw }) => raw)).toEqual([
      '[Nov 25 12:00:00] ERROR[35]: a.c:1 f: bad "x"',
      '[Nov 25 12:00:00] ERROR[35][C-00000001]: a.c:1 f: bad "x"',
    ]);
    expect(problemsIn(line(''))).toMatchObject([{ severity: 'error', message: 'bad "x"' }]);
    expect(problemsIn('{ no json')).toEqual([]);
  });

  test('passes over notices, verbose lines and the banner', () => {
    const log = [
      `${stamp} NOTICE[1]: cdr.c:4541 cdr_toggle_runtime_options: CDR simple logging enabled.`,
      " == Registered application 'Dial'",
      "Asterisk comes with ABSOLUTELY NO WARRANTY; type 'core show warranty' for details.",
      'Asterisk Ready.',
    ].join('\n');
    expect(problemsIn(log)).toEqual([]);
  });

  test('takes "Unable" for a complaint at any level, and at none', () => {
    const log = [
      "Unable to load config file 'stasis.conf'",
      `${stamp} NOTICE[1]: manager.c:9814 __init_manager: Unable to open AMI configuration manager.conf, or configuration is invalid.`,
    ].join('\n');
    expect(problemsIn(log)).toMatchObject([
      { severity: 'error', file: 'stasis.conf' },
      { severity: 'warning', file: 'manager.conf' },
    ]);
  });

  test("leaves out Asterisk's own line, and only that", () => {
    const line = (option: string) => `Could not find option '${option}' with type 'threadpool' in module 'stasis'`;
    expect(problemsIn(`${line('minimum_size')}\n${line('size')}`)).toMatchObject([{ message: line('size') }]);
  });

  test.each([
    ["Unknown directive '#foo' at line 3 of /etc/asterisk/pjsip.conf", 'pjsip.conf', 3],
    ['parse error: No category context for line 2 of rtp.conf', 'rtp.conf', 2],
    ['Could not find option at extensions.conf, line 7', 'extensions.conf', 7],
    ["Unable to load config file 'cdr.conf'", 'cdr.conf', undefined],
    ['Nothing is named', undefined, undefined],
  ])('finds the place in: %s', (message, file, line) => {
    const [problem] = problemsIn(`${stamp} ERROR[1]: config.c:1 load: ${message}`);
    expect([problem?.file, problem?.line]).toEqual([file, line]);
  });
});
