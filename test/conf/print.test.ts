import { errorOf } from '../support/error-of';
import { assignment, comment, file, section, type ConfFile, type Section } from '../../lib/conf/nodes';
import { print } from '../../lib/conf/print';
import { parse } from '../../lib/conf/parse';

const one = (...sections: Section[]): ConfFile => file('pjsip.conf', sections);
const setting = (key: string, value: string): ConfFile => one(section('hall', [assignment(key, value)]));

test('all syntax', () => {
  const conf: ConfFile = file(
    'all.conf',
    [
      section('base', [assignment('a', '1'), comment('why'), { kind: 'blank' }, assignment('a', '2', '=>')], {
        template: true,
      }),
      section('child', [assignment('a', ' 3', '+=')], {
        inherits: ['base', 'other'],
        template: true,
        comment: ' note',
      }),
      section('child', [{ kind: 'directive', name: 'exec', target: '/bin/x;y' }], { append: true }),
    ],
    [
      { kind: 'directive', name: 'tryinclude', target: 'local/*.conf' },
      { kind: 'comment', text: '--not a block' },
    ],
  );
  expect(print(conf)).toMatchInlineSnapshot(`
   "#tryinclude "local/*.conf"
   ; --not a block
   [base](!)
   a = 1
   ; why

   a => 2

   [child](!,base,other) ; note
   a += 3

   [child](+)
   #exec "/bin/x\\;y"
   "
  `);
});

describe('a line of 8190 bytes', () => {
  test('is written', () => {
    expect(print(setting('k', 'é'.repeat(4093)))).toHaveLength('[hall]\nk = \n'.length + 4093);
  });

  test('fails with one byte more', () => {
    expect(errorOf(() => print(setting('k', `${'é'.repeat(4093)}x`)))).toEqual({
      code: 'ConfValue',
      message: expect.stringContaining('pjsip.conf:2:1: a line of 8191 bytes') as string,
    });
  });
});

test.each<[string, ConfFile, string]>([
  ['a line feed in a value', setting('password', 'a\nb'), 'pjsip.conf:2:1: the value "a\\nb" of "password" of [hall]'],
  ['a NUL in a value', setting('k', 'a\0b'), 'NUL'],
  ['a space before a value', setting('k', ' a'), 'begins or ends with a space'],
  ['a control character after a value', setting('k', 'a\u0001'), 'begins or ends with a space'],
  ['half a surrogate pair', setting('k', '\ud83d'), 'half a surrogate pair'],
  ['an empty key', setting('', 'a'), 'the key ""'],
  ['an equals sign in a key', setting('a=b', 'c'), 'the key "a=b" of [hall]'],
  ['a line feed in a key', setting('a\nb', 'c'), 'the key "a\\nb"'],
  ['a bracket in a section name', one(section('a]b', [])), 'the section name "a]b" holds a \']\''],
  ['an empty section name', one(section('', [])), 'empty name'],
  ['a line feed in a section name', one(section('a\nb', [])), 'the section name "a\\nb"'],
  ['a section name of 80 bytes', one(section('x'.repeat(80), [])), 'has 80 bytes, Asterisk keeps 79'],
  ['a parent with a comma', one(section('a', [], { inherits: ['b,c'] })), 'inherits from "b,c"'],
  ['a parent that reads as an option', one(section('a', [], { inherits: ['!'] })), 'inherits from "!"'],
  ['an empty parent', one(section('a', [], { inherits: [''] })), 'inherits from ""'],
  ['a line feed in a comment', one(section('a', [comment('b\nc')])), 'the comment " b\\nc"'],
  [
    'an empty include',
    file('x.conf', [], [{ kind: 'directive', name: 'include', target: '' }]),
    'x.conf:1:1: #include of ""',
  ],
])('fails with %s', (_, conf, message) => {
  expect(errorOf(() => print(conf))).toEqual({
    code: 'ConfValue',
    message: expect.stringContaining(message) as string,
  });
});

test.each([
  ['[open\n', 1, 1, 'not closed'],
  ['[a](b\n', 1, 4, "add ')'"],
  ['\n  key = 1\n', 2, 3, 'before any section'],
  ['[a]\nword\n', 2, 1, "no '='"],
  ['[a]\n = 1\n', 2, 2, "nothing stands before '='"],
  ['#includ x\n', 1, 1, "'#includ' is no directive"],
  ['#include\n', 1, 1, 'names nothing'],
  ['[a]\nk = 1 ;-- open\nb = 2\n', 2, 7, 'never ends'],
  [`[a]\nk = ${'x'.repeat(8190)}\n`, 2, 1, '8194 bytes'],
])('parse reports the mistake in %j at %i:%i', (text, line, column, message) => {
  const { errors } = parse(text, 'bad.conf');
  expect(errors).toEqual([
    expect.objectContaining({
      code: 'ConfSyntax',
      where: { file: 'bad.conf', line, column },
      message: expect.stringContaining(message) as string,
    }),
  ]);
});

test('parse knows where values begin, comments or not', () => {
  const [first] = parse('[a]\n  k ;-- hidden --; => \\;v ; note\n', 'x.conf').file.sections;
  expect(first?.items).toEqual([
    {
      kind: 'assignment',
      key: 'k',
      operator: '=>',
      value: ';v',
      comment: ' hidden   note',
      position: { line: 2, column: 3 },
      valuePosition: { line: 2, column: 23 },
    },
  ]);
});
