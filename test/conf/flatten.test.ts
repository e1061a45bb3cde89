import { errorOf } from '../support/error-of';
import { flatten } from '../../lib/conf/flatten';
import { parse } from '../../lib/conf/parse';

const flat = (text: string) =>
  flatten(parse(text, 'x.conf').file).map(({ name, variables }) => [
    name,
    ...variables.map(({ key, value }) => `${key}=${value}`),
  ]);

test('a child takes over the lines of its parents as they are at that point', () => {
  expect(flat('[p](!)\na=1\n[q]\nb=2\n[c](p,Q)\na=3\n[q](+)\na=4\n')).toEqual([
    ['p', 'a=1'],
    ['q', 'b=2', 'a=4'],
    ['c', 'a=1', 'b=2', 'a=3'],
  ]);
});

test('(+) joins the first section of that name that is no template', () => {
  expect(flat('[a](!)\nk=0\n[a]\nk=1\n[a]\nk=2\n[a](+)\nk=3\n')).toEqual([
    ['a', 'k=0'],
    ['a', 'k=1', 'k=3'],
    ['a', 'k=2'],
  ]);
});

test('+= appends to the last value of that key, with the spaces before it', () => {
  expect(flat('[a]\nk=1\nk=2\nk += 7\nn += 8\ne=\ne += 9\n')).toEqual([['a', 'k=1', 'k=2 7', 'n=8', 'e=9']]);
});

test('+= puts its result where the last value of that key is found first', () => {
  expect(flat('[a]\nk=1\nl=2\nk=1\nk += 7\n')).toEqual([['a', 'k=1 7', 'l=2', 'k=1']]);
  expect(flat('[a]\nk=1\nk=\nk += 7\n')).toEqual([['a', 'k=7', 'k=']]);
});

test.each([
  ['[a](missing)', 'x.conf:1:1: [a] refers to "missing"'],
  ['[a](!)\n[a](+)', 'x.conf:2:1: [a] refers to "a"'],
  ['[b]\n[a](+)', 'x.conf:2:1: [a] refers to "a"'],
])('fails for a section that is not there: %j', (text, message) => {
  expect(errorOf(() => flat(text))).toEqual({
    code: 'ConfReference',
    message: expect.stringContaining(message) as string,
  });
});
