import { callFlowGraph } from '../../lib/diagram/call-flow-graph';
import { HOME, OFFICE, ONE_PHONE, phone, trunk } from './houses';
import { Fallback } from '../../lib/dialplan/fallback';

const texts = (house: typeof HOME) => callFlowGraph(house).nodes.map(({ heading, lines }) => [heading, ...lines]);
const arrows = (house: typeof HOME) =>
  callFlowGraph(house).edges.map(({ from, style, to, label }) =>
    [from, style === 'allowed' ? '→' : '✗', to, ...(label === undefined ? [] : [`(${label})`])].join(' '),
  );

describe('the house of the first post', () => {
  test('every phone, number and way out is there', () => {
    expect(texts(HOME)).toEqual([
      ['aaisp', 'calls from outside'],
      ['+441632960000', 'rings 25 s', 'then: busy or no answer'],
      ['hall 201', 'kitchen 202', 'call each other and every phone'],
      ['doorbell 210', 'may call only those shown'],
      [
        'out through aaisp',
        expect.stringMatching(/^emergency .*999.*: open$/),
        'national: open',
        'international: barred',
        'premium rate: barred',
        'shows +441632960000',
      ],
      ['no way out'],
    ]);
  });

  test('who calls whom, and who is not let out', () => {
    expect(arrows(HOME)).toEqual([
      'from aaisp → number +441632960000 of aaisp',
      'number +441632960000 of aaisp → phones hall',
      'phones doorbell → phones hall',
      'phones hall → route 1',
      'from aaisp ✗ no way out',
      'phones doorbell ✗ no way out',
    ]);
  });
});

test('a house without a trunk is its phones', () => {
  expect(texts(ONE_PHONE)).toEqual([['desk 10', 'calls every phone']]);
  expect(arrows(ONE_PHONE)).toEqual([]);
});

test('phones are one box exactly where nothing tells them apart', () => {
  const boxes = callFlowGraph(OFFICE).nodes.filter(({ kind }) => kind === 'phones');
  expect(boxes.map(({ id }) => id)).toEqual([1, 3, 5, 6, 11, 16, 28].map((first) => `phones phone-${first}`));
  const text = boxes.flatMap(({ heading, lines }) => [heading, ...lines]).join('\n');
  for (const { name, extension } of OFFICE.phones) {
    expect(text).toContain(`${name} ${extension}`);
  }
});

test('the fallback of a number, and the order of the ways out', () => {
  expect(arrows(OFFICE)).toEqual(
    expect.arrayContaining([
      'number +441632960000 of first → phones phone-3 (then rings)',
      'phones phone-1 → route 1 (choice 1)',
      'phones phone-1 → route 2 (choice 2)',
      'phones phone-16 → route 1',
    ]),
  );
  expect(texts(OFFICE)).toContainEqual(['+441632960001', 'rings 20 s', 'then: play vm-nobodyavail']);
});

test('numbers with which the same happens are one box', () => {
  const like = { ring: ['hall'], timeout: 20, fallback: Fallback.NONE };
  const trunks = [
    trunk('a', [
      { number: '+441632960001', ...like },
      { number: '+441632960002', ...like },
    ]),
  ];
  expect(texts({ ...HOME, trunks, routes: [] })).toContainEqual([
    '+441632960001',
    '+441632960002',
    'rings 20 s',
    'then: busy or no answer',
  ]);
});

test.each([
  [[], 'may call no phone'],
  [['a'], 'may call no phone'],
  [['b'], 'may call only those shown'],
])('a phone that may call %j', (mayCall, line) => {
  const phones = [phone('a', '1', mayCall), phone('b', '2')];
  expect(texts({ ...ONE_PHONE, phones })[0]).toEqual(['a 1', line]);
});

test('restricted phones that may call each other', () => {
  const pair = [phone('a', '1', ['a', 'b']), phone('b', '2', ['b', 'a'])];
  expect(texts({ ...ONE_PHONE, phones: pair })).toEqual([['a 1', 'b 2', 'call each other only']]);
  const among = [phone('a', '1', ['a', 'b', 'c']), phone('b', '2', ['b', 'a', 'c']), phone('c', '3')];
  expect(texts({ ...ONE_PHONE, phones: among })[0]).toEqual(['a 1', 'b 2', 'call each other, and only those shown']);
});
