import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from '../../lib/conf/print';
import { modulesFile } from '../../lib/config/modules-file';
import { reloadableFiles, reloadCommand, RESTART_TYPES } from '../../lib/config/reload-table';
import { startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { RELOADED, RESTARTED, type FileChange } from '../cases/reloads';
import { describeEveryAsterisk } from './support/asterisk';
import { FULL } from './support/full';
import { prepared } from './support/feature-boot';

const CALLS = FULL ? 50 : 10;

describeEveryAsterisk((provider) => {
  const { version } = provider;
  const of = (rows: readonly FileChange[]) => rows.filter(({ versions }) => versions.includes(version.major));
  const [reloaded, restarted] = [of(RELOADED), of(RESTARTED)];
  const rows = [...reloaded, ...restarted];
  let asterisk: RunningAsterisk;

  /** A file with all of its rows, of which one is changed. */
  const textOf = (file: string, changed?: FileChange) =>
    rows
      .filter((row) => row.file === file)
      .map((row) => (row === changed ? row.after : row.before))
      .join('\n');

  beforeAll(async () => {
    const texts = Object.fromEntries(rows.map(({ file }) => [file, textOf(file)]));
    const load = ['res_clioriginate', 'res_odbc', 'app_minivm', 'res_pjproject', 'res_phoneprov', 'res_pjsip_notify'];
    const { files, modules } = prepared({ name: 'all', files: texts, checks: [], load }, version);
    const configDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-reload-'));
    const overlay = new Map([...files, ['modules.conf', print(modulesFile(modules))] as const]);
    try {
      asterisk = await startAsterisk({ provider, configDirectory, overlay });
    } finally {
      rmSync(configDirectory, { recursive: true });
    }
    await asterisk.booted();
    for (let call = 0; call < CALLS; call++) {
      await asterisk.cli('channel originate Local/1@test application Wait 600');
    }
  });
  afterAll(() => asterisk.stop());

  /** What is answered before and after the running Asterisk is told to read a changed file. */
  async function answers(row: FileChange, command: string) {
    const before = await asterisk.cli(row.ask);
    await asterisk.write(row.file, textOf(row.file, row));
    const said = await asterisk.cli(command);
    const after = await asterisk.cli(row.ask);
    await asterisk.write(row.file, textOf(row.file));
    await asterisk.cli(command);
    return { before, after, said };
  }

  test('every file of the table has a row', () => {
    expect([...new Set(reloaded.map(({ file }) => file))].sort()).toEqual([...reloadableFiles(version)].sort());
    const types = restarted.filter(({ file }) => file === 'pjsip.conf').map(({ what }) => what);
    expect(types).toEqual(RESTART_TYPES);
  });

  test.each(reloaded.map((row) => [row.file, row.what, row] as const))(
    'a changed %s is reloaded: %s',
    async (_, _what, row) => {
      const { before, after, said } = await answers(row, reloadCommand(row.file, version) ?? '');
      expect(said).toContain('reloaded successfully');
      expect(before).not.toMatch(row.answer);
      expect(after).toMatch(row.answer);
    },
  );

  test.each(restarted.map((row) => [row.file, row.what, row] as const))(
    'a changed %s wants a restart: %s',
    async (_, _what, row) => {
      const { before, after } = await answers(row, 'core reload');
      expect(before).not.toMatch(row.answer);
      expect(after).not.toMatch(row.answer);
      // It would have shown it.
      expect(after).toContain(/\d\d+|oldword|is 1/.exec(row.before)?.[0] ?? 'is 1');
    },
  );

  test('a module that is added to modules.conf wants a restart', async () => {
    const loaded = () => asterisk.cli('module show like app_sayunixtime');
    expect(await loaded()).toContain('0 modules loaded');
    const { stdout } = await asterisk.run(['cat', '/etc/asterisk/modules.conf']);
    await asterisk.write('modules.conf', `${stdout}load = app_sayunixtime.so\n`);
    await asterisk.cli('core reload');
    expect(await loaded()).toContain('0 modules loaded');
    await asterisk.cli('module load app_sayunixtime.so');
    expect(await loaded()).toContain('1 modules loaded');
  });

  test('every call is still up', async () => {
    expect(await asterisk.cli('core show channels')).toMatch(new RegExp(`^${2 * CALLS} active channels`, 'm'));
  });
});
