import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
  const files = {
    'pjsip.conf': '[hall]\ntype=endpoint\ncontext=phones\nauth=hall\ncallerid=Hall <201>\n',
    'extensions.conf': '[phones]\n#include "more.conf"\n',
    // What is wrong with a file that says nothing of calls is the matter of `lint`.
    'sip.conf': '#include absent.conf\n[general\n',
    'more.conf':
      '; more\nexten => 202,1,NoOp(${CALLERID(num)})\nsame => n,GotoIfTime(9:00-17:00,*,*,*?day,1)\nsame => n,Hangup(21)\nexten => day,1,Dial(PJSIP/kitchen,20)\nsame => n,Hangup(${HANGUPCAUSE})\nexten => 203,1,Goto(${DB(a/b)},1)\n',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
  }
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function run(...argv: string[]) {
  const out = { stdout: '', stderr: '' };
  const code = await main(['route', directory, ...argv], {
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
  });
  return { code, ...out };
}

const DAY = ['--from', 'hall', '--dial', '202', '--at', '2026-11-25T12:00Z', '--zone', 'UTC'];

test('the steps are told with the files and lines where they stand', async () => {
  const { code, stdout } = await run(...DAY);
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      'the call rings kitchen and is answered',
      '  more.conf:2  phones,202,1  NoOp(201)',
      '  more.conf:3  phones,202,2  GotoIfTime(9:00-17:00,*,*,*?day,1)',
      '  more.conf:5  phones,day,1  Dial(PJSIP/kitchen,20)',
      '',
    ].join('\n'),
  );
});

test('outcomes, caller and time change the route', async () => {
  const busy = await run(...DAY, '--outcome', 'kitchen=busy', '--caller-id', '07');
  expect(busy.stdout).toContain('nobody answers: cause 17, BUSY, SIP 486');
  expect(busy.stdout).toContain('NoOp(07)');
  const night = await run(...DAY.slice(0, 4), '--at', '2026-11-25T23:00Z', '--zone', 'UTC');
  expect(night.stdout).toContain('the call is rejected: cause 21, REJECTED, SIP 403');
});

test('what is not known makes it a finding, until it is said', async () => {
  const unknown = await run('--from', 'hall', '--dial', '203');
  expect(unknown).toMatchObject({ code: 1, stdout: expect.stringContaining('DB(a/b)') as string });
  const known = await run(...['--from', 'hall', '--dial', '203', '--value', 'DB(a/b)=day', '--format', 'json']);
  expect(known.code).toBe(0);
  expect(JSON.parse(known.stdout)).toMatchObject({ outcome: 'ring', rings: ['kitchen'], trunk: null, unknowns: [] });
});

test('a call may come from no endpoint, but arrive in a context', async () => {
  expect((await run('--from', 'context:phones', '--dial', '9')).stdout).toContain('cause 1, UNALLOCATED, SIP 404');
});

test.each([
  [['--dial', '1'], '--from is missing'],
  [['--from', 'hall'], '--dial is missing'],
  [['--from', 'nobody', '--dial', '1'], "there is no endpoint 'nobody' in pjsip.conf, endpoints are: hall"],
  [[...DAY, '--at', 'noon'], "--at is 'noon'"],
  [[...DAY, '--outcome', 'kitchen'], "--outcome is 'kitchen', write NAME=VALUE"],
  [[...DAY, '--outcome', 'kitchen=away'], "the outcome is 'away', allowed are: answered, busy"],
  [[...DAY, '--asterisk', '18'], '--asterisk'],
])('fails for %j', async (argv, message) => {
  expect(await run(...argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
});
