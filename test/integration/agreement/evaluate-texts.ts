import { setTimeout as sleep } from 'node:timers/promises';
import { assignment, file, section } from '../../../lib/conf/nodes';
import { print } from '../../../lib/conf/print';
import { modulesFile } from '../../../lib/config/modules-file';
import { resolveModules } from '../../../lib/config/resolve-modules';
import { startAsterisk, type AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { tinyConfiguration } from '../support/tiny-configuration';

/** The whole comparison, or a short one. */
export const runs = (full: number, short: number): number => (process.env.AGREEMENT === 'full' ? full : short);

/** AGREEMENT_SEED=<number> makes the same cases again; a short run makes the same ones always, and is no place for surprises. */
export const seed =
  process.env.AGREEMENT_SEED === undefined ? runs(Date.now() % 2 ** 31, 1) : Number(process.env.AGREEMENT_SEED);

/** What the real Asterisk makes of each text; before each, these variables are set. */
export async function evaluateTexts(
  provider: AsteriskProvider,
  texts: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const sets = Object.entries(variables).map(([name, value]) => `Set(${name}=${value})`);
  const steps = [
    ...texts.flatMap((text, index) => [...sets, `Set(GLOBAL(T${index})=<${text})`]),
    'Set(GLOBAL(DONE)=yes)',
  ];
  const dialplan = file('extensions.conf', [
    section(
      'test',
      steps.map((step, index) =>
        index === 0 ? assignment('exten', `1,1,${step}`, '=>') : assignment('same', `n,${step}`, '=>'),
      ),
    ),
  ]);
  const modules = resolveModules([dialplan], provider.version, {
    load: [
      'res_clioriginate',
      'func_strings',
      'func_cut',
      'func_logic',
      'func_math',
      'func_uri',
      'func_base64',
      'func_md5',
      'func_sha1',
      'func_global',
      'func_dialplan',
    ],
  });
  const asterisk = await startAsterisk({
    provider,
    overlay: new Map([
      ...tinyConfiguration,
      ['logger.conf', '[logfiles]\nconsole=error\n'] as const,
      ['extensions.conf', print(dialplan)] as const,
      ['modules.conf', print(modulesFile(modules))] as const,
    ]),
  });
  try {
    await asterisk.booted();
    await asterisk.cli('channel originate Local/1@test application Wait 100');
    for (;;) {
      const globals = await asterisk.cli('dialplan show globals');
      if (globals.includes('DONE=yes')) {
        const found = new Map([...globals.matchAll(/^ *T(\d+)=<(.*)$/gm)].map(([, index, value]) => [index, value]));
        return texts.map((_, index) => found.get(String(index)) ?? 'nothing');
      }
      await sleep(100);
    }
  } finally {
    await asterisk.stop();
  }
}
