import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MINUTES = 60_000;

/** What a user writes, in a project of their own. */
const CHART = `
class Pbx extends Chart {
  constructor(scope, id) {
    super(scope, id, { namespace: 'telephony' });
    const config = new AsteriskConfig(this, 'config', { country: 'GB' });
    const secret = Secret.fromSecretName(this, 'passwords', 'sip-passwords');
    new SipPhone(config, 'desk', { extension: '10', password: { secret, key: 'desk' } });
    new Asterisk(this, 'pbx', {
      config,
      image: new AsteriskImage(this, 'image', { repository: 'registry.example.com/asterisk', config }),
      address: new CalicoStaticIp(this, 'address', { name: 'pbx', ipv6: '2001:db8::1' }),
      phoneNetworks: ['2001:db8::/32'],
    });
  }
}
const app = new AsteriskApp();
new Pbx(app, 'office');
app.synth();
`;
const NAMES = 'Asterisk, AsteriskApp, AsteriskConfig, AsteriskImage, CalicoStaticIp, SipPhone';

let directory: string;
let project: string;
let packed: string[];

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-package-'));
  project = join(directory, 'project');
  mkdirSync(project);
  execFileSync('npm', ['pack', '--pack-destination', directory], { cwd: ROOT, stdio: 'pipe' });
  const [tarball] = readdirSync(directory).filter((name) => name.endsWith('.tgz'));
  packed = execFileSync('tar', ['-tzf', join(directory, tarball ?? '')], { encoding: 'utf8' })
    .trim()
    .split('\n');

  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    peerDependencies: Record<string, string>;
    devDependencies: Record<string, string>;
    overrides: Record<string, string>;
  };
  const needed = [...Object.keys(own.peerDependencies), '@types/node'];
  const versions = Object.fromEntries(needed.map((name) => [name, own.devDependencies[name]]));
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { 'cdk8s-asterisk': `file:../${tarball ?? ''}`, ...versions },
      overrides: { backport: own.overrides.backport },
    }),
  );
  run('npm', 'install', '--prefix', project, '--prefer-offline', '--no-audit', '--no-fund');
}, 5 * MINUTES);

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What a program of a user's leaves in `dist/`. */
function synthesized(file: string, text: string): { manifest: string; endpoints: string; image: string } {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  writeFileSync(join(project, file), text);
  run('node', file);
  const read = (path: string) => readFileSync(join(project, 'dist', path), 'utf8');
  return {
    manifest: read('office.k8s.yaml'),
    endpoints: read('office/etc/asterisk/pjsip.conf'),
    image: read('office/image/reference'),
  };
}

test(
  'CommonJS and ESM programs synthesize the same chart',
  () => {
    const commonjs = synthesized(
      'main.cjs',
      `const { Chart } = require('cdk8s');
     const { Secret } = require('cdk8s-plus-27');
     const { ${NAMES} } = require('cdk8s-asterisk');${CHART}`,
    );
    const esm = synthesized(
      'main.mjs',
      `import { Chart } from 'cdk8s';
     import { Secret } from 'cdk8s-plus-27';
     import { ${NAMES} } from 'cdk8s-asterisk';${CHART}`,
    );
    expect(esm).toEqual(commonjs);
    expect(commonjs.manifest).toContain('kind: StatefulSet');
    expect(commonjs.manifest).toContain('2001:db8::1/128');
    expect(commonjs.endpoints).toContain('[desk]');
    expect(commonjs.image).toMatch(/^registry\.example\.com\/asterisk:\S+\n$/);
  },
  MINUTES,
);

test('each entry point loads in both module systems', () => {
  writeFileSync(
    join(project, 'testing.mjs'),
    `import { startAsterisk } from 'cdk8s-asterisk/testing'; startAsterisk.name;`,
  );
  run('node', 'testing.mjs');
  run('node', '-e', `require('cdk8s-asterisk/testing').startAsterisk.name`);
});

test.each([
  ['CommonJS', 'user.cts', '"module": "Node16"'],
  ['ESM', 'user.mts', '"module": "Node16"'],
  ['a bundler', 'user.ts', '"module": "ESNext", "moduleResolution": "Bundler"'],
])(
  'its types hold in a strict %s project',
  (_, file, module) => {
    const typed = CHART.replace('(scope, id)', '(scope: Construct, id: string)');
    writeFileSync(
      join(project, file),
      `import { Chart } from 'cdk8s';
     import { Secret } from 'cdk8s-plus-27';
     import type { Construct } from 'constructs';
     import { ${NAMES} } from 'cdk8s-asterisk';
     import { startAsterisk } from 'cdk8s-asterisk/testing';
     export const start: typeof startAsterisk = startAsterisk;${typed}`,
    );
    const options = `"strict": true, "noEmit": true, "target": "ES2022", "types": ["node"], "skipLibCheck": false, ${module}`;
    writeFileSync(join(project, 'tsconfig.json'), `{ "compilerOptions": { ${options} }, "files": ["${file}"] }`);
    let problems = '';
    try {
      run(join(ROOT, 'node_modules/.bin/tsc'), '-p', 'tsconfig.json');
    } catch (error) {
      problems = (error as { stdout: string }).stdout;
    }
    expect(problems).toBe('');
  },
  MINUTES,
);

test('the command runs', () => {
  expect(run(join(project, 'node_modules/.bin/cdk8s-asterisk'), '--help')).toContain('usage: cdk8s-asterisk');
});

describe('the tarball', () => {
  test('holds what is needed, and neither tests nor sources', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'package/LICENSE',
        'package/NOTICE',
        'package/build/lib/index.js',
        'package/build/lib/index.d.ts',
        'package/build/lib/testing/index.d.ts',
        'package/build/lib/image/context/render-config',
        'package/build/lib/testing/real-asterisk/namespace.sh',
        'package/build/imports/asterisk/22.json',
      ]),
    );
    expect(packed.filter((path) => /\.test\.|\/test\/|\/bench\/|\/make-|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  });

  test('names no directory of the machine that made it', () => {
    const installed = join(project, 'node_modules/cdk8s-asterisk');
    const files = packed.map((path) => path.replace(/^package\//, '')).filter((path) => !path.endsWith('/'));
    expect(files.filter((path) => readFileSync(join(installed, path), 'utf8').includes(ROOT))).toEqual([]);
  });
});
