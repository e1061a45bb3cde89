import * as fc from 'fast-check';
import * as fn from '../../imports/asterisk/functions';
import { catalogOf } from '../../lib/catalog/catalog-of';
import { AsteriskVersion } from '../../lib/catalog/version';
import * as application from '../../lib/dialplan/application';
import { DialplanContext } from '../../lib/dialplan/context';
import { HangupCause } from '../../lib/dialplan/hangup-cause';
import { label, stepText, type Step } from '../../lib/dialplan/step';
import { errorOf } from '../support/error-of';

const { Dial, Gosub, Goto, GotoIf, GotoIfTime, Hangup, NoOp, Page, Playback, Queue, raw, VoiceMail } = application;

test.each<[Step, string]>([
  [Dial('PJSIP/hall'), 'Dial(PJSIP/hall)'],
  [Dial(['PJSIP/a', 'PJSIP/b'], 20, { t: true }), 'Dial(PJSIP/a&PJSIP/b,20,t)'],
  [Dial('PJSIP/a', undefined, { r: true }), 'Dial(PJSIP/a,,r)'],
  [Dial('PJSIP/a', undefined, { r: 'busy', g: undefined }), 'Dial(PJSIP/a,,r(busy))'],
  [Dial('PJSIP/a', [30, 60], { t: true, L: [60000, 30000], A: 'beep' }), 'Dial(PJSIP/a,30^60,tL(60000:30000)A(beep))'],
  [Dial('PJSIP/a', undefined, { L: [60000, undefined, 1000] }), 'Dial(PJSIP/a,,L(60000::1000))'],
  [Dial('PJSIP/a', 5, { b: ['ring', 's', ['1', 'x', 2]] }), 'Dial(PJSIP/a,5,b(ring^s^1(x^2)))'],
  [Dial('PJSIP/a', 5, { b: [undefined, undefined, ['start', 'x']] }), 'Dial(PJSIP/a,5,b(start(x)))'],
  [Dial('PJSIP/a', 5, { U: ['screen', 'a', 'b'] }), 'Dial(PJSIP/a,5,U(screen^a^b))'],
  [Dial('PJSIP/a', 5, { D: [undefined, 'w1'] }), 'Dial(PJSIP/a,5,D(:w1))'],
  [Dial('PJSIP/a', 5, '${OPTIONS}', 'http://example.com'), 'Dial(PJSIP/a,5,${OPTIONS},http://example.com)'],
  [Dial('PJSIP/${CUT(A,-,1)}'), 'Dial(PJSIP/${CUT(A,-,1)})'],
  [Hangup(), 'Hangup()'],
  [Hangup(HangupCause.BUSY), 'Hangup(17)'],
  [application.Answer(), 'Answer()'],
  [application.Answer(500, { i: true }), 'Answer(500,i)'],
  [application.Wait(1.5), 'Wait(1.5)'],
  [Playback(['hello', 'bye'], { noanswer: true }), 'Playback(hello&bye,noanswer)'],
  [Playback('hello', { skip: true, say: true }), 'Playback(hello,skip,say)'],
  [Goto('internal', '201', 'again'), 'Goto(internal,201,again)'],
  [Goto(undefined, '201', 1), 'Goto(201,1)'],
  [Goto(undefined, undefined, 'again'), 'Goto(again)'],
  [GotoIf('$[${A} = 1]', 'yes'), 'GotoIf($[${A} = 1]?yes)'],
  [GotoIf('$[${A} = 1]', ['yes', 'no']), 'GotoIf($[${A} = 1]?yes:no)'],
  [GotoIf('$["${A}" = "?:"]', [undefined, 'a,1,1']), 'GotoIf($["${A}" = "?:"]?:a,1,1)'],
  [
    GotoIfTime(['9:00-17:00', 'mon-fri', '*', '*'], ['open,s,1', 'closed,s,1']),
    'GotoIfTime(9:00-17:00,mon-fri,*,*?open,s,1:closed,s,1)',
  ],
  [application.ExecIf('$[${A}]', [Playback(['a', 'b']), ['Set', 'X=1,2']]), 'ExecIf($[${A}]?Playback(a&b):Set(X=1,2))'],
  [application.ExecIf('${A}', ['Hangup()']), 'ExecIf(${A}?Hangup())'],
  [application.Exec(NoOp('a, b')), 'Exec(NoOp(a, b))'],
  [Gosub('sub', 's', ['start', 'a', 'b']), 'Gosub(sub,s,start(a,b))'],
  [Gosub(undefined, undefined, 'start'), 'Gosub(start)'],
  [
    application.GosubIf('${A}', [
      ['one', 'x'],
      ['two', 'y', 'z'],
    ]),
    'GosubIf(${A}?one(x):two(y,z))',
  ],
  [application.Return('a,b'), 'Return(a,b)'],
  [application.Set('X', 'a,b'), 'Set(X=a,b)'],
  [application.Set('X', ''), 'Set(X=)'],
  [
    application.Set(fn.CALLERID('num'), fn.FILTER('0-9', fn.CALLERID('num'))),
    'Set(CALLERID(num)=${FILTER(0-9,${CALLERID(num)})})',
  ],
  [application.MSet(['A', 1], ['B', 2]), 'MSet(A=1,B=2)'],
  [NoOp('here, there :)'), 'NoOp(here, there :))'],
  [application.Verbose(2, 'a, b'), 'Verbose(2,a, b)'],
  [application.Verbose(undefined, 'a'), 'Verbose(a)'],
  [application.Log('NOTICE', 'a, b'), 'Log(NOTICE,a, b)'],
  [application.System('echo a, b'), 'System(echo a, b)'],
  [application.UserEvent('Called', 'A: 1,B: 2'), 'UserEvent(Called,A: 1,B: 2)'],
  [Queue('sales', { t: true, b: ['h', 's', 1] }, undefined, ['a', 'b'], 30), 'Queue(sales,tb(h^s^1),,a&b,30)'],
  [VoiceMail('201@default', { u: true }), 'VoiceMail(201@default,u)'],
  [VoiceMail([['201', 'default'], '202'], { g: 3 }), 'VoiceMail(201@default&202,g(3))'],
  [application.VoiceMailMain(['201', 'default'], { s: true }), 'VoiceMailMain(201@default,s)'],
  [application.Read('PIN', ['enter', 'pin'], 4, { s: true }, 2, 10), 'Read(PIN,enter&pin,4,s,2,10)'],
  [application.MixMonitor(['a.b', 'wav'], { b: true, v: 2 }, 'mv a, b'), 'MixMonitor(a.b.wav,bv(2),mv a, b)'],
  [application.ChanSpy('PJSIP/a', { q: true, n: ['201', 'default'] }), 'ChanSpy(PJSIP/a,qn(201@default))'],
  [Page(['PJSIP/a', 'PJSIP/b'], { d: true, A: 'beep' }, 10), 'Page(PJSIP/a&PJSIP/b,dA(beep),10)'],
  [application.AGI('lookup.agi', ['a', 'b']), 'AGI(lookup.agi,a,b)'],
  [application.Transfer(['PJSIP/', '201']), 'Transfer(PJSIP/201)'],
  [application.ChannelRedirect('PJSIP/a-1', undefined, undefined, 1), 'ChannelRedirect(PJSIP/a-1,1)'],
  [
    application.Originate('PJSIP/a', 'exten', 'c', 's', 1, 30, {
      v: [
        ['A', 1],
        ['B', 2],
      ],
    }),
    'Originate(PJSIP/a,exten,c,s,1,30,v(A=1^B=2))',
  ],
  [application.DBdeltree('family', 'tree/twig'), 'DBdeltree(family/tree/twig)'],
  [raw('Queue', 'sales,t'), 'Queue(sales,t)'],
])('%j is written %s', (step, text) => {
  expect(stepText(step)).toBe(text);
});

test.each([
  [fn.CALLERID('num'), 'CALLERID(num)'],
  [fn.CHANNEL('rtp', 'dest'), 'CHANNEL(rtp,dest)'],
  [fn.IF('$[${A} = 1]', ['x', 'y']), 'IF($[${A} = 1]?x:y)'],
  [fn.DB('family', 'a/b'), 'DB(family/a/b)'],
  [fn.REGEX('^[0-9]', '${EXTEN}'), 'REGEX("^[0-9]" ${EXTEN})'],
  [fn.SPRINTF('%s-%s', 'a', fn.LEN('a,b')), 'SPRINTF(%s-%s,a,${LEN(a,b)})'],
  [fn.CDR('start', { u: true }), 'CDR(start,u)'],
  [fn.STRFTIME(undefined, undefined, '%H,%M'), 'STRFTIME(,,%H,%M)'],
])('%j is the function %s', (made, text) => {
  expect(made.name).toBe(text);
  expect(String(made)).toBe(`\${${text}}`);
});

test.each<[string, () => unknown, string]>([
  ['a comma that would begin another argument', () => Dial('PJSIP/a,b'), 'Dial: Technology/Resource holds a comma'],
  ['nobody to call', () => Dial([]), 'Dial: Technology/Resource is an empty list'],
  ['an empty device', () => Dial(''), 'Dial: Technology/Resource is empty'],
  ['an element that would be two', () => Dial(['PJSIP/a&PJSIP/b']), "Dial: Technology/Resource holds '&'"],
  ['a missing argument', () => Goto('a', 'b', undefined as never), 'Goto: priority is missing'],
  ['a context without an extension', () => Goto('a', undefined, 1), 'Goto: extension is left out, though context'],
  ['a flag that is none', () => Dial('a', 1, { Y: true } as never), 'Dial: options has no such option'],
  ['a flag of an object', () => Dial('a', 1, { constructor: true } as never), 'Dial: options has no such option'],
  ['a flag without its argument', () => Dial('a', 1, { L: true } as never), 'Dial: options L needs x; given is true'],
  [
    'an argument of a flag that takes none',
    () => Dial('a', 1, { t: 'x' } as never),
    'Dial: options t takes no argument',
  ],
  ['a flag that ends early', () => Dial('a', 1, { A: 'x)t' }), "Dial: options A has ')' without its counterpart"],
  ['an argument of a flag that would be two', () => Dial('a', 1, { L: ['1:2'] }), "Dial: x holds ':'"],
  ['a nested argument that would be two', () => Dial('a', 1, { b: ['c', 's', ['1', 'x^y']] }), "Dial: arg1 holds '^'"],
  ['more arguments than there are', () => Dial('a', 1, { L: [1, 2, 3, 4] as never }), 'is one more than there is'],
  ['a backslash at the end', () => Playback(['a\\', 'b']), 'Playback: filenames ends with a backslash'],
  ['an open parenthesis', () => Playback('a('), "Playback: filenames has '(' without its counterpart"],
  ['an open quotation mark', () => Playback('"a'), "Playback: filenames has '\"' without its counterpart"],
  ['an open expression', () => NoOp('${A'), "NoOp: text has '${' without its counterpart"],
  ['a parenthesis in quotation marks, which counts', () => Playback('"a("'), "Playback: filenames has '('"],
  ['a comma in braces, which keep nothing', () => Playback('{a,b}'), 'Playback: filenames holds a comma'],
  ['a line break', () => NoOp('a\nb'), 'NoOp: text holds a line break'],
  ['a message that would be a level', () => application.Verbose(undefined, 'a, b'), 'Verbose: message holds a comma'],
  ['a label that would be two', () => GotoIf('1', ['a:b', 'c']), "GotoIf: labeliftrue holds ':'"],
  ['a condition that ends early', () => GotoIf('a?b', 'c'), "GotoIf: condition holds '?'"],
  ['a name that holds its value', () => application.Set('A=1', '2'), "Set: name holds '='"],
  ['a time that would be two', () => GotoIfTime(['1', '2', '3,4', '5'], 'a'), 'GotoIfTime: mdays holds a comma'],
  ['no number', () => application.Wait(NaN), 'Wait: seconds is neither text nor a number'],
  ['several for one', () => application.Wait([1] as never), 'Wait: seconds is one value, and not several'],
  ['an object for a value', () => application.Wait({} as never), 'Wait: seconds is no object'],
  ['an argument of a function that would be two', () => fn.CUT('A', ',', 1), 'CUT: char-delim holds a comma'],
  ['a quotation mark in quotation marks', () => fn.REGEX('a"b"', 'c'), 'REGEX: regular expression holds a quotation'],
  ['what is no application', () => raw('Dial(', ''), '"Dial(" is no application'],
  ['raw arguments that are not closed', () => raw('Queue', 'a,t)'), "Queue: its arguments has ')'"],
  ['raw arguments of two lines', () => raw('Queue', 'a\nb'), 'Queue: its arguments holds a line break'],
])('fails with %s', (_, act, message) => {
  expect(errorOf(act)).toEqual({ code: 'ApplicationArgument', message: expect.stringContaining(message) as string });
});

describe.each(AsteriskVersion.ALL.map((version) => [version.full, catalogOf(version)] as const))(
  'Asterisk %s',
  (_, catalog) => {
    test('has a function here for every application', () => {
      expect(Object.keys(application)).toEqual(expect.arrayContaining(Object.keys(catalog.applications)));
    });

    test('has one for every function', () => {
      expect(Object.keys(fn)).toEqual(expect.arrayContaining(Object.keys(catalog.functions)));
    });
  },
);

/** Splits as Asterisk does (`__ast_app_separate_args`): at what is enclosed by nothing. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === separator && depth === 0 && !quoted) {
      parts.push('');
      continue;
    }
    if (character === '"') quoted = !quoted;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

/** Asterisk replaces expressions before it splits; what is left are these of `harmless`. */
function replaced(text: string): string {
  return text.replaceAll('$["(&" = "^"]', '0').replaceAll('${CUT(A,-,1)}', 'b').replaceAll('${A}', 'c');
}

describe('what is written', () => {
  const harmless = ['a', '1', '/', '(x,y)', '"x,y"', '[x,y]', '${A}', '${CUT(A,-,1)}', '$["(&" = "^"]'];
  const dangerous = [',', '&', '^', ':', '(', ')', '"', '[', ']', '{', '}', '${', '\n'];
  /** Most of it is refused, and what is not must stay whole. */
  const hostile = fc
    .array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...harmless) },
        { weight: 1, arbitrary: fc.constantFrom(...dangerous) },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => parts.join(''));

  function written(act: () => Step): string | undefined {
    try {
      return act().arguments;
    } catch (error) {
      expect(error).toHaveProperty('code', 'ApplicationArgument');
      return undefined;
    }
  }

  test('is split again into what was given', () => {
    let whole = 0;
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 1, maxLength: 3 }),
        hostile,
        hostile,
        hostile,
        (devices, time, tone, url) => {
          const text = written(() => Dial(devices, time, { t: true, r: tone, g: true }, url));
          if (text !== undefined) {
            whole++;
            const [first = '', ...others] = split(replaced(text), ',');
            expect(first.split('&')).toEqual(devices.map(replaced));
            expect(others).toEqual([time, `tr(${tone})g`, url].map(replaced));
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(whole).toBeGreaterThan(100);
  });

  test('has the arguments of a flag and of what it calls', () => {
    let whole = 0;
    fc.assert(
      fc.property(hostile, fc.array(hostile, { minLength: 1, maxLength: 2 }), (context, args) => {
        const text = written(() => Dial('a', undefined, { b: [context, 's', ['1', ...args]] }));
        if (text !== undefined) {
          whole++;
          const [, , options = ''] = split(replaced(text), ',');
          expect(options.startsWith('b(') && options.endsWith('))')).toBe(true);
          const [first, exten, rest = ''] = options.slice(2, -1).split('^');
          expect([first, exten, rest.startsWith('1(')]).toEqual([replaced(context), 's', true]);
          expect(options.slice(2 + replaced(context).length + 3 + 2, -2).split('^')).toEqual(args.map(replaced));
        }
      }),
      { numRuns: 3000 },
    );
    expect(whole).toBeGreaterThan(100);
  });

  test('of Set is everything behind the name', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = written(() => application.Set('X', value));
        expect(text ?? `X=${value}`).toBe(`X=${value}`);
      }),
    );
  });
});

describe('a context', () => {
  test('writes priorities, labels, notes and includes', () => {
    const context = new DialplanContext('internal', 'phones')
      .extension('_2XX', [label('again', Dial('PJSIP/a')), label('end', Hangup())], 'two hundreds')
      .include('other')
      .include('other');
    const lines = context
      .toNode()
      .items.map((item) => (item.kind === 'assignment' ? `${item.key} ${item.operator} ${item.value}` : item.kind));
    expect(lines).toEqual([
      'comment',
      'comment',
      'exten => _2XX,1(again),Dial(PJSIP/a)',
      'same => n(end),Hangup()',
      'include => other',
    ]);
  });

  test.each(['201', '*98', '#1', '_2XX', '_+44ZXX.', '_[1-3]X!', 's', 'i', 'h'])(
    'takes the extension %s',
    (pattern) => {
      expect(new DialplanContext('c').extension(pattern, [Hangup()]).extensions).toHaveLength(1);
    },
  );

  test.each(['', ' 1', '1 2', '1,2', '_', '_.', '_!', '_[12', '_[]X', '_X.1', '1;2', '1/2', 'é'.repeat(40)])(
    'fails with the extension %j',
    (pattern) => {
      expect(errorOf(() => new DialplanContext('c').extension(pattern, [Hangup()])).code).toBe('ExtensionPattern');
    },
  );

  test.each(['', 'general', 'globals', 'default', 'a b', 'a]', 'x'.repeat(80)])('fails with the name %j', (name) => {
    expect(errorOf(() => new DialplanContext(name)).code).toBe('ContextName');
  });

  test('fails with an extension twice', () => {
    const context = new DialplanContext('c').extension('1', [Hangup()]);
    expect(errorOf(() => context.extension('1', [Hangup()])).message).toContain(
      'the context \'c\' has the extension "1" already',
    );
  });

  test('fails with an extension that does nothing', () => {
    expect(errorOf(() => new DialplanContext('c').extension('1', [])).code).toBe('ExtensionSteps');
  });
});
