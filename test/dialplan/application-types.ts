// What must not compile: `npm run typecheck` fails when one of these lines does.
import { application, fn } from '../../lib';

export function wrong(): unknown[] {
  const { Dial, Gosub, Goto, GotoIfTime, Hangup, Playback, Queue, VoiceMail } = application;
  return [
    // What is right compiles.
    Dial(['PJSIP/a', fn.CALLERID('num')], 20, { t: true, L: [60000, 30000], r: 'busy', m: true }),
    Dial('PJSIP/a', undefined, '${OPTIONS}'),
    Goto(undefined, undefined, 'again'),
    fn.CALLERID('${WHICH}'),

    // A parameter that is required.
    // @ts-expect-error -- what is wrong must not compile
    Dial(),
    // @ts-expect-error -- what is wrong must not compile
    Goto('internal', '201'),
    // @ts-expect-error -- what is wrong must not compile
    fn.FILTER('0-9'),
    // One parameter too many.
    // @ts-expect-error -- what is wrong must not compile
    Hangup(17, 'now'),
    // An option letter that is none, or that is another application's.
    // @ts-expect-error -- what is wrong must not compile
    Dial('PJSIP/a', 20, { Y: true }),
    // @ts-expect-error -- what is wrong must not compile
    Queue('sales', { L: 1000 }),
    // Letters as text.
    // @ts-expect-error -- what is wrong must not compile
    Dial('PJSIP/a', 20, 'tT'),
    // @ts-expect-error -- what is wrong must not compile
    Playback('hello', 'noanswer'),
    // An argument of a flag: none where it must be, one where none is, too many, another kind.
    // @ts-expect-error -- what is wrong must not compile
    Dial('PJSIP/a', 20, { L: true }),
    // @ts-expect-error -- what is wrong must not compile
    Dial('PJSIP/a', 20, { t: 'x' }),
    // @ts-expect-error -- what is wrong must not compile
    Dial('PJSIP/a', 20, { L: [1, 2, 3, 4] }),
    // @ts-expect-error -- what is wrong must not compile
    VoiceMail('201', { g: { gain: 3 } }),
    // @ts-expect-error -- what is wrong must not compile
    Dial('PJSIP/a', 20, { b: ['context', 's'] }),
    // A value that is none.
    // @ts-expect-error -- what is wrong must not compile
    Dial(true),
    // @ts-expect-error -- what is wrong must not compile
    Hangup([17]),
    // @ts-expect-error -- what is wrong must not compile
    Gosub('sub', 's', [1, { arg: 1 }]),
    // @ts-expect-error -- what is wrong must not compile
    GotoIfTime(['9:00-17:00', 'mon-fri'], 'open'),
    // A word that is none.
    // @ts-expect-error -- what is wrong must not compile
    fn.CALLERID('number'),
  ];
}
