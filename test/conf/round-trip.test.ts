import * as fc from 'fast-check';
import { file, section, assignment, type ConfFile } from '../../lib/conf/nodes';
import { parse } from '../../lib/conf/parse';
import { print } from '../../lib/conf/print';
import { sections } from '../support/arbitrary-conf';

/** The nodes without the positions that only parsing gives, and without blank lines, which are layout. */
function bare(conf: ConfFile): unknown {
  return JSON.parse(
    JSON.stringify(
      {
        ...conf,
        sections: conf.sections.map((one) => ({ ...one, items: one.items.filter(({ kind }) => kind !== 'blank') })),
      },
      (key, value: unknown) => (key === 'position' || key === 'valuePosition' ? undefined : value),
    ),
  );
}

test('what is printed parses to the same nodes', () => {
  fc.assert(
    fc.property(sections({ minLength: 1, maxLength: 8 }), (list) => {
      const conf = file('random.conf', list);
      const { file: parsed, errors } = parse(print(conf), 'random.conf');
      expect(errors).toEqual([]);
      expect(bare(parsed)).toEqual(bare(conf));
    }),
    { numRuns: 500 },
  );
});

test('printing what was parsed changes nothing more', () => {
  fc.assert(
    fc.property(sections({ minLength: 1, maxLength: 8 }), (list) => {
      const text = print(file('random.conf', list));
      expect(print(parse(text, 'random.conf').file)).toBe(text);
    }),
  );
});

test('nothing that is parsed throws, whatever the text', () => {
  const unit = fc.constantFrom(...';-[]()=>+#\\!,\n\r\0\t "<ab'.split(''), 'é');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      expect(parse(text, 'random.conf').file.kind).toBe('file');
    }),
    { numRuns: 1000 },
  );
});

test('a plain file keeps its text', () => {
  const text = '; a note\n[general]\nbind = [::]:5060\nsecret = p\\;w#d\\\\x "q" é\nkey => >v\n';
  expect(print(parse(text, 'x.conf').file)).toBe(text);
  expect(parse(text, 'x.conf').file.sections).toMatchObject([
    { items: [{ value: '[::]:5060' }, { value: 'p;w#d\\\\x "q" é' }, { operator: '=>', value: '>v' }] },
  ]);
});

test('an empty file prints as nothing', () => {
  expect(print(file('acl.conf', []))).toBe('');
  expect(print(file('x.conf', [section('general', [assignment('empty', '')])]))).toBe('[general]\nempty =\n');
});
