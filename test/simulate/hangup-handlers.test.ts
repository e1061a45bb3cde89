import { parse } from '../../lib/conf/parse';
import { readDialplan } from '../../lib/dialplan/model/read-dialplan';
import type { Call } from '../../lib/simulate/call';
import { route } from '../../lib/simulate/route';

/** What `test/integration/ways-in.test.ts` has seen in the real Asterisk. */

function steps(text: string, call: Partial<Call> = {}) {
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  const found = route(model, { context: 'a', to: '1', ...call });
  return found.steps.map((each) => `${each.context},${each.extension},${each.priority} ${each.arguments}`);
}

const HAND =
  '[hand]\nexten => one,1,NoOp(${ARG1})\n same => n,Return()\nexten => two,1,Set(CHANNEL(hangup_handler_push)=hand,one,1(b))\n same => n,Hangup()\n';

test('handlers run after h, the last one first, and those that they push themselves', () => {
  const text = `[a]\nexten => 1,1,Set(CHANNEL(hangup_handler_push)=hand,one,1(a))\n same => n,Set(CHANNEL(hangup_handler_push)=hand,two,1)\nexten => h,1,NoOp()\n${HAND}`;
  expect(steps(text).slice(2)).toEqual([
    'a,h,1 ',
    'hand,two,1 CHANNEL(hangup_handler_push)=hand,one,1(b)',
    'hand,two,2 ',
    'hand,one,1 b',
    'hand,one,2 ',
    'hand,one,1 a',
    'hand,one,2 ',
  ]);
});

test.each([
  ['pop', ['hand,one,1 ', 'hand,one,2 ']],
  ['wipe', []],
])('%s takes handlers away', (verb, rest) => {
  const push = 'Set(CHANNEL(hangup_handler_push)=hand,one,1)';
  const text = `[a]\nexten => 1,1,${push}\n same => n,${push}\n same => n,Set(CHANNEL(hangup_handler_${verb})=)\n${HAND}`;
  expect(steps(text).slice(3)).toEqual(rest);
});

test('pop and wipe push what they are given, in the context of the step', () => {
  const text = '[a]\nexten => 1,1,Set(CHANNEL(hangup_handler_wipe)=x,1)\nexten => x,1,NoOp(x)\n same => n,Return()\n';
  expect(steps(text)).toEqual(['a,1,1 CHANNEL(hangup_handler_wipe)=x,1', 'a,x,1 x', 'a,x,2 ']);
});

const MENU = '[keys]\nexten => 5,1,NoOp()\nexten => 67,1,NoOp()\n';

test.each([
  [',,,keys', '5', 'keys,5,1 '],
  [',,,keys', '71', 'a,71,1 '],
  [',m,,keys', '5', 'keys,5,1 '],
  [',m,,keys', '67', 'a,1,2 behind'],
])('Background(menu%s) and %s', (options, digits, expected) => {
  const text = `[a]\nexten => 1,1,Background(menu${options})\n same => n,NoOp(behind)\nexten => _7X,1,NoOp()\n${MENU}`;
  expect(steps(text, { digits: [digits] })[1]).toBe(expected);
});
