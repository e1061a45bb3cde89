import { parseCalicoSelector } from '../../lib/network/calico-selector';
import { errorOf } from '../support/error-of';

const all = { kind: 'all' };
const has = (label: string) => ({ kind: 'has', label });

test.each<[string, unknown]>([
  ['all()', all],
  ['!all()', { kind: 'not', operand: all }],
  [' ! all( ) ', { kind: 'not', operand: all }],
  ['!!all()', { kind: 'not', operand: { kind: 'not', operand: all } }],
  ['global()', { kind: 'global' }],
  ['has(rack)', has('rack')],
  ['has( topology.kubernetes.io/zone )', has('topology.kubernetes.io/zone')],
  ["k == 'v'", { kind: '==', label: 'k', value: 'v' }],
  ['k=="v"', { kind: '==', label: 'k', value: 'v' }],
  ["k != ''", { kind: '!=', label: 'k', value: '' }],
  ["k in {'a', 'b'}", { kind: 'in', label: 'k', values: ['a', 'b'] }],
  ["k not in {'a'}", { kind: 'not in', label: 'k', values: ['a'] }],
  ["k notin{'a',}", { kind: 'not in', label: 'k', values: ['a'] }],
  ['k in {}', { kind: 'in', label: 'k', values: [] }],
  ["k contains 'v'", { kind: 'contains', label: 'k', value: 'v' }],
  ["k starts with 'v'", { kind: 'starts with', label: 'k', value: 'v' }],
  ["k ends\twith 'v'", { kind: 'ends with', label: 'k', value: 'v' }],
  ["all == 'x'", { kind: '==', label: 'all', value: 'x' }],
  ['has(a) && has(b) || has(c)', { kind: 'or', operands: [{ kind: 'and', operands: [has('a'), has('b')] }, has('c')] }],
  [
    'has(a) && (has(b) || !has(c))',
    { kind: 'and', operands: [has('a'), { kind: 'or', operands: [has('b'), { kind: 'not', operand: has('c') }] }] },
  ],
])('takes %s', (text, expected) => {
  expect(parseCalicoSelector(text)).toEqual(expected);
});

test.each([
  ['', 'at its end all(), has(…)'],
  ['!all(', "at its end a closing ')' is expected"],
  ['!all', 'at its end'],
  ['all (', "at column 5 '==', '!='"],
  ['all()all()', "at column 6 nothing, '&&' or '||' is expected"],
  ['all())', "at column 6 nothing, '&&' or '||' is expected"],
  ['(all()', "at its end a closing ')' is expected"],
  ['has()', 'at column 5 all(), has(…)'],
  ['has(a', "at its end a closing ')' is expected"],
  ['k', "at its end '==', '!='"],
  ["k = 'v'", "at column 3 '==', '!='"],
  ['k == v', 'at column 6 a value in quotes is expected'],
  ["k == 'v", 'at column 6 a value in quotes is expected'],
  ["k in 'v'", 'at column 6 a set in braces is expected'],
  ["k in {'a' 'b'}", "at column 11 a value in quotes or a closing '}' is expected"],
  ["k in {'a'", "at its end a value in quotes or a closing '}' is expected"],
  ['all() & all()', "at column 7 nothing, '&&' or '||' is expected"],
  ['all() &&', 'at its end all(), has(…)'],
  ['|| all()', 'at column 1 all(), has(…)'],
  ['all()\n', "at column 6 nothing, '&&' or '||' is expected"],
  ["k$ == 'v'", "at column 2 '==', '!='"],
])('fails for %j', (text, problem) => {
  const error = errorOf(() => parseCalicoSelector(text, 'nodeSelector', { node: { path: 'a/b' } }));
  expect(error.code).toBe('CalicoSelector');
  expect(error.message).toContain(`[a/b]: nodeSelector ${JSON.stringify(text)} is no selector of Calico: ${problem}`);
});
