import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../../lib/image/context/freeze-packages');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
  mkdirSync(join(root, 'etc/apt/sources.list.d'), { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function freeze(sources: Readonly<Record<string, string>>): { code: number | null; stderr: string } {
  for (const [name, text] of Object.entries(sources)) {
    writeFileSync(join(root, 'etc/apt', name), text);
  }
  const { status, stderr } = spawnSync('/bin/sh', [script, root], { encoding: 'utf8' });
  return { code: status, stderr };
}

function frozen(name: string): string {
  return readFileSync(join(root, 'etc/apt', name), 'utf8');
}

const oneLine = `# deb http://snapshot.example.org/archive/debian/20300102T000000Z bullseye main
deb http://deb.example.org/debian bullseye main
# deb http://snapshot.example.org/archive/debian-security/20300102T000000Z bullseye-security main
deb http://deb.example.org/debian-security bullseye-security main
`;

const stanzas = `Types: deb
# http://snapshot.example.org/archive/debian/20300102T000000Z
URIs: http://deb.example.org/debian
Suites: forky forky-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
# http://snapshot.example.org/archive/debian-security/20300102T000000Z
URIs: http://deb.example.org/debian-security
Suites: forky-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

describe('freeze-packages', () => {
  test('rewrites one-line sources', () => {
    expect(freeze({ 'sources.list': oneLine })).toEqual({ code: 0, stderr: '' });
    expect(
      frozen('sources.list')
        .split('\n')
        .filter((line) => !line.startsWith('#')),
    ).toEqual([
      'deb [check-valid-until=no] http://snapshot.example.org/archive/debian/20300102T000000Z bullseye main',
      'deb [check-valid-until=no] http://snapshot.example.org/archive/debian-security/20300102T000000Z bullseye-security main',
      '',
    ]);
  });

  test('rewrites stanzas', () => {
    const name = 'sources.list.d/debian.sources';
    expect(freeze({ [name]: stanzas })).toEqual({ code: 0, stderr: '' });
    expect(
      frozen(name)
        .split('\n')
        .filter((line) => /^(URIs|Check|Suites|Signed)/.test(line)),
    ).toEqual([
      'URIs: http://snapshot.example.org/archive/debian/20300102T000000Z',
      'Check-Valid-Until: no',
      'Suites: forky forky-updates',
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
      'URIs: http://snapshot.example.org/archive/debian-security/20300102T000000Z',
      'Check-Valid-Until: no',
      'Suites: forky-security',
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
    ]);
  });

  test.each([
    ['no snapshot', { 'sources.list': 'deb http://deb.example.org/debian bullseye main\n' }],
    ['one source without', { 'sources.list': `${oneLine}deb http://deb.example.org/debian bullseye-updates main\n` }],
    ['a snapshot of another suite', { 'sources.list': oneLine.replace('Z bullseye main', 'Z buster main') }],
    ['a stanza without', { 'sources.list.d/debian.sources': stanzas.replace(/# .*security.*\n/, '') }],
    ['no source', {}],
  ])('fails for %s', (_, sources: Record<string, string>) => {
    const { code, stderr } = freeze(sources);
    expect(code).toBe(1);
    expect(stderr).toMatch(/records no snapshot.*freezePackages off/);
    for (const [name, text] of Object.entries(sources)) {
      expect(frozen(name)).toBe(text);
    }
    expect(readdirSync(join(root, 'etc/apt')).filter((name) => name.endsWith('.frozen'))).toEqual([]);
  });
});
