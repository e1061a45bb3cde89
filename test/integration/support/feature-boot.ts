import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogOf } from '../../../lib/catalog/catalog-of';
import type { AsteriskVersion } from '../../../lib/catalog/version';
import type { ConfFile } from '../../../lib/conf/nodes';
import { parse } from '../../../lib/conf/parse';
import { print } from '../../../lib/conf/print';
import { writeBaseFiles } from '../../../lib/config/base-files';
import { Configuration } from '../../../lib/config/configuration';
import { modulesFile, type ResolvedModule } from '../../../lib/config/modules-file';
import { neededFiles } from '../../../lib/config/needed-files';
import { resolveModules } from '../../../lib/config/resolve-modules';
import { LogFormat } from '../../../lib/config/log-format';
import { Tones } from '../../../lib/config/tones';
import {
  AsteriskExitedError,
  startAsterisk,
  type AsteriskProvider,
  type RunningAsterisk,
} from '../../../lib/testing/real-asterisk';
import { certificate } from '../../cases/features/certificate';
import type { Check, Feature } from '../../cases/features/feature';

/** How long a check is asked again, in milliseconds, where it is known that it may fail. */
export const SHORT_PATIENCE = 6000;

/** How long where it should not, also on a busy machine: longer than what is called waits itself. */
const PATIENCE = 20_000;

/** The files of a feature beside those that every PBX has, and the modules that they need. */
export interface Prepared {
  readonly files: ReadonlyMap<string, string>;
  readonly modules: readonly ResolvedModule[];
}

/** Whether Asterisk complained, or what it answered; nothing where all is well. */
export type Failure = string | undefined;

/** What has to be written for a feature. */
export function prepared(feature: Feature, version: AsteriskVersion): Prepared {
  const model = new Configuration(version);
  writeBaseFiles((name) => model.file(name), {
    tones: Tones.UK,
    rtpPorts: { first: 10000, last: 10999 },
    logFormat: LogFormat.JSON,
  });
  const base = new Map([...model.render([]).files].filter(([name]) => name !== 'modules.conf'));
  const texts = new Map([...base, ...Object.entries(feature.files)]);
  const nodes = [...texts].filter(([name]) => name.endsWith('.conf')).map(([name, text]) => parsed(name, text));
  const modules = resolveModules(nodes, version, { load: feature.load });
  const needed = neededFiles(
    catalogOf(version),
    modules.map(({ name }) => name),
  );
  const files = new Map([...needed, ...texts, ['certificate.pem', certificate()] as const]);
  return { files, modules };
}

function parsed(name: string, text: string): ConfFile {
  const { file, errors } = parse(text, name);
  const [first] = errors;
  if (first !== undefined) {
    throw first;
  }
  return file;
}

/** Boots with these modules, asks for everything that shows the feature, and says the first thing that is not as it should be. */
export async function tryFeature(
  provider: AsteriskProvider,
  feature: Feature,
  files: ReadonlyMap<string, string>,
  modules: readonly ResolvedModule[],
  patience = PATIENCE,
): Promise<Failure> {
  const overlay = new Map([...files, ['modules.conf', print(modulesFile(modules))] as const]);
  // None of Debian's own files: what is missing is to be missed.
  const configDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-feature-'));
  // It is copied when Asterisk starts.
  const asterisk = await startAsterisk({ provider, configDirectory, overlay }).finally(() => {
    rmSync(configDirectory, { recursive: true });
  });
  try {
    const complaint = () => {
      const first = asterisk.problems().find(({ message }) => feature.complaints?.test(message) !== true);
      return first === undefined ? undefined : `complains: ${first.raw}`;
    };
    await asterisk.booted();
    for (const check of feature.checks) {
      const answer = await asked(asterisk, check, complaint, patience);
      if (answer !== undefined) {
        return answer;
      }
    }
    return complaint();
  } catch (error) {
    // That it could not be started at all tells nothing of the feature.
    if (!(error instanceof AsteriskExitedError)) {
      throw error;
    }
    return error.message;
  } finally {
    await asterisk.stop();
  }
}

/** Asks until the answer is right, there is a complaint, or too much time has gone. */
async function asked(
  asterisk: RunningAsterisk,
  { command, expect: wanted }: Check,
  complaint: () => Failure,
  patience: number,
): Promise<Failure> {
  const expected = wanted instanceof RegExp ? [wanted] : wanted;
  const acts = command.startsWith('channel originate');
  const end = performance.now() + (acts ? 0 : patience);
  for (let pause = 100; ; pause = Math.min(2 * pause, 800)) {
    const answer = await asterisk.cli(command);
    const missing = expected.find((each) => !each.test(answer));
    if (missing === undefined) {
      return undefined;
    }
    const complained = complaint();
    if (complained !== undefined || performance.now() > end) {
      return `'${command}' lacks ${String(missing)}: ${answer.trim().slice(0, 300)} ${complained ?? ''}`;
    }
    await sleep(pause);
  }
}
