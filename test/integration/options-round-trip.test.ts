import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { CatalogObject, CatalogOption } from '../../lib/catalog/catalog';
import { catalogOf } from '../../lib/catalog/catalog-of';
import type { OptionValue } from '../../lib/config/options';
import { valueProblem } from '../../lib/config/option-value';
import {
  amiTestManagerConf,
  startAsterisk,
  type AmiConnection,
  type RunningAsterisk,
} from '../../lib/testing/real-asterisk';
import { problemsIn } from '../../lib/testing/real-asterisk/problem';
import { OPTION_EXCEPTIONS, UNWRITTEN_TYPES } from '../cases/option-exceptions';
import { optionsFile, type OptionObject } from '../support/option-objects';
import { meaningOf, valuesOf } from '../support/option-values';
import { shownOptions, shownOptionsFiles } from '../support/shown-options';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

/** FC_SEED=<number> runs the same options and values again. */
const seed = process.env.FC_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.FC_SEED);
const RUNS = 8;
const OBJECTS = 60;

/** Kinds of which Asterisk keeps one. */
const SINGLE = ['global', 'system'];

describeEveryAsterisk((provider) => {
  const { version } = provider;
  const kinds = Object.entries(catalogOf(version).files['pjsip.conf']?.objects ?? {}).filter(
    ([type]) => !UNWRITTEN_TYPES.some((each) => each.type === type),
  );
  const exceptionOf = (type: string, option: string) =>
    OPTION_EXCEPTIONS.find(
      (each) => each.type === type && each.option === option && each.versions.includes(version.major),
    );
  const optionsOf = ([type, { options }]: [string, CatalogObject]) =>
    Object.entries(options).filter(
      ([name, { pattern }]) => name !== 'type' && pattern !== true && exceptionOf(type, name)?.kind !== 'not written',
    );
  const optionAt = (type: string, name: string): CatalogOption =>
    Object.fromEntries(kinds)[type]?.options[name] ?? { type: 'string' };

  let asterisk: RunningAsterisk;
  let ami: AmiConnection;
  let tried = 0;
  const names = new Set<string>();

  beforeAll(async () => {
    asterisk = await startAsterisk({
      provider,
      overlay: new Map([
        ...tinyConfiguration,
        ...shownOptionsFiles,
        ['manager.conf', amiTestManagerConf],
        ['acl.conf', '[house]\ndeny=10.0.0.0/8\n'],
        ['geolocation.conf', '[house]\ntype=profile\n'],
        ['modules.conf', '[modules]\nautoload=yes\nnoload=chan_sip.so\n'],
        ['pjsip.conf', optionsFile(version, typical('system'))],
      ]),
    });
    await asterisk.booted();
    ami = await asterisk.ami();
  }, 60_000);

  afterAll(async () => {
    await asterisk.stop();
    console.log(`Asterisk ${version.full}: ${names.size} options, ${tried} values, FC_SEED=${seed}`);
  });

  /** One object for each option of a kind, with a value as it might stand there; of a kind that is single, one for all. */
  function typical(...types: readonly string[]): OptionObject[] {
    return kinds
      .filter(([type]) => types.includes(type))
      .flatMap((kind) => {
        const [type] = kind;
        const all = optionsOf(kind).map(([name, option]) => {
          const [value = ''] = fc.sample(valuesOf(type, name, option), { numRuns: 1, seed });
          return { type, name: `${type}-${name}`, options: { [name]: value } };
        });
        const options = Object.assign({}, ...all.map((each) => each.options)) as OptionObject['options'];
        return SINGLE.includes(type) ? [{ type, name: type, options }] : all;
      });
  }

  async function load(text: string): Promise<string> {
    const before = asterisk.log.length;
    await asterisk.write('pjsip.conf', text);
    await ami.action({ Action: 'Command', Command: 'module reload res_pjsip.so' });
    // What it complains of is on its way, line by line, while it answers.
    for (let length = -1; length !== asterisk.log.length;) {
      length = asterisk.log.length;
      await sleep(200);
    }
    return asterisk.log.slice(before);
  }

  /** The texts of an option in the file, as Asterisk reads it: what it has no words for. */
  async function written(): Promise<Map<string, string[]>> {
    const { fields } = await ami.action({ Action: 'GetConfig', Filename: 'pjsip.conf' });
    const found = new Map<string, string[]>();
    let category = '';
    for (const [field, value] of fields) {
      if (field.startsWith('Category-')) category = value;
      if (field.startsWith('Line-')) {
        const [key = ''] = value.split('=');
        const path = `${category}/${key}`;
        found.set(path, [...(found.get(path) ?? []), value.slice(key.length + 1)]);
      }
    }
    return found;
  }

  /** Where what Asterisk has differs from what was meant. */
  async function differences(objects: readonly OptionObject[]): Promise<string[]> {
    const shown = await shownOptions(
      asterisk,
      objects.map(({ type, name }) => `${type}/${name}`),
    );
    const lines = await written();
    return objects.flatMap(({ type, name, options }, index) => {
      const found = shown[index] ?? 'missing';
      if (found === 'missing') {
        return [`${type} ${JSON.stringify(options)} is refused`];
      }
      return Object.entries(options).flatMap(([option, value]) => {
        tried++;
        names.add(`${type} ${option}`);
        const known = optionAt(type, option);
        const exception = exceptionOf(type, option);
        const shows = exception?.shows;
        const texts =
          found === 'silent' || !found.has(option) || (exception?.kind === 'shown otherwise' && shows === undefined)
            ? lines.get(`${name}/${option}`)
            : found.get(option);
        const expected = typeof value === 'string' ? (shows?.[value] ?? value) : value;
        const [is, meant] = [meaningOf(known, texts ?? []), meaningOf(known, expected)];
        return JSON.stringify(is) === JSON.stringify(meant)
          ? []
          : [`${type} ${option}: ${JSON.stringify(meant)} is read as ${JSON.stringify(is)}`];
      });
    });
  }

  const complaints = (log: string) =>
    problemsIn(log)
      .map(({ message }) => message)
      .filter((line) => /Could not create an object|Could not find option|Error parsing/.test(line));

  test('every option is read with a value of its type', async () => {
    expect(complaints(asterisk.log)).toEqual([]);
    const objects = typical(...kinds.map(([type]) => type));
    const log = await load(optionsFile(version, objects));
    expect({ complaints: complaints(log), differences: await differences(objects) }).toEqual({
      complaints: [],
      differences: [],
    });
  }, 60_000);

  test('every word of a choice is read', async () => {
    const objects = kinds
      .filter(([type]) => !SINGLE.includes(type))
      .flatMap((kind) =>
        optionsOf(kind).flatMap(([option, { choices = [] }]) =>
          choices
            .filter(() => `${kind[0]} ${option}` !== 'transport protocol')
            .map((word) => ({ type: kind[0], name: `${kind[0]}-${option}-${word}`, options: { [option]: word } })),
        ),
      );
    const log = await load(optionsFile(version, objects));
    expect({ complaints: complaints(log), differences: await differences(objects) }).toEqual({
      complaints: [],
      differences: [],
    });
  }, 60_000);

  test('random values of random options are read as meant', async () => {
    const object = fc.constantFrom(...kinds).chain((kind) => {
      const [type] = kind;
      const together = optionsOf(kind).filter(([name]) => exceptionOf(type, name)?.kind !== 'alone');
      const values = Object.fromEntries(together.map(([name, option]) => [name, valuesOf(type, name, option)]));
      const chosen = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Record<string, OptionValue>>;
      return chosen.map((options) => ({ type, options }));
    });
    console.log(`Asterisk ${version.full}: FC_SEED=${seed}`);
    let batch = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: OBJECTS, maxLength: OBJECTS }), async (list) => {
        batch++;
        const objects = list
          // Those of which there is one: the first global, and no system, which is read at the start only.
          .filter(
            ({ type }, index) =>
              type !== 'system' && (type !== 'global' || list.findIndex((each) => each.type === type) === index),
          )
          .map((each, index) => ({ ...each, name: `random-${batch}-${index}` }));
        const log = await load(optionsFile(version, objects));
        expect({ complaints: complaints(log), differences: await differences(objects) }).toEqual({
          complaints: [],
          differences: [],
        });
      }),
      { numRuns: RUNS, seed, endOnFailure: true },
    );
  }, 90_000);

  test('Asterisk takes no value that we refuse', async () => {
    const wrong = kinds
      .filter(([type]) => !SINGLE.includes(type))
      .flatMap((kind) =>
        optionsOf(kind).flatMap(([option, known]) =>
          ['quux', '1x', '1.5']
            .filter((value) => valueProblem(known, value) !== undefined)
            .map((value) => ({ type: kind[0], option, known, value })),
        ),
      );
    const objects = wrong.map(({ type }, index) => ({ type, name: `wrong-${index}`, options: {} }));
    const lines = wrong.map(({ option, value }) => `${option}=${value}\n`);
    // The library does not write them.
    const text = objects.reduce(
      (all, { name }, index) => all.replace(`[${name}]\n`, `[${name}]\n${lines[index] ?? ''}`),
      optionsFile(version, objects),
    );
    await load(text);
    const shown = await shownOptions(
      asterisk,
      objects.map(({ type, name }) => `${type}/${name}`),
    );
    const taken = wrong.flatMap(({ type, option, value }, index) => {
      const found = shown[index] ?? 'missing';
      const texts = typeof found === 'string' ? [] : (found.get(option) ?? []);
      return texts.includes(value) ? [`${type} ${option}=${value}`] : [];
    });
    expect(wrong.length).toBeGreaterThan(100);
    expect(taken).toEqual([]);
  }, 60_000);

  test('Asterisk knows no option that the catalog does not', async () => {
    const complete = kinds.filter(([, { options }]) => !Object.values(options).some(({ pattern }) => pattern === true));
    const objects = complete.map(([type]) => ({ type, name: `unknown-${type}`, options: {} }));
    const text = optionsFile(version, objects).replace(/^\[unknown-.*\]\n/gm, (line) => `${line}no_such_option=1\n`);
    const log = await load(text);
    const refused = complaints(log).filter((line) =>
      line.includes("Could not find option suitable for category 'unknown-"),
    );
    expect(refused).toHaveLength(objects.filter(({ type }) => type !== 'system').length);
  }, 60_000);
});
