import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFileSystemOf } from '../../lib/testing/real-asterisk/root-file-system';
import { describeEveryAsterisk } from '../integration/support/asterisk';

const repository = join(__dirname, '../..');

const TIME_LIMIT = 3_600_000;

describeEveryAsterisk(({ version, kind }) => {
  test(
    'the files that modules need are as is committed',
    () => {
      const script = 'imports/make-needed-files.ts';
      const { stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', script, String(version.major)], {
        cwd: repository,
        encoding: 'utf8',
        maxBuffer: 16 * 1024 * 1024,
      });
      expect(stderr).toBe('');
      const path = join(repository, `imports/asterisk/needed-files-${version.major}.json`);
      const committed: unknown = JSON.parse(readFileSync(path, 'utf8'));
      if (kind === 'rootfs' && !rootFileSystemOf(version).includes(version.full)) {
        console.warn(`Debian has moved on from ${version.full}: what differs is news, and no failure of ours`);
        return;
      }
      expect(JSON.parse(stdout)).toEqual(committed);
    },
    TIME_LIMIT,
  );
});
