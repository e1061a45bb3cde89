import { DONE, globalsAfter, stepsFile } from '../support/globals-after';
import type { AsteriskProvider } from '../../../lib/testing/real-asterisk';

/** The whole comparison, or a short one. */
export const runs = (full: number, short: number): number => (process.env.AGREEMENT === 'full' ? full : short);

/** AGREEMENT_SEED=<number> makes the same cases again; a short run makes the same ones always, and is no place for surprises. */
export const seed =
  process.env.AGREEMENT_SEED === undefined ? runs(Date.now() % 2 ** 31, 1) : Number(process.env.AGREEMENT_SEED);

/** What is wrong on purpose is not to fill the log. */
export const QUIET = { 'logger.conf': '[logfiles]\nconsole=error\n' };

/** The modules of functions that texts are made of. */
const FUNCTIONS = [
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
  'func_env',
  'func_sprintf',
];

/** What the real Asterisk makes of each text; before each, these variables are set. */
export async function evaluateTexts(
  provider: AsteriskProvider,
  texts: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const sets = Object.entries(variables).map(([name, value]) => `Set(${name}=${value})`);
  const dialplan = stepsFile([...texts.flatMap((text, index) => [...sets, `Set(GLOBAL(T${index})=<${text})`]), DONE]);
  const globals = await globalsAfter(provider, dialplan, '1@test', { load: FUNCTIONS, files: QUIET });
  const found = new Map([...globals.matchAll(/^ *T(\d+)=<(.*)$/gm)].map(([, index, value]) => [index, value]));
  return texts.map((_, index) => found.get(String(index)) ?? 'nothing');
}
