import * as fc from 'fast-check';
import { byteLength, MAX_LINE_BYTES, MAX_SECTION_NAME_BYTES } from '../../lib/conf/dialect';
import { flatten } from '../../lib/conf/flatten';
import { file, type Section } from '../../lib/conf/nodes';
import { parse } from '../../lib/conf/parse';
import { print } from '../../lib/conf/print';
import {
  amiTestManagerConf,
  startAsterisk,
  type AmiConnection,
  type RunningAsterisk,
} from '../../lib/testing/real-asterisk';
import { sections } from '../support/arbitrary-conf';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

// What AMI shows of a section: its name, whether it is a template, and its lines as `key=value`.
type Shown = readonly [name: string, template: boolean, ...lines: string[]];

/** FC_SEED=<number> runs the same sections again. */
const seed = process.env.FC_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.FC_SEED);
const RUNS = 250;

function flat(text: string): Shown[] {
  return flatten(parse(text, 'random.conf').file).map(({ name, template, variables }) => [
    name,
    template,
    ...variables.map(({ key, value }) => `${key}=${value}`),
  ]);
}

describeEveryAsterisk((provider) => {
  let asterisk: RunningAsterisk;
  let ami: AmiConnection;

  beforeAll(async () => {
    const overlay = new Map([...tinyConfiguration, ['manager.conf', amiTestManagerConf] as const]);
    asterisk = await startAsterisk({ provider, overlay });
    await asterisk.booted();
    ami = await asterisk.ami();
  });

  afterAll(async () => {
    await asterisk.stop();
  });

  /** What Asterisk reads in this text; `undefined` when it refuses the file. */
  async function read(text: string): Promise<Shown[] | undefined> {
    await asterisk.write('random.conf', text);
    const { ok, fields } = await ami.action({
      Action: 'GetConfig',
      Filename: 'random.conf',
      Filter: 'TEMPLATES=include',
    });
    if (!ok) {
      return undefined;
    }
    const shown: [string, boolean, ...string[]][] = [];
    for (const [name, value] of fields) {
      const current = shown.at(-1);
      if (name.startsWith('Category-')) shown.push([value, false]);
      else if (name.startsWith('IsTemplate-') && current !== undefined) current[1] = value === '1';
      else if (name.startsWith('Line-')) current?.push(value);
    }
    return shown;
  }

  test('Asterisk reads what was meant', async () => {
    let count = 0;
    const meant = (list: readonly Section[]) => {
      const conf = file('random.conf', list);
      const text = print(conf);
      return {
        text,
        categories: flatten(conf).map(({ name, template, variables }): Shown => [
          name,
          template,
          ...variables.map(({ key, value }) => `${key}=${value}`),
        ]),
      };
    };
    console.log(`Asterisk ${provider.version.full}: FC_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(sections({ minLength: 10, maxLength: 14 }), async (list) => {
        count += list.length;
        const { text, categories } = meant(list);
        expect(await read(text)).toEqual(categories);
      }),
      { numRuns: RUNS, seed },
    );
    expect(count).toBeGreaterThanOrEqual(2000);
  }, 120_000);

  const text = (bytes: number) => `[a]\nk=${'x'.repeat(bytes - 2)}\nafter=1\n`;

  test.each<[string, string]>([
    ['a line as long as can be', text(MAX_LINE_BYTES)],
    ['a key that begins with a bracket', '[a]\n\\[k = 1\n'],
    ['a key that begins with #', '[a]\n\\#include = 1\n'],
    ['a key that begins with a backslash', '[a]\n\\\\k = 1\n'],
    ['a key that begins with =', '[a]\n\\=k = 1\n'],
    ['a key that begins with ;', '[a]\n\\;k = 1\n'],
    ['a key with ; and blanks in it', '[a]\na b\\;c\td = 1\n'],
    ['an empty value', '[a]\nk =\nl =>\nm=;c\n'],
    ['a value of signs', '[a]\nk ==\nl = =\nm => >\nn = =>\no = >\np => =\n'],
    ['+= onto one, none and several', '[a]\nk=1\nk=2\nk += 7\nn += 8\nk+=9\nk  +=  \nk +=\n'],
    ['+= onto nothing', '[a]\nk =\nk += 7\n[b](a)\nk += 8\n'],
    ['+= onto one of two that are alike', '[a]\nk=1\nl=2\nk=1\nk += 7\n'],
    ['+= onto one of two that are alike but for case', '[a]\nK=Ab\nl=2\nk=aB\nk += 7\n'],
    ['+= onto the last, which is empty', '[a]\nk=1\nK=2\nk=\nk += 7\n'],
    ['+= onto letters that have case outside of ASCII', '[a]\nk=É\nk=é\nk += 7\n'],
    ['+= with > after it', '[a]\nk=1\nk +=> 2\n'],
    ['+= onto what was inherited', '[a](!)\nk=1\n[b](a)\nk += 2\n[c](a)\n'],
    ['+= onto a key of another case', '[a]\nKey=1\nkey += 2\n'],
    ['a block comment in a line', '[a]\nk = 1 ;-- hidden --; 2\nl = 3\n'],
    ['a block comment over lines', '[a]\nk = 1 ;-- hidden\nl = 2\nm = --; 3\nn = 4\n'],
    ['a block comment in a block comment', '[a]\n;-- one ;-- two --; l = 1\n--;\nk = 1\n'],
    ['what is no block comment', '[a]\nk = 1 ;--- l --; 2\nm = 3 ;- l -;\n'],
    ['a backslash before ;', '[a]\nk = a\\;b\nl = a\\\\;b\nm = \\;\nn = a\\\\\\;b\n'],
    ['other backslashes', '[a]\nk = \\a\\n\\\\ "q" \'r\' #x\n'],
    ['blanks of all kinds', '[a]\n \t k \u0001 = \t v\u0001w \u0001\r\n'],
    ['a no-break space', '[a]\nk = \u00a0v\u00a0\n'],
    ['a byte order mark', '\ufeff[a]\nk = 1\n'],
    ['blanks in a section name', '[ a b ]\nk = 1\n'],
    ['what stands behind a section name', '[a] b = 1\nk = 1\n'],
    ['the same section twice', '[a]\nk=1\n[a]\nk=2\n[A](+)\nk=3\n'],
    ['sections whose names have case outside of ASCII', '[É]\nk=1\n[é]\nl=1\n[é](+)\nm=1\n[x](é)\n'],
    ['a template, twice inherited', '[t](!)\na=1\n[u](!,t)\nb=2\n[c](u,t)\nc=3\n[d](t)\n'],
    ['what joins the first section that is no template', '[a](!)\nk=1\n[a]\nl=1\n[a](+)\nm=1\n[b](a)\n'],
    ['a section that inherits from itself once more', '[a]\nk=1\n[b]\nl=1\n[a](+,b)\nm=1\n'],
    ['no line feed at the end', '[a]\nk = 1'],
    ['nothing but comments', '; one\n\n;-- two --;\n'],
  ])('parse and flatten see as Asterisk does: %s', async (_, written) => {
    expect(await read(written)).toEqual(flat(written));
  });

  test('skips a line that is one byte longer than can be', async () => {
    expect(await read(text(MAX_LINE_BYTES + 1))).toEqual([['a', false, 'after=1']]);
  });

  test('keeps so many bytes of a section name, and no more', async () => {
    const name = 'é'.repeat(40).slice(0, 39) + 'x';
    expect(byteLength(name)).toBe(MAX_SECTION_NAME_BYTES);
    expect(await read(`[${name}]\nk=1\n`)).toEqual([[name, false, 'k=1']]);
    expect(await read(`[${name}y]\nk=1\n`)).toEqual([[name, false, 'k=1']]);
  });

  test.each([
    ['a parent that is not there', '[a](missing)\n'],
    ['a section to join that is not there', '[a](+)\nk=1\n'],
    ['a template to join', '[a](!)\n[a](+)\nk=1\n'],
    ['a parent with blanks around it', '[t](!)\na=1\n[c]( t )\n'],
    ['a section name without end', '[a\nk=1\n'],
    ['options without end', '[a](b\nk=1\n'],
    ['a setting before any section', 'k=1\n[a]\n'],
  ])('Asterisk refuses %s, and so do we', async (_, written) => {
    expect(await read(written)).toBeUndefined();
    const { file: parsed, errors } = parse(written, 'random.conf');
    expect(() => {
      errors.forEach((error) => {
        throw error;
      });
      flatten(parsed);
    }).toThrow();
  });
});
