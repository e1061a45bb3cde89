import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function run(script: string, ...args: string[]) {
  const path = join(__dirname, '../../lib/image/context', script);
  const { status, stderr } = spawnSync('/bin/sh', [path, ...args], { encoding: 'utf8' });
  return { code: status, stderr };
}

// What they do is tried beside the real Asterisk: test/integration/reloader.test.ts, test/integration/calls.
test.each([
  ['drain', []],
  ['drain', ['']],
  ['drain', ['5m']],
  ['drain', ['-1']],
  ['reload-config', []],
  ['reload-config', ['--once', tmpdir()]],
  ['reload-config', [tmpdir(), tmpdir(), '/nowhere']],
  ['reload-config', ['--twice', tmpdir(), tmpdir(), tmpdir()]],
])('fails for misuse: %s %j', (script, args) => {
  const { code, stderr } = run(script, ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^usage: ${script} `));
});
