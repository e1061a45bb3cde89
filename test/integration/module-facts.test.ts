import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFileSystemOf } from '../../lib/testing/real-asterisk/root-file-system';
import { describeEveryAsterisk } from './support/asterisk';

const root = join(__dirname, '../..');

describeEveryAsterisk((provider) => {
  const { version, kind } = provider;

  test('what is said of its modules is what the installed Asterisk says', () => {
    if (kind !== 'rootfs') {
      console.warn(
        'not compared: the files of a container are not at hand; CDK8S_ASTERISK_RUNNER=rootfs compares them',
      );
      return;
    }
    const directory = rootFileSystemOf(version);
    const newer = version.major < 22 ? ['imports/asterisk/22.json'] : [];
    const made = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'imports/make-modules.ts', directory, ...newer], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    expect(made.stderr).toBe('');
    const committed = JSON.parse(readFileSync(join(root, `imports/asterisk/${version.major}.json`), 'utf8')) as object;
    const found = JSON.parse(made.stdout) as object;
    if (directory.includes(version.full)) {
      expect(found).toEqual(committed);
    } else if (JSON.stringify(found) !== JSON.stringify(committed)) {
      // Debian has moved on: that is news, and no failure of ours.
      console.warn(
        `${directory} is newer than ${version.full}, and says something else of its modules: make imports/asterisk again`,
      );
    }
  });
});
