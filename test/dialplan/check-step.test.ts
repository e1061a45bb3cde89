import { AsteriskVersion } from '../../lib/catalog/version';
import { stepMistake } from '../../lib/dialplan/check-step';
import { readApplication, readFlags, readStep } from '../../lib/dialplan/read-step';

const { V16, V22 } = AsteriskVersion;

function mistakeIn(text: string, version = V22): string | undefined {
  const application = readApplication(text);
  return application === undefined ? undefined : stepMistake(application, version);
}

describe('a step that is well', () => {
  test.each([
    'Dial(PJSIP/hall,20,tTU(screen^1))',
    'Dial(PJSIP/hall,20,${OPTIONS})',
    'Dial(PJSIP/hall,20,L(${LIMIT}:30000:10000)g)',
    'Dial(PJSIP/hall,,b(handler^addheader^1))',
    'dial(PJSIP/hall)',
    'Goto(10)',
    'Goto(internal,100,1)',
    'Playback(hello,skip)',
    'BridgeWait(,Participant)',
    'Queue(sales,wW)',
    'VoiceMail(100@default,"su")',
    'NoOp()',
    'VoiceMailMain()',
    'Else()',
    'ExecIf($[1]?Dial(PJSIP/hall,20,t):Hangup())',
    'Unheard(of,it)',
  ])('%s', (text) => {
    expect(mistakeIn(text)).toBeUndefined();
  });
});

describe('fails', () => {
  test.each([
    [
      'an unknown option letter',
      'Dial(PJSIP/hall,20,tl)',
      'Dial: Asterisk 22.10.1 has no option "l"; given is "tl", it has A ',
    ],
    ['a letter whose argument is missing', 'Dial(PJSIP/hall,20,tU)', 'the option "U" needs U('],
    ['nobody to dial', 'Dial()', 'Dial: "" lacks an argument: it needs Technology/Resource'],
    ['no argument at all', 'Queue()', 'Queue: "" lacks an argument: it needs queuename'],
    ['too few arguments', 'Originate(Local/1@a,app)', 'lacks an argument: it needs tech_data, type, arg1'],
    [
      'what is none of the choices',
      'BridgeWait(,guest)',
      'BridgeWait: role is one of participant, announcer; given is "guest"',
    ],
    [
      'an application that another runs',
      'ExecIf($[1]?Dial(PJSIP/hall,20,l))',
      'Dial: Asterisk 22.10.1 has no option "l"',
    ],
    ['the other branch', 'ExecIf($[1]?NoOp():Queue())', 'Queue: "" lacks an argument'],
  ])('for %s', (_, text, message) => {
    expect(mistakeIn(text)).toContain(message);
  });

  test('for a letter that only another version has, and says which', () => {
    expect(mistakeIn('Dial(PJSIP/hall,20,j)')).toBeUndefined();
    expect(mistakeIn('Dial(PJSIP/hall,20,j)', V16)).toContain(
      'Dial: Asterisk 16.28.0 has no option "j", but 22.10.1 has; given is "j"',
    );
  });
});

describe('a line of a dialplan', () => {
  test.each([
    ['exten', '100,1,Dial(PJSIP/hall)', { extension: '100', priority: '1', text: 'Dial(PJSIP/hall)' }],
    ['exten', '_X.,n(again),NoOp()', { extension: '_X.', priority: 'n(again)', text: 'NoOp()' }],
    ['same', 'n,Hangup()', { priority: 'n', text: 'Hangup()' }],
    ['exten', '100,hint,PJSIP/hall', { extension: '100', priority: 'hint', text: 'PJSIP/hall' }],
    ['include', 'internal', undefined],
    ['exten', '100,1', undefined],
  ])('%s => %s', (key, value, expected) => {
    expect(readStep(key, value)).toEqual(expected);
  });

  test('option letters with what stands behind them', () => {
    expect(readFlags('tU(a^(b))L(1:2)')).toEqual([
      { letter: 't' },
      { letter: 'U', argument: 'a^(b)' },
      { letter: 'L', argument: '1:2' },
    ]);
  });
});
