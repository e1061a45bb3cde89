import { parseCallPlan } from '../../../lib/testing/calls/call-plan';
import { errorOf } from '../../support/error-of';

const parse = (text: string) => parseCallPlan(text, 'calls.yaml');

test('texts stay what they are, also where they look like numbers', () => {
  const { calls, phones, pbx } = parse(`pbx: 2001:db8::1
phones: { hall: 2001:db8::2 }
calls:
  - { from: hall, to: 0033123456789, refused: 403 }
  - { from: uplink, to: +441632960000, caller: 0123, rings: [hall], answers: hall }
  - { name: out, from: hall, to: 01632960001, trunk: uplink, number: +441632960001 }
  - { from: hall, to: 202, rings: kitchen }
`);
  expect(pbx).toEqual(['2001:db8::1']);
  expect([...phones]).toEqual([['hall', '2001:db8::2']]);
  expect(calls).toMatchObject([
    { name: 'hall calls 0033123456789', line: 4, to: '0033123456789', rings: [], refused: 403 },
    { line: 5, to: '+441632960000', caller: '0123', rings: ['hall'], answers: 'hall' },
    { name: 'out', to: '01632960001', rings: [], trunk: 'uplink', number: '+441632960001' },
    { rings: ['kitchen'], answers: undefined },
  ]);
});

describe('fails', () => {
  test.each([
    ['an empty file', '', "calls.yaml:1:1: the file is no map: it begins with 'calls:'"],
    ['no YAML', 'calls: [', 'calls.yaml:1:'],
    ['no calls', 'phones: {}', "'calls' is no list, or an empty one"],
    ['an empty list', 'calls: []', "calls.yaml:1:8: 'calls' is no list, or an empty one"],
    ['a call that is no map', 'calls:\n  - hall', 'calls.yaml:2:5: a call is a map'],
    [
      'an unknown word',
      'calls:\n  - { from: hall, to: 1, refuse: 403 }',
      '"refuse" is not known, did you mean \'refused\'?',
    ],
    ['an unknown word at the top', 'call: 1', '"call" is not known, did you mean \'calls\'?'],
    ['nobody who calls', 'calls:\n  - { to: 1, refused: 403 }', "calls.yaml:2:5: the call has no 'from'"],
    ['no outcome', 'calls:\n  - { from: hall, to: 1 }', 'says nothing of what must become of it: add one of'],
    [
      'two outcomes',
      'calls:\n  - { from: a, to: 1, answers: b, refused: 486 }',
      'cannot have answers and refused at once',
    ],
    [
      'no code',
      'calls:\n  - { from: a, to: 1, refused: yes }',
      '\'refused\' is "yes", allowed are codes of SIP from 300 to 699',
    ],
    ['an empty text', 'calls:\n  - { from: , to: 1, refused: 403 }', 'a text is missing here'],
    ['phones that are no map', 'phones: [hall]\ncalls:\n  - { from: a, to: 1, refused: 403 }', "'phones' is no map"],
  ])('with %s', (_, text, message) => {
    const error = errorOf(() => parse(text));
    expect(error).toMatchObject({ code: 'CallPlan' });
    expect(error.message).toContain(message);
  });
});
