import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogOf } from '../../lib/catalog/catalog-of';
import { parse } from '../../lib/conf/parse';
import { checkDialplan, DIALPLAN_FILES } from '../../lib/config/check-dialplan';
import { checkFile } from '../../lib/config/check-file';
import { FileSchema } from '../../lib/config/file-schema';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import { rootFileSystemOf } from '../../lib/testing/real-asterisk/root-file-system';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

/** They do nothing without their argument, and say nothing of it. */
const SILENT = [
  ...[
    'Bridge',
    'BridgeAdd',
    'CELGenUserEvent',
    'ClearHash',
    'DBdeltree',
    'Dial',
    'ElseIf',
    'Exec',
    'ExtenSpy',
    'If',
    'Log',
  ],
  ...['ODBCFinish', 'PlayTones', 'SayAlpha', 'SayDigits', 'SayMoney', 'SayPhonetic', 'TryExec', 'Verbose', 'Wait'],
  ...['SpeechActivateGrammar', 'SpeechBackground', 'SpeechCreate', 'SpeechDeactivateGrammar', 'SpeechLoadGrammar'],
  ...['SpeechProcessingSound', 'SpeechUnloadGrammar'],
];

/** Not files that Asterisk reads: for programs beside it, and one whose settings stand above any section. */
const NOT_READ = ['ast_debug_tools.conf', 'dbsep.conf', 'muted.conf', 'cel_sqlite3_custom.conf'];

describeEveryAsterisk((provider) => {
  const { version } = provider;

  test('misses every argument that the catalog calls required', async () => {
    const { applications, modules } = catalogOf(version);
    const names = Object.entries(applications)
      .filter(([name, { module, parameters }]) => {
        const required = parameters.some((parameter) => parameter.required === true);
        return required && (module === 'builtin' || module in modules) && !SILENT.includes(name);
      })
      .map(([name]) => name);
    const steps = names.map((name) => `exten => ${name},1,Log(NOTICE,calls ${name})\n same => n,${name}()\n`);
    const asterisk = await startAsterisk({
      provider,
      overlay: new Map([
        ['extensions.conf', `[test]\n${steps.join('')}`],
        ['logger.conf', '[general]\n[logfiles]\nconsole => notice,warning,error\n'],
      ]),
    });
    try {
      await asterisk.booted();
      for (const name of names) {
        await asterisk.cli(`channel originate Local/${name}@test application Wait 1`);
      }
      await sleep(1500);
      const calls = new Map<string, string>();
      const missed = new Set<string>();
      for (const line of asterisk.log.split('\n')) {
        const [, id = ''] = /\[(C-[0-9a-f]+)\]/.exec(line) ?? [];
        const [, name] = / calls (\w+)$/.exec(line) ?? [];
        if (name !== undefined) calls.set(id, name);
        if (/(WARNING|ERROR)\[/.test(line)) missed.add(calls.get(id) ?? '');
      }
      expect(calls.size).toBe(names.length);
      expect(names.filter((name) => !missed.has(name))).toEqual([]);
    } finally {
      await asterisk.stop();
    }
  }, 120_000);

  test('takes the class "default" where no music is named', async () => {
    const asterisk = await startAsterisk({
      provider,
      overlay: new Map([
        ...tinyConfiguration,
        [
          'modules.conf',
          '[modules]\nautoload=no\nload=pbx_config.so\nload=res_timing_timerfd.so\nload=res_musiconhold.so\nload=res_clioriginate.so\n',
        ],
        ['musiconhold.conf', '[default]\nmode=custom\napplication=/bin/sleep 60\n'],
        ['extensions.conf', '[test]\nexten => 1,1,MusicOnHold()\n'],
      ]),
    });
    try {
      await asterisk.booted();
      await asterisk.cli('channel originate Local/1@test application Wait 5');
      await sleep(500);
      expect(await asterisk.cli('core show channels concise')).toMatch(/!MusicOnHold!/);
      expect(asterisk.log).not.toMatch(/Unable to start music/);
    } finally {
      await asterisk.stop();
    }
  });

  test('has samples in which nothing is refused', () => {
    const directory = join(rootFileSystemOf(version), 'etc/asterisk');
    const files = readdirSync(directory).filter((name) => name.endsWith('.conf') && !NOT_READ.includes(name));
    const refused = files.flatMap((name) => {
      const { file, errors } = parse(readFileSync(join(directory, name), 'utf8'), name);
      try {
        checkFile(file, new FileSchema(name, version));
        if (DIALPLAN_FILES.test(name)) checkDialplan(file, version);
        return errors.map(({ message }) => message);
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    });
    expect(files.length).toBeGreaterThan(80);
    expect(refused).toEqual([]);
  });
});
