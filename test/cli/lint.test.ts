import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-lint-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

async function run(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  const code = await main(['lint', ...argv], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

const write = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
};

describe('cdk8s-asterisk lint', () => {
  test('ends with 0 where nothing is found, also with notes', async () => {
    write('extensions.conf', '[a]\nexten => 1,1,dial(PJSIP/a)\nsame => n,Hangup()\n');
    const { code, stdout } = await run(directory);
    expect(code).toBe(0);
    expect(stdout).toContain('application-case');
  });

  test('ends with 1 where something is, also in a file that cannot be read, and goes on behind it', async () => {
    write('extensions.conf', '[a]\nexten 1\nexten => 1,1,Dail(x)\nsame => n,Hangup()\n');
    const { code, stdout } = await run(directory, '--format', 'json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; file: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(['file-syntax', 'unknown-application']);
    expect(findings[0]?.file.endsWith('/extensions.conf')).toBe(true);
  });

  test('reads what is included from directories below', async () => {
    mkdirSync(join(directory, 'pjsip.d'));
    write('pjsip.conf', '#include pjsip.d/*.conf\n');
    write('pjsip.d/hall.conf', '[hall]\ntype = endpoint\nauth = none\n');
    const { stdout } = await run(directory);
    expect(stdout).toMatch(/pjsip\.d\/hall\.conf:3:1 error missing-auth/);
  });

  test('checks for the version that is named', async () => {
    write('extensions.conf', '[a]\nexten => 1,1,SIPAddHeader(X: y)\nsame => n,Hangup()\n');
    expect((await run(directory, '--asterisk', '16')).code).toBe(0);
    expect((await run(directory, '--asterisk', '22')).stdout).toContain('but 16.28.0 has');
  });

  test('takes options from the directory, or from a file that is named', async () => {
    write('extensions.conf', '[a]\nexten => 1,1,Dail(x)\nsame => n,Hangup()\n');
    write('.asterisk-lint.json', '{"rules": {"unknown-application": "off"}}');
    write('other.yaml', 'rules:\n  unknown-application: warning\n');
    expect((await run(directory)).code).toBe(0);
    expect((await run(directory, '--config', join(directory, 'other.yaml'))).stdout).toContain(
      'warning unknown-application',
    );
  });

  test.each([
    [['--format', 'xml'], /--format is 'xml', allowed are: pretty, json, sarif, github/],
    [['--asterisk', '13'], /--asterisk is '13', allowed are: 16, 22/],
    [['--config', '/nowhere.json'], /there is no file '\/nowhere.json'/],
  ])('misuse %j', async (argv, message) => {
    write('extensions.conf', '');
    const { code, stderr } = await run(directory, ...argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('misuse: options with a mistake', async () => {
    write('extensions.conf', '');
    write('.asterisk-lint.json', '{"rules": {"nothing": "off"}}');
    const { code, stderr } = await run(directory);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\.asterisk-lint\.json:1:12: there is no rule "nothing"/);
  });
});
