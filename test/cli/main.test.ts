import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

async function run(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

describe('main', () => {
  test('--help lists the commands, and after a command its options', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('boot DIR');
    expect((await run('boot', '--help')).stdout).toContain('--asterisk 16|22');
  });

  test('--version is that of the package', async () => {
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [[], /no command was given, commands are: .*boot/],
    [['bot'], /no command 'bot', commands are: .*boot/],
    [['toString'], /no command 'toString'/],
    [['boot', '--colour'], /boot: Unknown option '--colour'; options are: --asterisk, --calls, --format, --help/],
    [['boot'], /0 directories were given/],
    [['boot', '/etc', '/usr'], /2 directories were given/],
    [['boot', '/nowhere'], /'\/nowhere' is no directory/],
    [['catalog'], /0 directories were given/],
    [['catalog', '/a', '/b'], /2 directories were given/],
    [['catalog', '/nowhere'], /'\/nowhere' is no directory/],
    [['catalog', __dirname], /no complete Asterisk is installed below .*core-en_US.xml is not there; give/],
  ])('misuse %j', async (argv, message) => {
    const { code, stdout, stderr } = await run(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  describe('with a directory', () => {
    let directory: string;

    beforeAll(() => {
      directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
    });

    afterEach(() => {
      readdirSync(directory).forEach((name) => {
        rmSync(join(directory, name));
      });
    });

    afterAll(() => {
      rmSync(directory, { recursive: true });
    });

    test('modules says what files need, and why', async () => {
      writeFileSync(join(directory, 'extensions.conf'), '[in]\nexten => 1,1,Queue(sales)\n');
      writeFileSync(join(directory, 'modules.conf'), '[modules]\nload = app_dial.so\n');
      expect(await run('modules', directory)).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringMatching(
          /^app_queue +application Queue$.*22\.10\.1: \d+ modules beyond those built in\n$/ms,
        ) as string,
      });
      const json = JSON.parse(
        (await run('modules', directory, '--format', 'json', '--asterisk', '16')).stdout,
      ) as object;
      expect(json).toMatchObject({ asterisk: '16.28.0', findings: [] });
      expect(json).toHaveProperty('modules.0.reason');
      const conf = (await run('modules', directory, '--format', 'conf')).stdout;
      expect(conf).toMatch(/^\[modules\]\nautoload = no\n/);
      expect(conf).toContain('load = app_queue.so ; application Queue\n');
      expect(conf).not.toContain('app_dial');
      expect((await run('modules', directory, '--format', 'xml')).stderr).toContain('allowed are: pretty, json, conf');
      expect((await run('modules', directory, '--asterisk', '18')).stderr).toContain('allowed are: 16, 22');
    });

    test('modules exits with 1 where something does not exist, and lists the rest', async () => {
      writeFileSync(join(directory, 'extensions.conf'), '[in]\nexten => 1,1,Dail(x)\n same => n,Queue(sales)\n');
      const { code, stdout, stderr } = await run('modules', directory);
      expect(code).toBe(1);
      expect(stdout).toContain('app_queue');
      expect(stderr).toContain('no application "Dail", did you mean \'Dial\'?');
    });

    test('draw writes the flow of calls, by the ending of the file', async () => {
      writeFileSync(join(directory, 'extensions.conf'), '[in]\nexten => 1,1,Queue(sales)\n');
      writeFileSync(join(directory, 'broken.conf'), 'x\n');
      const file = (ending: string) => join(directory, `picture.${ending}`);
      expect(await run('draw', directory, '-o', file('mmd'))).toEqual({
        code: 0,
        stdout: `${file('mmd')}\n`,
        stderr: '',
      });
      expect(readFileSync(file('mmd'), 'utf8')).toContain('1: queue sales');
      expect((await run('draw', directory, '--output', file('svg'))).code).toBe(0);
      expect(readFileSync(file('svg'), 'utf8')).toMatch(/^<svg/);
      expect((await run('draw', directory, '-o', file('png'))).stderr).toContain(
        'allowed are files ending in .svg or .mmd',
      );
      expect((await run('draw', directory)).code).toBe(2);
      writeFileSync(join(directory, 'extensions.conf'), '[in\n');
      expect((await run('draw', directory, '-o', file('svg'))).stderr).toContain('extensions.conf:1:1');
      rmSync(join(directory, 'extensions.conf'));
      expect((await run('draw', directory, '-o', file('svg'))).stderr).toContain('holds no dialplan');
    });

    test('modules goes on where a file cannot be read', async () => {
      writeFileSync(join(directory, 'broken.conf'), '[a\n');
      writeFileSync(join(directory, 'extensions.conf'), '[in]\nexten => 1,1,Queue(sales)\n');
      const { code, stdout, stderr } = await run('modules', directory);
      expect(code).toBe(1);
      expect(stdout).toContain('app_queue');
      expect(stderr).toContain('broken.conf:1:1');
      rmSync(join(directory, 'broken.conf'));
    });

    test('boot wants .conf files in it', async () => {
      expect((await run('boot', directory)).stderr).toMatch(/holds no \.conf file/);
    });
  });
});
