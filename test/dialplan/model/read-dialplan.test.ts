import { parse } from '../../../lib/conf/parse';
import { DialplanContext } from '../../../lib/dialplan/context';
import { dialplanFile } from '../../../lib/dialplan/dialplan';
import { Answer, Hangup } from '../../../lib/dialplan/application';
import type { ModelContext } from '../../../lib/dialplan/model/dialplan-model';
import { findExtension } from '../../../lib/dialplan/model/find-extension';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';

const read = (text: string) => readDialplan([parse(text, 'extensions.conf').file]);

/** Each step as `dialplan show` has it: extension, priority with its label, application. */
function steps(context: ModelContext | undefined): string[] {
  return (context?.extensions ?? []).flatMap(({ pattern, callerId, steps: all, hint }) =>
    [...(hint === undefined ? [] : [hint]), ...all].map(
      ({ priority, label, application, arguments: given }) =>
        `${pattern}${callerId === undefined ? '' : `/${callerId}`},${priority}${label === undefined ? '' : `(${label})`},${application}(${given})`,
    ),
  );
}

const problems = (text: string) => read(text).problems.map(({ kind, location }) => `${location.line} ${kind}`);

test('priorities are counted as Asterisk counts them', () => {
  const model = read(`[a]
exten => 1,1,Answer
same => n(x),Wait(1)
same => n+3,NoOp(a(b) c)
exten => 2,n,NoOp
same => s(y),Hangup()
exten => 1,x+1,NoOp(at the label)
same => 20,Hangup() ; the end
exten => 1,hint,PJSIP/a&PJSIP/b
`);
  expect(steps(model.contexts.get('a'))).toEqual([
    '1,-1,PJSIP/a&PJSIP/b()',
    '1,1,Answer()',
    '1,2(x),Wait(1)',
    '1,3,NoOp(at the label)',
    '1,6,NoOp(a(b) c)',
    '1,20,Hangup()',
    '2,7,NoOp()',
  ]);
  expect(model.problems.map(({ kind }) => kind)).toEqual(['duplicate-priority']);
});

test('extensions are in the order in which Asterisk tries them', () => {
  const lines = ['_X.', '_X!', '_XX', '_[0-9]N', '_2X', '_[12]X', '200', '1-0', '_2X/07X', '_2X/0 7(9)-8', '_N', '_!'];
  const model = read(`[a]\n${lines.map((each) => `exten => ${each},1,NoOp\n`).join('')}`);
  expect(model.contexts.get('a')?.extensions.map((each) => `${each.pattern}/${each.callerId ?? ''}`)).toEqual([
    '1-0/',
    '200/',
    '_2X/0798',
    '_2X/07X',
    '_2X/',
    '_[12]X/',
    '_N/',
    '_[0-9]N/',
    '_XX/',
    '_X./',
    '_X!/',
    '_!/',
  ]);
});

test('patterns that mean the same are one extension', () => {
  const model = read('[a]\nexten => _[0-9]-X,1,Answer\nexten => _xZ,1,NoOp\nexten => _XX,2,Hangup\n');
  expect(steps(model.contexts.get('a'))).toEqual(['_xZ,1,NoOp()', '_[0-9]-X,1,Answer()', '_[0-9]-X,2,Hangup()']);
});

test('of patterns that are one extension, that of the first priority says what matches', () => {
  const model = read('[a]\nexten => _X,2,NoOp\nexten => _X[],1,Answer\nexten => _2[],2,Hangup\nexten => _2,1,NoOp\n');
  const find = (number: string) => findExtension(model, { context: 'a', number, priority: 1 }).kind;
  expect([find('1'), find('2')]).toEqual(['none', 'step']);
});

test('a context that is written twice is one, and a template is in each of its children', () => {
  const model = read(`[t](!)
exten => s,1,Hangup()
[a](t)
exten => 1,1,NoOp
[b](t)
[a]
exten => 2,1,NoOp
same => n,NoOp
[a](+)
exten => 3,1,NoOp
`);
  expect([...model.contexts.keys()]).toEqual(['a', 'b']);
  expect(steps(model.contexts.get('a')).map((step) => step.split(',')[0])).toEqual(['1', '2', '2', '3', 's']);
  const [from] = model.contexts.get('b')?.extensions ?? [];
  expect(from?.location).toEqual({ file: 'extensions.conf', line: 2, column: 1 });
  expect(model.contexts.get('a')?.locations.map(({ line }) => line)).toEqual([3, 6]);
});

test('settings, globals, includes, switches and ignored patterns are read', () => {
  const model = read(`[general]
autofallthrough = no
extenpatternmatchnew=yes
userscontext = people
[globals]
A = 1
B = \${A}2
[a]
include => b
include => c,9:00-17:00,mon-fri,*,*,Europe/London
include => \${B}
switch => IAX2/x:y@host/context
eswitch => Realtime/\${X}@
ignorepat => 9
`);
  expect(model.settings).toEqual({
    autofallthrough: false,
    extenpatternmatchnew: true,
    clearglobalvars: false,
    userscontext: 'people',
  });
  expect(model.globals.map(({ name, value }) => `${name}=${value}`)).toEqual(['A=1', 'B=12']);
  const context = model.contexts.get('a');
  expect(context?.includes.map((each) => [each.context, each.timing?.zone])).toEqual([
    ['b', undefined],
    ['c', 'Europe/London'],
    ['12', undefined],
  ]);
  expect(context?.switches.map(({ keyword, kind, data }) => `${keyword} ${kind} ${data}`)).toEqual([
    'switch IAX2 x:y@host/context',
    'eswitch Realtime ${X}@',
  ]);
  expect(context?.ignorePatterns.map(({ pattern }) => pattern)).toEqual(['9']);
  expect(model.problems).toEqual([]);
});

test('an extension keeps the comma in its set of characters', () => {
  expect(steps(read('[a]\nexten => _[1,2]X,1,NoOp(a,b)\n').contexts.get('a'))).toEqual(['_[1,2]X,1,NoOp(a,b)']);
});

test('a variable before the parenthesis makes the whole text what is said', () => {
  const model = read('[a]\nexten => 1,hint,PJSIP/${GLOBAL(X)}\nexten => 1,1,${APP}(x)\n');
  expect(steps(model.contexts.get('a'))).toEqual(['1,-1,PJSIP/${GLOBAL(X)}()', '1,1,${APP}(x)()']);
});

test.each([
  ['[a]\nsame => n,NoOp', '2 same-without-exten'],
  ['[a]\nexten => 1,n,NoOp', '2 priority'],
  ['[a]\nexten => 1,0,NoOp', '2 priority'],
  ['[a]\nexten => 1,nowhere,NoOp', '2 priority'],
  ['[a]\nexten => 1,hint,X\nsame => n,NoOp', '3 priority'],
  ['[a]\nexten => 1,1,NoOp\nexten => 1,1,NoOp', '3 duplicate-priority'],
  ['[a]\nexten => 1,1(x),NoOp\nexten => 1,2(x),NoOp', '3 duplicate-label'],
  ['[a]\nexten => 1,1(x,NoOp', '2 unclosed-label'],
  ['[a]\nexten => 1,1,NoOp(x', '2 unclosed-arguments'],
  ['[a]\nexten => ,1,NoOp', '2 empty-extension'],
  ['[a]\nexten => 1,1,', '2 empty-step'],
  ['[a]\nexten => 1,1', '2 empty-step'],
  ['[a]\ninclude => b\ninclude => B', '3 duplicate-include'],
  ['[a]\ninclude => b,25:00-26:00', '2 timing'],
  ['[a]\nextension => 1,1,NoOp', '2 unknown-keyword'],
  ['[a](t)\nexten => 1,1,NoOp', '1 missing-template'],
  ['[a]\n#exec "/bin/true"', '2 exec'],
])('finds what is wrong with %j', (text, found) => {
  expect(problems(text)).toEqual([found]);
});

test('a dialplan that was built has the places of its printed text', () => {
  const context = new DialplanContext('phones').extension('1', [Answer(), Hangup()]);
  const model = readDialplan([dialplanFile([context])]);
  const [extension] = model.contexts.get('phones')?.extensions ?? [];
  expect(extension?.steps.map(({ application, location }) => `${application} ${location.line}`)).toEqual([
    'Answer 6',
    'Hangup 7',
  ]);
});

test('without extensions.conf there is no context', () => {
  expect(readDialplan([parse('[a]\nexten => 1,1,NoOp\n', 'other.conf').file]).contexts.size).toBe(0);
});
