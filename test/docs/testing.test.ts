import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../lib/conf/parse';
import { readDialplan } from '../../lib/dialplan/model/read-dialplan';
import { formatRoute } from '../../lib/simulate/format-route';
import { route } from '../../lib/simulate/route';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
const block = (kind: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** What jest says of the test of the page, in a project of its own. */
function jest(): { readonly code: number | null; readonly output: string } {
  const config = {
    rootDir: directory,
    testEnvironment: 'node',
    transform: {
      '^.+\\.ts$': [require.resolve('ts-jest'), { tsconfig: join(root, 'tsconfig.json'), diagnostics: false }],
    },
    moduleNameMapper: {
      '^cdk8s-asterisk$': join(root, 'lib/index.ts'),
      '^cdk8s-asterisk/testing$': join(root, 'lib/testing/index.ts'),
    },
    modulePaths: [join(root, 'node_modules')],
  };
  const args = [require.resolve('jest/bin/jest'), '--config', JSON.stringify(config), '--ci'];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: '1' },
  });
  return { code: status, output: stderr };
}

test('the test of the page is red, as it says, and then green', () => {
  const [test = ''] = block('ts');
  const [red = ''] = block('');
  mkdirSync(join(directory, 'test/apps'), { recursive: true });
  writeFileSync(join(directory, 'test/apps/home-pbx.test.ts'), test);
  cpSync(join(root, 'apps/home-pbx/chart.ts'), join(directory, 'apps/home-pbx/chart.ts'));

  const before = jest();
  expect(before.output).toContain(red.trim().split('\n').at(-1));
  expect(before.output).toContain('2 passed');
  expect(before.output).toContain('1 failed');

  const path = join(directory, 'apps/home-pbx/chart.ts');
  const [fallback] = /fallback: .*\)/.exec(block('ts')[1] ?? '') ?? [];
  const chart = readFileSync(path, 'utf8')
    .replace('timeout: Duration.seconds(25) }', `timeout: Duration.seconds(25), ${fallback ?? ''} }`)
    .replace('  Codec,', '  Codec,\n  Fallback,');
  writeFileSync(path, chart);
  expect(jest()).toEqual({ code: 0, output: expect.stringContaining('3 passed') as string });
}, 120_000);

test('the page shows why an extension was taken as the router tells it', () => {
  const text =
    '[from-hall]\ninclude => phones\ninclude => late\n[phones]\nexten => _X.,1,Answer\nexten => _2XX,1,Answer\n[late]\nexten => 201,1,Answer\n';
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  const told = formatRoute(route(model, { context: 'from-hall', to: '201' }));
  const [, shown] = /```\n([^`]+)```\n$/.exec(page) ?? [];
  expect(shown).toBe(told.slice(-(shown?.length ?? 0)));
});
