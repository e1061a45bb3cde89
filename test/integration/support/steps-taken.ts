import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from '../../../lib/conf/parse';
import { print } from '../../../lib/conf/print';
import { modulesFile } from '../../../lib/config/modules-file';
import { resolveModules } from '../../../lib/config/resolve-modules';
import {
  amiTestManagerConf,
  startAsterisk,
  type AsteriskProvider,
  type RunningAsterisk,
} from '../../../lib/testing/real-asterisk';
import { tinyConfiguration } from './tiny-configuration';

/** A call that the real Asterisk makes. */
export interface MadeCall {
  /** Where it begins: `number@context`. */
  readonly place: string;
  /** What the caller does meanwhile, as the steps of an extension. @default - waits until the call is over */
  readonly caller?: readonly string[];
}

/**
 * The steps that the real Asterisk takes in each call, those of all channels but the caller's own, in their order: `context,extension,priority,Application(arguments)`.
 *
 * The caller is one end of a Local channel, whose other end runs the dialplan. Some calls are made at once.
 *
 * @param texts the files by name, `extensions.conf` among them
 */
export async function stepsTaken(
  provider: AsteriskProvider,
  texts: Readonly<Record<string, string>>,
  calls: readonly MadeCall[],
): Promise<readonly (readonly string[])[]> {
  const callers = calls.map(({ caller = ['Wait(60)'] }, index) =>
    [`[${CALLER}${index}]`, ...caller.map((step, at) => `${at === 0 ? 'exten => s,1' : ' same => n'},${step}`)].join(
      '\n',
    ),
  );
  const all = { ...texts, 'extensions.conf': `${texts['extensions.conf'] ?? ''}\n${callers.join('\n')}\n` };
  const files = Object.entries(all).map(([name, text]) => parse(text, name).file);
  const modules = resolveModules(files, provider.version, { load: ['res_clioriginate', 'app_senddtmf'] });
  const asterisk = await startAsterisk({
    provider,
    overlay: new Map([
      ...tinyConfiguration,
      ...Object.entries(all),
      ['manager.conf', amiTestManagerConf] as const,
      ['modules.conf', print(modulesFile(modules))] as const,
    ]),
  });
  try {
    await asterisk.booted();
    await asterisk.cli('core set verbose 5');
    await asterisk.cli('core set debug 3 app_confbridge');
    const ami = await asterisk.ami();
    const taken = new Map<string, string[]>(calls.map((_, index) => [idOf(index), []]));
    ami.onEvent((event) => {
      const { Event: kind, ...fields } = Object.fromEntries(event);
      if (kind === 'Newexten' && !(fields.Context ?? '').startsWith(CALLER)) {
        const { Context = '', Extension = '', Priority = '', Application = '', AppData = '', Linkedid = '' } = fields;
        // Every channel of a call has the identity of its first one.
        taken.get(Linkedid)?.push(`${Context},${Extension},${Priority},${Application}(${AppData})`);
      }
    });
    await ami.action({ Action: 'Events', EventMask: 'dialplan' });
    for (const [index, { place }] of calls.entries()) {
      const how = { Context: `${CALLER}${index}`, Exten: 's', Priority: '1', CallerID: 'caller <07>', Async: 'true' };
      await ami.action({ Action: 'Originate', Channel: `Local/${place}/n`, ChannelId: idOf(index), ...how });
      await sleep(50);
      if (index % TOGETHER === TOGETHER - 1) {
        await quiet(asterisk);
      }
    }
    await quiet(asterisk);
    return [...taken.values()];
  } catch (error) {
    throw new Error(`Asterisk complains:\n${asterisk.log.slice(-2000)}`, { cause: error });
  } finally {
    await asterisk.stop();
  }
}

/** Calls that are made at once: with forty of them Asterisk crashes now and then. */
const TOGETHER = 8;

/** Contexts of callers begin so. */
const CALLER = 'measuring-caller-';

function idOf(index: number): string {
  return `measured-${index}`;
}

/** Waits until no call is left. */
async function quiet(asterisk: RunningAsterisk): Promise<void> {
  const deadline = Date.now() + 60_000;
  await sleep(500);
  while (!(await asterisk.cli('core show channels count')).startsWith('0 active channels')) {
    if (Date.now() > deadline) {
      throw new Error(`calls are not over after a minute: ${await asterisk.cli('core show channels verbose')}`);
    }
    await sleep(200);
  }
  // The events of the last steps may still be on their way.
  await sleep(300);
}
