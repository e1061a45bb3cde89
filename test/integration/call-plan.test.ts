import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AsteriskApp } from '../../lib';
import { HomePbx } from '../../apps/home-pbx/chart';
import { Minimal } from '../../apps/minimal/chart';
import { main } from '../../lib/cli/main';
import { describeInNetwork } from './support/in-network';

/** The plan that the documentation shows. */
const documented = /```yaml\n(# calls\.yaml\n[^]*?)```/.exec(
  readFileSync(join(__dirname, '../../docs/calls.md'), 'utf8'),
)?.[1];

/** Calls of each outcome that do not come about so. */
const WRONG = `calls:
  - { from: hall, to: 202, answers: doorbell }
  - { from: hall, to: 202, rings: [hall, kitchen] }
  - { from: doorbell, to: 201, refused: 403 }
  - { from: hall, to: 202, trunk: aaisp }
  - { from: hall, to: 01632960001, trunk: aaisp, number: 01632960001 }
  - { from: hall, to: 0033123456789, refused: 404 }
`;
const FOUND = [
  [2, 'hall calls 202: doorbell does not ring'],
  [2, 'hall calls 202: kitchen rings, and must not'],
  [3, 'hall calls 202: hall does not ring'],
  [4, 'doorbell calls 201: the answer is none, not 403'],
  [4, 'doorbell calls 201: hall rings, and must not'],
  [5, 'hall calls 202: nothing goes out through aaisp'],
  [5, 'hall calls 202: kitchen rings, and must not'],
  [6, 'hall calls 01632960001: aaisp is sent +441632960001, not 01632960001'],
  [7, 'hall calls 0033123456789: the answer is 403, not 404'],
] as const;

interface Finding {
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
}

describeInNetwork('cdk8s-asterisk boot --calls', (providers) => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-plan-'));
    mkdirSync(join(directory, 'tmp'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  async function boot(app: string, plan: string, ...options: readonly string[]) {
    let [stdout, stderr] = ['', ''];
    const io = { stdout: (text: string) => (stdout += text), stderr: (text: string) => (stderr += text) };
    const code = await main(argumentsFor(app, plan, options), io);
    return { code, stdout, stderr };
  }

  /** As `boot`, as a process of its own, of which nothing may be left. */
  async function bootAlone(app: string, plan: string, ...options: readonly string[]) {
    const temporary = join(directory, 'tmp');
    const ended = await run(programFor(app, plan, options), temporary);
    expect(leftOvers(temporary)).toEqual([]);
    return ended;
  }

  function programFor(app: string, plan: string, options: readonly string[]): readonly string[] {
    return ['-r', 'tsx/cjs', join(__dirname, '../../lib/cli/bin.ts'), ...argumentsFor(app, plan, options)];
  }

  function argumentsFor(app: string, plan: string, options: readonly string[]): readonly string[] {
    const file = join(directory, 'calls.yaml');
    writeFileSync(file, plan);
    return ['boot', join(directory, app, 'etc/asterisk'), '--calls', file, ...options];
  }

  describe.each(providers.map(({ version }) => [version.full, version] as const))('on %s', (full, version) => {
    const asterisk = ['--asterisk', String(version)] as const;

    beforeAll(() => {
      const app = new AsteriskApp({ outdir: directory });
      new HomePbx(app, 'home-pbx', { version });
      new Minimal(app, 'minimal', { version });
      app.synth();
    });

    test('makes the calls of the documentation', async () => {
      const { code, stdout, stderr } = await bootAlone('home-pbx', documented ?? '', ...asterisk);
      expect(stderr).toBe('');
      expect(stdout.split('\n').map((line) => line.replace(/booted .* s,/, 'booted,'))).toEqual([
        'ok      hall calls 202                audio: both ways',
        'ok      doorbell calls 0033123456789  audio: none',
        'ok      hall calls 01632960001        audio: both ways',
        'ok      a call from outside           audio: both ways',
        `Asterisk ${full} booted, errors: 0, warnings: 0`,
        '',
      ]);
      expect(code).toBe(0);
    }, 90_000);

    test('tells what is not as planned, and where', async () => {
      const { code, stdout } = await bootAlone('home-pbx', WRONG, ...asterisk, '--format', 'json');
      const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
      expect(findings.map(({ file, line, message }) => [file, line, message])).toEqual(
        FOUND.map((each) => ['calls.yaml', ...each]),
      );
      expect(code).toBe(1);
      // Neither what the files have for a password, nor what stands in for it.
      expect(stdout).not.toMatch(/«secret:|password|[0-9a-f]{24}/);
    }, 120_000);

    test('reports an Asterisk that does not start', async () => {
      const conf = join(directory, 'minimal/etc/asterisk/modules.conf');
      const text = readFileSync(conf, 'utf8');
      writeFileSync(conf, `${text}require = res_of_nobody.so\n`);
      const plan = 'calls:\n  - { from: desk, to: 999, refused: 404 }\n';
      const { code, stdout } = await bootAlone('minimal', plan, ...asterisk);
      writeFileSync(conf, text);
      expect(stdout).toMatch(/^error boot-exit asterisk exited with code \d+/m);
      expect(code).toBe(1);
    }, 60_000);

    test('leaves nothing when it is interrupted', async () => {
      const plan = 'calls:\n  - { from: desk, to: 999, refused: 404 }\n';
      const temporary = join(directory, 'tmp');
      const ended = run(programFor('minimal', plan, asterisk), temporary, 'SIGINT');
      expect(await ended).toMatchObject({ code: 130, stdout: '' });
      // What is told to end with this process takes a moment.
      for (let waited = 0; waited < 5000 && leftOvers(temporary).length > 0; waited += 50) await sleep(50);
      expect(leftOvers(temporary)).toEqual([]);
    }, 60_000);

    test('calls a single phone', async () => {
      const plan = 'calls:\n  - { from: desk, to: 999, refused: 404 }\n  - { from: desk, to: 10, refused: 404 }\n';
      const { code, stdout } = await boot('minimal', plan, ...asterisk);
      expect(stdout).toContain('ok      desk calls 999  audio: none\nfailed  desk calls 10   audio: none\n');
      expect(stdout).toMatch(/^calls\.yaml:3 error call desk calls 10: the answer is \w+, not 404$/m);
      expect(code).toBe(1);
    }, 60_000);

    test('names a phone that may not register, and goes on', async () => {
      const conf = join(directory, 'home-pbx/etc/asterisk/pjsip.conf');
      const text = readFileSync(conf, 'utf8');
      writeFileSync(conf, text.replace('aors = kitchen\n', ''));
      const plan = 'calls:\n  - { from: hall, to: 0033123456789, refused: 403 }\n';
      const { code, stdout } = await boot('home-pbx', plan, ...asterisk);
      writeFileSync(conf, text);
      expect(stdout).toContain('ok      hall calls 0033123456789  audio: none\n');
      expect(stdout).toMatch(/^error call kitchen is not registered, as kitchen at 2001:db8:2::2: 40[34] /m);
      expect(code).toBe(1);
    }, 60_000);
  });

  test.each([
    [
      'a name that nobody has',
      call('from: hal, to: 1, refused: 404'),
      /calls\.yaml:2:13: .*no phone or trunk "hal", did you mean 'hall'/,
    ],
    ['a phone for a trunk', call('from: hall, to: 1, trunk: kitchen'), /calls\.yaml:2:33: .*no trunk "kitchen"/],
    ['a trunk for a phone', call('from: hall, to: 1, answers: aaisp'), /calls\.yaml:2:35: .*no phone "aaisp"/],
    [
      'an address of nobody',
      `phones:\n  hall: fe80::1\n  shed: fe80::2\n${call('from: hall, to: 1, refused: 404')}`,
      /calls\.yaml:3:3: .*no phone "shed"/,
    ],
    [
      'no address',
      `pbx: ['house']\n${call('from: hall, to: 1, refused: 404')}`,
      /calls\.yaml:1:7: .*house.* is no address/,
    ],
    ['no YAML', 'calls: [', /calls\.yaml:1:9: /],
    ['no outcome', call('from: hall, to: 1'), /calls\.yaml:2:5: .*says nothing of what must become of it/],
  ])('refuses %s', async (_, plan, message) => {
    const { code, stdout, stderr } = await boot('home-pbx', plan);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('refuses a file that is not there', async () => {
    let stderr = '';
    const io = { stdout: () => undefined, stderr: (text: string) => (stderr += text) };
    const files = join(directory, 'home-pbx/etc/asterisk');
    expect(await main(['boot', files, '--calls', join(directory, 'none.yaml')], io)).toBe(2);
    expect(stderr).toMatch(/none\.yaml' cannot be read/);
  });
});

function call(text: string): string {
  return `calls:\n  - { ${text} }\n`;
}

/** Runs a program to its end; whatever it makes has its directory for temporary files. A signal is sent when its first phone is there. */
async function run(
  args: readonly string[],
  temporary: string,
  signal?: NodeJS.Signals,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: temporary } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const closed = once(child, 'close');
  while (signal !== undefined && child.exitCode === null && child.signalCode === null && !child.killed) {
    if (readdirSync(temporary).some((name) => name.includes('-baresip-'))) child.kill(signal);
    await sleep(20);
  }
  const [code] = (await closed) as [number];
  return { code, stdout, stderr };
}

/** Processes that were given this directory for temporary files, and what stands in it. */
function leftOvers(temporary: string): readonly string[] {
  const processes = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && environmentOf(name).includes(temporary),
  );
  return [...processes, ...readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))];
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
