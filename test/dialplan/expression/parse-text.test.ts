import * as fc from 'fast-check';
import { allNodes, parseText } from '../../../lib/dialplan/expression/parse-text';

const mistakesOf = (text: string) => parseText(text).mistakes.map(({ start, message }) => ({ start, message }));

describe('parseText', () => {
  test('finds variables, functions and expressions in each other', () => {
    const { nodes, mistakes } = parseText('a${x:1:2}b${CUT(v${n},-,1):0:3}$["${y}" = "2" & ${LEN(${z})} > $[1 + 2]]');
    expect(mistakes).toEqual([]);
    expect(nodes.map(({ kind, start }) => [kind, start])).toEqual([
      ['literal', 0],
      ['variable', 3],
      ['literal', 9],
      ['call', 12],
      ['expression', 33],
    ]);
    const names = allNodes(nodes).flatMap((node) => (node.kind === 'call' ? [node.name] : []));
    expect(names).toEqual(['CUT', 'LEN']);
  });

  test.each([
    ['a${x', 1, "'${' is not closed"],
    ['$[1 + 2', 0, "'$[' is not closed"],
    ['${}', 0, 'names no variable'],
    ['${x:a}', 3, "':a' says no part of a value"],
    ['${x::2}', 3, "'::2' says no part of a value"],
    ['${LEN(x}', 2, "add ')'"],
    ['${LEN(x)y}', 2, "'y' stands behind the parentheses"],
    ['x$[1 +]', 6, 'the expression ends where a value is expected'],
    ['$["a" "b"]', 6, '\'"b"\' stands where an operator is expected'],
    ['$[(1 + 2]', 8, "where ')' is expected"],
    ['$[1 = "2]', 6, 'a quotation mark is not closed'],
    ['$[${a} ? 1]', 10, "where '::' is expected"],
    ['${IF($[1 +]?a:b)}', 10, 'the expression ends'],
  ])('fails for %s at %d', (text, start, message) => {
    expect(mistakesOf(text)[0]).toEqual({ start, message: expect.stringContaining(message) as string });
  });

  test.each([
    '$["${x}" = ""]',
    '$[${x} + 1]',
    '${x:1}',
    '${x:-3:2}',
    '${x:${n}}',
    '${DB(a/b:c)}',
    '$[!${x} & (${y} | "z")]',
    '$["${a}" =~ "^[0-9]+$"]',
    '$[${x} ? "a" :: "b"]',
    'no expression at all $ {x}',
  ])('accepts %s', (text) => {
    expect(mistakesOf(text)).toEqual([]);
  });

  test('reads any text, and every mistake lies in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'$${}[]():x1" +=?'.split('')), maxLength: 40 }), (text) => {
        for (const { start } of mistakesOf(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
