import { mkdtempSync, rmSync } from 'node:fs';
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
    [['boot', '--colour'], /boot: Unknown option '--colour'; options are: --asterisk, --format, --help/],
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

    afterAll(() => {
      rmSync(directory, { recursive: true });
    });

    test('boot wants .conf files in it', async () => {
      expect((await run('boot', directory)).stderr).toMatch(/holds no \.conf file/);
    });
  });
});
