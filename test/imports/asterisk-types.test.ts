import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

test.each([
  ['make-options.ts', 'options.ts', []],
  ['make-applications.ts', 'applications.ts', ['applications']],
  ['make-applications.ts', 'functions.ts', ['functions']],
])('imports/%s makes the committed %s', (script, file, args) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', join('imports', script), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  expect(stdout).toBe(readFileSync(join(root, 'imports/asterisk', file), 'utf8'));
});
