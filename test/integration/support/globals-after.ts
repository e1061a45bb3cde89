import { setTimeout as sleep } from 'node:timers/promises';
import { assignment, file, section, type ConfFile } from '../../../lib/conf/nodes';
import { print } from '../../../lib/conf/print';
import { modulesFile } from '../../../lib/config/modules-file';
import { resolveModules } from '../../../lib/config/resolve-modules';
import { startAsterisk, type AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { tinyConfiguration } from './tiny-configuration';

/** The step that ends a dialplan for `globalsAfter`. */
export const DONE = 'Set(GLOBAL(DONE)=yes)';

/** What a dialplan needs besides its own modules. */
export interface GlobalsAfterOptions {
  /** Modules that nothing in it asks for. */
  readonly load?: readonly string[];
  /** Files beside it. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A dialplan of one extension, `1` in `[test]`, with these steps. */
export function stepsFile(steps: readonly string[]): ConfFile {
  const lines = steps.map((step, index) =>
    index === 0 ? assignment('exten', `1,1,${step}`, '=>') : assignment('same', `n,${step}`, '=>'),
  );
  return file('extensions.conf', [section('test', lines)]);
}

/** The global variables, as `dialplan show globals` lists them, once a call to this place has come to the step `DONE`. */
export async function globalsAfter(
  provider: AsteriskProvider,
  dialplan: ConfFile,
  place: string,
  { load = [], files = {} }: GlobalsAfterOptions = {},
): Promise<string> {
  const modules = resolveModules([dialplan], provider.version, { load: ['res_clioriginate', ...load] });
  const overlay = new Map([
    ...tinyConfiguration,
    ...Object.entries(files),
    ['extensions.conf', print(dialplan)] as const,
    ['modules.conf', print(modulesFile(modules))] as const,
  ]);
  const asterisk = await startAsterisk({ provider, overlay });
  try {
    await asterisk.booted();
    await asterisk.cli(`channel originate Local/${place} application Wait 1000`);
    for (;;) {
      const globals = await asterisk.cli('dialplan show globals');
      if (globals.includes('DONE=yes')) {
        return globals;
      }
      await sleep(100);
    }
  } finally {
    await asterisk.stop();
  }
}
