import {
  Answer,
  Dial,
  Goto,
  GotoIf,
  Hangup,
  NoOp,
  Playback,
  raw,
  Set as SetVariable,
  Wait,
} from '../../lib/dialplan/application';
import { DialplanContext } from '../../lib/dialplan/context';
import { HangupCause } from '../../lib/dialplan/hangup-cause';
import { label, stepText } from '../../lib/dialplan/step';
import { errorOf } from '../support/error-of';

test.each([
  [Dial('PJSIP/hall'), 'Dial(PJSIP/hall)'],
  [Dial(['PJSIP/a', 'PJSIP/b'], { timeout: 20, options: 't' }), 'Dial(PJSIP/a&PJSIP/b,20,t)'],
  [Dial('PJSIP/a', { options: 'r' }), 'Dial(PJSIP/a,,r)'],
  [Hangup(), 'Hangup()'],
  [Hangup(HangupCause.BUSY), 'Hangup(17)'],
  [Answer(), 'Answer()'],
  [Wait(1.5), 'Wait(1.5)'],
  [Playback(['hello', 'bye'], 'noanswer'), 'Playback(hello&bye,noanswer)'],
  [Goto('internal', '201', 'again'), 'Goto(internal,201,again)'],
  [GotoIf('${A} = 1', 'yes'), 'GotoIf($[${A} = 1]?yes)'],
  [GotoIf('${A} = 1', 'yes', 'no'), 'GotoIf($[${A} = 1]?yes:no)'],
  [SetVariable('X', 'a,b'), 'Set(X=a,b)'],
  [NoOp('here, there'), 'NoOp(here, there)'],
  [Dial('PJSIP/${CUT(A,-,1)}'), 'Dial(PJSIP/${CUT(A,-,1)})'],
  [raw('Queue', 'sales,t'), 'Queue(sales,t)'],
])('%j is written %s', (step, text) => {
  expect(stepText(step)).toBe(text);
});

test.each<[string, () => unknown, string]>([
  [
    'a comma that would begin another argument',
    () => Dial('PJSIP/a,b'),
    'the argument "PJSIP/a,b" of Dial holds a comma',
  ],
  ['nobody to call', () => Dial([]), 'Dial calls nobody'],
  ['what is no application', () => raw('Dial(', ''), '"Dial(" is no application'],
])('fails with %s', (_, act, message) => {
  expect(errorOf(act)).toEqual({ code: 'ApplicationArgument', message: expect.stringContaining(message) as string });
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
