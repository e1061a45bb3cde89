// Compiles lib, and what it reads of imports, into build/, and takes along the files that are not TypeScript.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const build = join(root, 'build');

const isAsset = (path) =>
  (path.startsWith('imports/') && path.endsWith('.json')) ||
  path.startsWith('lib/image/context/') ||
  (path.startsWith('lib/') && path.endsWith('.sh'));

rmSync(build, { recursive: true, force: true });
execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

for (const folder of ['lib', 'imports']) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join('/');
    if (entry.isFile() && isAsset(path)) {
      // Copied with its mode: scripts stay executable.
      cpSync(join(root, path), join(build, path));
    }
  }
}
chmodSync(join(build, 'lib/cli/bin.js'), 0o755);
