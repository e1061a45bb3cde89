import { parse } from '../../lib/conf/parse';
import { readDialplan } from '../../lib/dialplan/model/read-dialplan';
import type { Call } from '../../lib/simulate/call';
import { route } from '../../lib/simulate/route';

/** What `test/integration/ways-in.test.ts` has seen of switches in the real Asterisk. */

function routed(text: string, call: Partial<Call> = {}) {
  const found = route(readDialplan([parse(text, 'extensions.conf').file]), { context: 'a', to: '1', ...call });
  const steps = found.steps.map((each) => `${each.context},${each.extension},${each.priority}`);
  return { ...found, steps };
}

const FAR = '[far]\nexten => 12,1,NoOp()\n same => n,NoOp(${EXTEN})\nexten => h,1,NoOp()\n';

test('a Loopback moves the call into the other context', () => {
  const found = routed(`[a]\nlswitch => Loopback/\${EXTEN:1}@far/_9X.\n${FAR}`, { to: '912' });
  expect(found.steps).toEqual(['far,12,1', 'far,12,2', 'far,h,1']);
});

test.each(['44', '913'])('what a Loopback does not know is looked for in includes: %s', (to) => {
  const text = `[a]\nlswitch => Loopback/\${EXTEN:1}@far/_9X.\ninclude => b\n[b]\nexten => _X.,1,NoOp()\n${FAR}`;
  expect(routed(text, { to }).steps).toEqual([`a,${to},1`]);
});

test('its own priorities come first, and an included context asks its switches too', () => {
  const own = `[a]\nexten => 1,1,NoOp()\nlswitch => Loopback/12@far\n${FAR}`;
  expect(routed(own).steps).toEqual(['a,1,1', 'far,12,2', 'far,h,1']);
  expect(routed(`[a]\ninclude => b\n[b]\nlswitch => Loopback/12@far\n${FAR}`).steps[0]).toBe('far,12,1');
});

test('a Loopback has global variables, and an eswitch those of the channel', () => {
  expect(routed(`[globals]\nG=12\n[a]\nlswitch => Loopback/\${G}@far\n${FAR}`).steps[0]).toBe('far,12,1');
  const text = `[a]\nexten => 1,1,Set(V=12)\n same => n,Goto(b,2,1)\n[b]\neswitch => Loopback/\${V}@far\n${FAR}`;
  expect(routed(text).steps).toEqual(['a,1,1', 'a,1,2', 'far,12,1', 'far,12,2', 'far,h,1']);
});

test('a colon is part of the context', () => {
  const { steps, notes } = routed(`[a]\nlswitch => Loopback/12@far:1\n${FAR}`);
  expect([steps, notes]).toEqual([[], [expect.stringContaining("'1' is refused")]]);
});

test('fails at a Loopback that leads back to its own context, whatever the number', () => {
  const { steps, notes } = routed('[a]\nlswitch => Loopback/7@A/_8\ninclude => b\n[b]\nexten => 1,1,NoOp()\n');
  expect([steps, notes]).toEqual([
    [],
    ["'lswitch Loopback/7@A/_8' of 'a' leads back to its own context: the call ends there"],
  ]);
});

test('fails at Loopbacks that ask each other', () => {
  const { outcome, notes } = routed('[a]\nlswitch => Loopback/@b\n[b]\nlswitch => Loopback/@a\n');
  expect([outcome, notes]).toEqual(['unknown', [expect.stringContaining('which ends Asterisk')]]);
});

const OTHER = '[a]\nswitch => Realtime/house@extensions\ninclude => b\n[b]\nexten => 1,1,Hangup()\n';
const NAME = 'switch Realtime/house@extensions knows';
const NO_HANGUP = { [`${NAME} h`]: '0' };

test('what another system knows is not guessed: the call goes both ways', () => {
  const { outcome, unknowns, branches = [] } = routed(OTHER, { values: NO_HANGUP });
  expect([outcome, unknowns]).toEqual(['unknown', [`${NAME} 1`, 'switch Realtime/house@extensions']]);
  expect(branches.map(({ when, route: { steps } }) => [when, steps.length])).toEqual([
    [{ [`${NAME} 1`]: 'true' }, 0],
    [{ [`${NAME} 1`]: 'false' }, 1],
  ]);
});

test('what another system knows can be said', () => {
  const knows = (value: string) => routed(OTHER, { values: { ...NO_HANGUP, [`${NAME} 1`]: value } });
  expect(knows('0')).toMatchObject({ outcome: 'reject', steps: ['a,1,1'], unknowns: [] });
  expect(knows('1')).toMatchObject({ outcome: 'unknown', steps: [] });
});

test('overrideswitch is asked before the extensions', () => {
  const text = '[general]\noverrideswitch=Realtime/x@y\n[a]\nexten => 1,1,Hangup()\n';
  const values = { 'overrideswitch Realtime/x@y knows h': '0' };
  expect(routed(text, { values }).branches?.map(({ route: { steps } }) => steps.length)).toEqual([0, 1]);
});
