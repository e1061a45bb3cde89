import { AsteriskVersion } from '../../lib/catalog/version';
import { parse } from '../../lib/conf/parse';
import { readDialplan } from '../../lib/dialplan/model/read-dialplan';
import type { Call } from '../../lib/simulate/call';
import type { CallRoute } from '../../lib/simulate/call-route';
import { formatRoute } from '../../lib/simulate/format-route';
import { route } from '../../lib/simulate/route';

const AT = new Date('2026-11-25T12:00Z');

function routed(text: string, call: Partial<Call> = {}, version = AsteriskVersion.V22): CallRoute {
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  return route(model, { context: 'a', to: '1', at: AT, zone: 'UTC', ...call }, { version });
}

const shortly = ({ steps }: CallRoute) => steps.map(({ application, arguments: args }) => `${application}(${args})`);

test('a phone rings and answers', () => {
  const found = routed('[a]\nexten => 1,1,Dial(PJSIP/hall&PJSIP/kitchen,20)\n');
  expect(found).toMatchObject({ outcome: 'ring', rings: ['hall', 'kitchen'], cause: null, trunk: null });
  expect(found.steps).toEqual([
    {
      file: 'extensions.conf',
      line: 2,
      context: 'a',
      extension: '1',
      priority: 1,
      application: 'Dial',
      arguments: 'PJSIP/hall&PJSIP/kitchen,20',
      leg: 0,
    },
  ]);
});

test.each([
  ['busy', 'BUSY', 17],
  ['congestion', 'CONGESTION', 34],
  ['unavailable', 'CHANUNAVAIL', 3],
  ['no answer', 'NOANSWER', 0],
] as const)('after %s the dialplan goes on with %s', (outcome, status, cause) => {
  const text =
    '[a]\nexten => 1,1,Dial(PJSIP/hall,20)\nsame => n,NoOp(${DIALSTATUS} ${HANGUPCAUSE})\nsame => n,Hangup(19)\n';
  const found = routed(text, { outcomes: { hall: outcome } });
  expect(shortly(found)).toContain(`NoOp(${status} ${cause})`);
  expect(found).toMatchObject({ outcome: 'unanswered', rings: ['hall'], cause: 19 });
});

test('a channel that Asterisk does not have cannot be called, unless it is said', () => {
  const text = '[a]\nexten => 1,1,Dial(Dongle/one,20)\n';
  expect(routed(text)).toMatchObject({
    outcome: 'unanswered',
    notes: [expect.stringContaining("of the kind 'Dongle'")],
  });
  expect(routed(text, { outcomes: { one: 'answered' } })).toMatchObject({ outcome: 'ring' });
});

test('an outcome may change from call to call', () => {
  const text =
    '[a]\nexten => 1,1,Dial(PJSIP/hall,20)\nsame => n,Dial(PJSIP/kitchen,20)\nsame => n,Dial(PJSIP/hall,20)\n';
  const found = routed(text, { outcomes: { hall: ['busy', 'answered'], kitchen: 'no answer' } });
  expect(found).toMatchObject({ outcome: 'ring', attempts: [['hall'], ['kitchen'], ['hall']] });
});

test.each([
  ['PJSIP/+441632960001@aaisp', 'aaisp', '+441632960001'],
  ['PJSIP/aaisp/sip:01632@sip.example.com', 'aaisp', '01632'],
  ['SIP/aaisp/01632', 'aaisp', '01632'],
])('%s goes out via %s as %s', (device, trunk, number) => {
  expect(routed(`[a]\nexten => 1,1,Dial(${device})\n`)).toMatchObject({ outcome: 'trunk', trunk, number, rings: [] });
});

test('a number that is not there is rejected before anything runs', () => {
  const found = routed('[a]\nexten => i,1,Playback(invalid)\n', { to: '99' });
  expect(found).toMatchObject({ outcome: 'reject', cause: 1, steps: [], notes: [expect.stringContaining("'99'")] });
});

test('a Local channel is followed', () => {
  const text = '[a]\nexten => 1,1,Dial(Local/2@b/n,20)\n[b]\nexten => 2,1,Set(X=1)\nsame => n,Dial(PJSIP/hall)\n';
  const found = routed(text);
  expect(found).toMatchObject({ outcome: 'ring', rings: ['hall'] });
  expect(found.steps.map(({ leg, application }) => `${leg} ${application}`)).toEqual(['0 Dial', '2 Set', '2 Dial']);
});

test('time decides, in the zone of the machine', () => {
  const text = '[a]\nexten => 1,1,GotoIfTime(13:00-13:59,*,*,*?open,1)\nsame => n,Hangup(21)\nexten => open,1,Answer\n';
  expect(routed(text, { zone: 'Europe/Berlin' }).outcome).toBe('answered');
  expect(routed(text).outcome).toBe('reject');
});

describe('what is not known', () => {
  const text =
    '[a]\nexten => 1,1,GotoIf($["${DB(night/on)}" = "1"]?night,1)\nsame => n,Dial(PJSIP/hall)\nexten => night,1,VoiceMail(201)\n';

  test('goes both ways, which are told', () => {
    const found = routed(text);
    expect(found).toMatchObject({ outcome: 'unknown', unknowns: ['DB(night/on)'], rings: [] });
    expect(found.branches?.map(({ when, route: way }) => [when, way.outcome])).toEqual([
      [{ '$["${DB(night/on)}" = "1"]': 'true' }, 'voicemail'],
      [{ '$["${DB(night/on)}" = "1"]': 'false' }, 'ring'],
    ]);
    expect(shortly(found)).toEqual(['GotoIf($["${DB(night/on)}" = "1"]?night,1)']);
  });

  test('is known once it is said', () => {
    expect(routed(text, { values: { 'DB(night/on)': '1' } })).toMatchObject({ outcome: 'voicemail', target: '201' });
    expect(routed(text, { values: { 'DB(night/on)': '' } }).outcome).toBe('ring');
  });

  test('ends the route where it names a place or a phone', () => {
    for (const step of ['Goto(${DB(x/y)},1)', 'Dial(${DB(x/y)})', 'Gosub(${DB(x/y)},1,1)', 'Queue(${DB(x/y)})']) {
      const found = routed(`[a]\nexten => 1,1,${step}\n`);
      expect(found).toMatchObject({ outcome: 'unknown', unknowns: ['DB(x/y)'] });
      expect(found.branches).toBeUndefined();
    }
  });

  test('stays so in a variable, and not in one that is set anew', () => {
    const set = '[a]\nexten => 1,1,Set(X=${DB(x/y)})\n';
    expect(routed(`${set}same => n,Dial(PJSIP/\${X})\n`).outcome).toBe('unknown');
    expect(routed(`${set}same => n,Set(X=hall)\nsame => n,Dial(PJSIP/\${X})\n`).rings).toEqual(['hall']);
  });

  test('is what the dialplan stores, once it did', () => {
    const stored = '[a]\nexten => 1,1,Set(DB(x/y)=hall)\nsame => n,Dial(PJSIP/${DB(x/y)})\n';
    expect(routed(stored)).toMatchObject({ rings: ['hall'], unknowns: [] });
  });

  test('is the time, when none is said', () => {
    const timed = '[a]\ninclude => b,9:00-17:00\nexten => 2,1,NoOp\n[b]\nexten => 1,1,Answer\n';
    const found = routed(timed, { at: undefined });
    expect(found.branches?.map(({ route: way }) => way.outcome)).toEqual(['answered', 'reject']);
  });

  test('is what an AGI did', () => {
    const found = routed('[a]\nexten => 1,1,AGI(x.py)\nsame => n,Dial(PJSIP/${WHO})\n');
    expect(found).toMatchObject({ outcome: 'unknown', unknowns: ['AGI(x.py)', 'WHO after AGI(x.py)'] });
  });
});

test('a call that Originate makes is another one, and how it ends is not known', () => {
  const found = routed(
    '[a]\nexten => 1,1,Originate(PJSIP/b,exten,c,1,1)\nsame => n,GotoIf($["${ORIGINATE_STATUS}" = "SUCCESS"]?2,1)\nexten => 2,1,Busy()\n',
  );
  expect(found).toMatchObject({ outcome: 'reject', rings: [], unknowns: ['ORIGINATE_STATUS'] });
  expect(found.notes.join()).toContain('is not followed');
  expect(found.branches).toHaveLength(2);
});

test('a loop without an end is told', () => {
  const found = routed('[a]\nexten => 1,1,NoOp\nsame => n,Goto(1,1)\n');
  expect(found).toMatchObject({ outcome: 'unknown', notes: [expect.stringContaining('does not end')] });
});

test('digits that are typed are an extension, or lead to i and t', () => {
  const text =
    '[a]\nexten => 1,1,Background(menu)\nsame => n,WaitExten(5)\nexten => 2,1,Dial(PJSIP/hall)\nexten => i,1,Playback(wrong)\nexten => t,1,Playback(late)\n';
  expect(routed(text, { digits: ['2'] })).toMatchObject({ rings: ['hall'], played: ['menu'] });
  expect(routed(text, { digits: ['7'] }).played).toEqual(['menu', 'wrong']);
  expect(routed(text).played).toEqual(['menu', 'late']);
});

test('a macro runs on 16 and is no application of 22', () => {
  const text = '[a]\nexten => 1,1,Macro(ring,hall)\n[macro-ring]\nexten => s,1,Dial(PJSIP/${ARG1})\n';
  expect(routed(text, {}, AsteriskVersion.V16).rings).toEqual(['hall']);
  expect(routed(text)).toMatchObject({ rings: [], notes: [expect.stringContaining("'Macro'")] });
});

test('h runs when the call is over', () => {
  const text = '[a]\nexten => 1,1,Dial(PJSIP/hall)\nexten => h,1,NoOp(${DIALSTATUS})\n';
  expect(shortly(routed(text))).toEqual(['Dial(PJSIP/hall)', 'NoOp(ANSWER)']);
});

test('the callee goes on where F says when the caller hangs up', () => {
  const text = '[a]\nexten => 1,1,Dial(PJSIP/hall,,F(b^1^1))\n[b]\nexten => 1,1,Playback(bye)\n';
  expect(routed(text, { hangsUp: 'caller' }).played).toEqual(['bye']);
  expect(routed(text).played).toEqual([]);
});

test('a match tells where it was looked for, and what else matches', () => {
  const text =
    '[a]\ninclude => b\ninclude => c,9:00-17:00\n[b]\nexten => _X,1,Answer\nexten => _N,1,Answer\nexten => _[1-3],1,Answer\n[c]\nexten => 1,1,Answer\n';
  const route = routed(text);
  expect(route.matched).toEqual([
    {
      context: 'b',
      extension: '_[1-3]',
      number: '1',
      searched: ['a', 'b'],
      rivals: [
        { context: 'b', extension: '_X', why: "at place 1, '[1-3]' matches 3 characters and 'X' 10" },
        { context: 'c', extension: '1', why: "the context 'c' is searched later" },
      ],
    },
  ]);
  // Rivals decide nothing: it is one way, whatever the time.
  expect(route.branches).toBeUndefined();
  expect(formatRoute(route)).toContain(
    [
      '1 is _[1-3] of b, searched a, b',
      "  not _X of b: at place 1, '[1-3]' matches 3 characters and 'X' 10",
      "  not 1 of c: the context 'c' is searched later",
    ].join('\n'),
  );
});

test.each([
  ['no-password', ['5'], 'disa,5'],
  ['no-password,b', ['5'], 'b,5'],
  ['1234,b', ['1234#', '5'], 'b,5'],
])('DISA(%s) leads to what is typed', (args, digits, expected) => {
  const text = `[a]\nexten => 1,1,DISA(${args})\n[b]\nexten => 5,1,NoOp()\n[disa]\nexten => 5,1,NoOp()\n`;
  const { steps } = routed(text, { digits });
  expect(steps.slice(1).map(({ context, extension }) => `${context},${extension}`)).toEqual([expected]);
});

test.each([[], ['1'], ['1234'], ['1234', '6']])('fails to tell where DISA leads with %j', (...digits) => {
  const found = routed('[a]\nexten => 1,1,DISA(1234,b)\n[b]\nexten => 5,1,NoOp()\n', { digits });
  expect(found).toMatchObject({ outcome: 'unknown', unknowns: ['what is typed at DISA'] });
});
