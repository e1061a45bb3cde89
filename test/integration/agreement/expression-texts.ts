import * as fc from 'fast-check';

/** The variables that the texts name. */
export const TEXT_VARIABLES: Readonly<Record<string, string>> = {
  zero: '0',
  seven: '7',
  price: '12.50',
  long: '441632960001',
  word: 'hello',
  empty: '',
  spaced: 'two words',
  quoted: '"q"',
  list: 'a-b,c-d,3',
  umlaut: 'grün',
  name: 'word',
  negative: '-3',
};

const name = fc.constantFrom(...Object.keys(TEXT_VARIABLES), 'unset');
const reference = name.map((each) => `\${${each}}`);

const number = fc.oneof(
  fc.nat({ max: 20 }).map(String),
  fc.nat().map(String),
  fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.constantFrom('007', '0.0', '1.', '.5', '1.2.3', '18446744073709551617', '123456789012345678901234567890'),
);
const word = fc.constantFrom('a', 'abc', 'Abc', '12ab', 'x_1', "it's", 'a.b', 'user@host', '#1', '$x', 'a\\b');
const quoted = fc.constantFrom('""', '"a"', '"abc"', '"0"', '"two words"', '"12"', '"a=b"', '"1 + 1"', '"ü"');
const regex = fc.constantFrom(
  '"[0-9]+"',
  '"(h)ello"',
  '"^[a-z]*$"',
  '"l+"',
  '"(a|ab)(c|bcd)?"',
  '"x*"',
  '"([0-9]{2})"',
  '"[[:alpha:]]+"',
  '"\\\\."',
  '"("',
  '"h.l"',
  '"(.)$"',
  '"a|abc"',
  '"[]a]"',
);

const operator = fc.constantFrom(
  ...['|', '&', '=', '>', '<', '>=', '<=', '!=', '+', '-', '*', '/', '%', '~~', '||', '&&', '=='],
);
const space = fc.constantFrom('', ' ', ' ', '  ');

const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { weight: 4, arbitrary: number },
    { weight: 2, arbitrary: word },
    { weight: 2, arbitrary: quoted },
    { weight: 3, arbitrary: reference },
    { weight: 1, arbitrary: reference.map((each) => `"${each}"`) },
    { weight: 1, arbitrary: tie('expression').map((each) => `(${each})`) },
    { weight: 1, arbitrary: tie('operand').map((each) => `-${each}`) },
    { weight: 1, arbitrary: tie('operand').map((each) => `!${each}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('FLOOR', 'CEIL', 'ROUND', 'RINT', 'TRUNC', 'ABS', 'SQRT'), number)
        .map(([call, each]) => `${call}(${each})`),
    },
    { weight: 1, arbitrary: fc.constantFrom('LEN(abc)', 'LEN("a b")', 'TOUPPER(abc)', 'FOO', 'ISNULL(x)', 'POW(2,3)') },
    { weight: 1, arbitrary: tie('expression').map((each) => `$[${each}]`) },
  ),
  expression: fc.oneof(
    { maxDepth: 3 },
    { weight: 2, arbitrary: tie('operand') },
    {
      weight: 5,
      arbitrary: fc
        .tuple(tie('expression'), space, operator, space, tie('expression'))
        .map(([left, before, each, after, right]) => `${left}${before}${each}${after}${right}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('operand'), fc.constantFrom(':', '=~'), regex)
        .map(([text, each, pattern]) => `${text} ${each} ${pattern}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('expression'), tie('expression'), tie('expression'))
        .map(([condition, yes, no]) => `${condition} ? ${yes} :: ${no}`),
    },
  ),
}));

/** `$[ ]` around what its grammar makes. */
export const expressionTexts = expression.map((each) => `$[${each}]`);

const token = fc.oneof(
  number,
  word,
  quoted,
  reference,
  operator,
  fc.constantFrom('(', ')', '?', '::', ':', '=~', '!', '-', ',', '"', '[', ']', '{', '~', 'FLOOR(', '\t'),
);

/** `$[ ]` around anything. */
export const brokenExpressionTexts = fc
  .array(fc.tuple(token, space), { maxLength: 8 })
  .map((tokens) => `$[${tokens.flat().join('')}]`);

const part = fc.oneof(
  fc
    .tuple(fc.integer({ min: -9, max: 15 }), fc.integer({ min: -9, max: 15 }))
    .map(([from, count]) => `:${from}:${count}`),
  fc.integer({ min: -20, max: 20 }).map((from) => `:${from}`),
  fc.constantFrom(':', '::', '::2', ':1:', ':a', ':1:b', ': 1', ':1 :2', ':+2', ':${seven}', ':1:${zero}'),
);
const someText = fc.oneof(word, quoted, number, reference, fc.constantFrom('', ' ', 'x y', 'a,b', '(p)'));
const delimiter = fc.constantFrom('-', ',', '\\,', 'o', ' ', '', '\\x2d', 'l');
const range = fc.constantFrom('1', '2', '2-', '-2', '1-2', '1&3', '2&1', '0', '9', 'x', '');

const call = fc.oneof(
  someText.map((each) => `LEN(${each})`),
  someText.map((each) => `TOUPPER(${each})`),
  someText.map((each) => `TOLOWER(${each})`),
  someText.map((each) => `ISNULL(${each})`),
  someText.map((each) => `EXISTS(${each})`),
  someText.map((each) => `QUOTE(${each})`),
  someText.map((each) => `CSV_QUOTE(${each})`),
  someText.map((each) => `KEYPADHASH(${each})`),
  someText.map((each) => `URIENCODE(${each})`),
  someText.map((each) => `MD5(${each})`),
  someText.map((each) => `SHA1(${each})`),
  someText.map((each) => `BASE64_ENCODE(${each})`),
  fc.constantFrom('aGVsbG8=', 'eA==', 'YWI').map((each) => `BASE64_DECODE(${each})`),
  fc.constantFrom('a%20b', '%41', 'x', '%zz', '%').map((each) => `URIDECODE(${each})`),
  fc
    .tuple(fc.constantFrom('0-9', 'a-z', 'A-Za-z0-9', '0-9+', '\\x2d', 'a-', '-', '', '9-0', 'lo'), someText)
    .map(([allowed, each]) => `FILTER(${allowed},${each})`),
  fc.tuple(name, delimiter, range).map((each) => `CUT(${each.join()})`),
  fc.tuple(name, delimiter).map((each) => `FIELDQTY(${each.join()})`),
  fc.tuple(name, delimiter, word).map((each) => `FIELDNUM(${each.join()})`),
  fc.tuple(name, delimiter, fc.constantFrom('c', 'a-b', '3', 'he', '')).map((each) => `LISTFILTER(${each.join()})`),
  fc.tuple(name, fc.constantFrom('l', 'lo', '-', '', 'a\\x2d')).map((each) => `REPLACE(${each.join()},_)`),
  fc.tuple(name, fc.constantFrom('l', '-', '')).map((each) => `REPLACE(${each.join()})`),
  fc
    .tuple(name, fc.constantFrom('l', 'll', '-', ''), fc.constantFrom('', 'x', 'll'), fc.constantFrom('', ',1', ',0'))
    .map(([each, find, by, most]) => `STRREPLACE(${each},${find},${by}${most})`),
  fc.tuple(name, fc.constantFrom('', ',-', ',l')).map(([each, by]) => `SHIFT(${each}${by})`),
  fc.tuple(name, fc.constantFrom('', ',-', ',l')).map(([each, by]) => `POP(${each}${by})`),
  fc.tuple(reference, someText, someText).map(([condition, yes, no]) => `IF(${condition}?${yes}:${no})`),
  fc.tuple(expressionTexts, word).map(([condition, yes]) => `IF(${condition}?${yes})`),
  fc
    .tuple(
      fc.nat({ max: 50 }),
      fc.constantFrom('+', '-', '*', '/', '%', '>', '<=', '==', 'AND', '>>'),
      fc.nat({ max: 9 }),
    )
    .map(([a, each, b]) => `MATH(${a}${each}${b},i)`),
  fc
    .tuple(fc.nat({ max: 50 }), fc.constantFrom('+', '-', '*', '/'), fc.nat({ max: 9 }))
    .map((each) => `MATH(${each.join('')})`),
  name.map((each) => `INC(${each})`),
  name.map((each) => `DEC(${each})`),
  name.map((each) => `SET(x=\${${each}})`),
  fc.tuple(regex, someText).map(([pattern, each]) => `REGEX(${pattern} ${each})`),
  fc.constantFrom('b:2,a:1', 'x:10,y:9,z', 'a:-1,b:-2.5').map((each) => `SORT(${each})`),
  name.map((each) => `PASSTHRU(${each})`),
  reference.map((each) => `EVAL(${each.replace('$', '\\$')})`),
);

const numeral = fc.oneof(number, reference, fc.constantFrom('-7', '-2.5', ' 3 ', '1e3', '0x1f', 'x', ''));
const path = fc.constantFrom('/var/spool/a.wav', 'a.wav', 'a/b/', '/', '//', '//a', '/a', '', 'a//b', 'a b/c');
const moment = fc.oneof(fc.nat({ max: 4_000_000_000 }).map(String), fc.constantFrom('0', '1700000000.9', '-1'));
const zone = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
const directive = fc.constantFrom(...Array.from('aAbBcCdDeFhHIjklmMpPrRSTuwxXyY%')).map((letter) => `%${letter}`);

/** Functions of numbers, paths, formats and times. */
const otherCall = fc.oneof(
  fc.tuple(fc.constantFrom('MIN', 'MAX'), numeral, numeral).map(([name, a, b]) => `${name}(${a},${b})`),
  numeral.map((each) => `ABS(${each})`),
  fc.tuple(fc.constantFrom('BASENAME', 'DIRNAME'), path).map(([name, each]) => `${name}(${each})`),
  fc.tuple(name, fc.constantFrom('-', '', '\\,', ', ')).map(([each, by]) => `STRBETWEEN(${each},${by})`),
  fc
    .tuple(
      fc.constantFrom('', '0', '-'),
      fc.constantFrom('', '1', '5', '12'),
      fc.constantFrom('d', 'i', 'x', 'X', 's', '.0s', '.3s', 'f', '.0f', '.1f', '.3f'),
      fc.oneof(numeral, someText),
    )
    .map(([flag, width, letter, each]) => `SPRINTF(<%${flag}${width}${letter}>,${each})`),
  fc
    .tuple(moment, zone, fc.array(directive, { minLength: 1, maxLength: 4 }))
    .map(([at, where, format]) => `STRFTIME(${at},${where},${format.join(' ')})`),
);

/** Functions that Asterisk 16 does not have. */
const newCall = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('TRIM', 'LTRIM', 'RTRIM'),
      fc.constantFrom(' a ', '', ' ', '\\ta', ' ${spaced} ', '" a "', 'a, '),
    )
    .map(([name, each]) => `${name}(${each})`),
  numeral.map((each) => `DIGIT_SUM(${each})`),
);

export const otherTexts = otherCall.map((each) => `\${${each}}`);
export const newTexts = newCall.map((each) => `<\${${each}}>`);

const piece = fc.oneof(
  { weight: 2, arbitrary: reference },
  { weight: 4, arbitrary: fc.tuple(name, part).map(([each, taken]) => `\${${each}${taken}}`) },
  { weight: 4, arbitrary: call.map((each) => `\${${each}}`) },
  { weight: 2, arbitrary: fc.tuple(call, part).map(([each, taken]) => `\${${each}${taken}}`) },
  { weight: 1, arbitrary: fc.constantFrom('${${name}}', '${${name}:1:2}', '${word${empty}}', '${LEN(${word:1})}') },
  { weight: 1, arbitrary: fc.constantFrom('$', '$$', '${', '${word', '$[1', '}', '{x}', '${}', '${word }') },
  { weight: 1, arbitrary: expressionTexts },
  { weight: 1, arbitrary: word },
);

/** Texts of variables, their parts, functions and characters between. */
export const variableTexts = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('|'));
