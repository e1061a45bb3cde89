import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { withGlobals } from '../visit';
import { conferenceOpens, featuresOpen, followMeOpens, parkingOpens } from './file-ways';
import { queueOpens } from './queue-ways';
import { settings } from './settings';
import { mailboxOpens, voicemailOpens } from './voicemail-ways';
import { localWays, together, type Opened, type Way } from './way';

/** During these, a caller may dial any extension of the context. */
const LISTENS = ['WaitExten', 'BackGround'];

/** Applications in which the caller talks to somebody, with the argument that holds their options. */
const OPTIONS_OF_TALKS: Readonly<Record<string, number>> = { Dial: 2, RetryDial: 5, Queue: 1, FollowMe: 1, Bridge: 1 };

/** One of the keys of a telephone. */
const ONE_KEY = '_[0-9*#]';

/** What an application opens to the caller besides its jumps: places that may be dialled, others that are called, transfers. */
export function opens(subject: Subject, application: PlacedApplication): Required<Opened> {
  const text = withGlobals(application.written.arguments, subject.dialplan.globals);
  return together([
    own(subject, application),
    talk(subject, application),
    { ways: localWays(text, 'a Local channel') },
  ]);
}

function own(subject: Subject, application: PlacedApplication): Opened {
  const { name, arguments: given, written } = application;
  if (LISTENS.includes(name)) {
    return { ways: [{ why: `what is dialled during ${name}` }] };
  }
  switch (name) {
    case 'DISA':
      return { ways: [{ context: given[1] ?? 'disa', why: 'what is dialled into DISA' }] };
    case 'Directory':
      return { ways: [{ context: given[1] ?? given[0] ?? 'default', why: 'a choice of the Directory' }] };
    case 'VoiceMail':
      return voicemailOpens(subject, application);
    case 'VoiceMailMain':
      return mailboxOpens(subject, application);
    case 'Queue':
      return queueOpens(subject, application);
    case 'FollowMe':
      return followMeOpens(subject, application);
    case 'ConfBridge':
      return conferenceOpens(subject, application);
    case 'Park':
    case 'ParkAndAnnounce':
      return parkingOpens(subject, given[0] ?? '', given[1] ?? '');
    case 'Originate':
      return { ways: originated(given) };
    case 'Set':
    case 'MSet':
      return { ways: (name === 'Set' ? [written.arguments] : split(written.arguments)).flatMap(hangupHandler) };
    default:
      return {};
  }
}

/** The second call of `Originate(device,exten,context,extension,priority)`. Source: `originate_exec` (`apps/app_originate.c`). */
function originated([, kind = '', context = '', number = '', priority = '']: readonly string[]): readonly Way[] {
  const at = { context, number: number === '' ? 's' : number, priority: priority === '' ? '1' : priority };
  return kind.toLowerCase() === 'exten' ? [{ ...at, why: 'Originate' }] : [];
}

/** `CHANNEL(hangup_handler_push)=context,extension,priority(arguments)`: `pop` and `wipe` push as well. Source: `func_channel_write_real`. */
function hangupHandler(pair: string): readonly Way[] {
  const [, place] = /^\s*CHANNEL\(hangup_handler_(?:push|pop|wipe)\)\s*=\s*(\S.*)$/is.exec(pair) ?? [];
  const parts = (place ?? '')
    .replace(/\([^()]*\)\s*$/, '')
    .split(',')
    .map((each) => each.trim());
  const [context, number, priority = ''] = [undefined, undefined, ...parts].slice(-3);
  return place === undefined || number === undefined
    ? []
    : [{ ...(context === undefined ? {} : { context }), number, priority, ifThere: true, why: 'a hang-up handler' }];
}

/** What the caller may do while it talks, or waits for somebody to answer. */
function talk(subject: Subject, application: PlacedApplication): Opened {
  const { name, arguments: given } = application;
  const index = Object.hasOwn(OPTIONS_OF_TALKS, name) ? OPTIONS_OF_TALKS[name] : undefined;
  if (index === undefined) {
    return {};
  }
  const letters = readFlags(given[index] ?? '').map(({ letter }) => letter);
  const parks = letters.includes('K') ? parkingOpens(subject, '', '') : {};
  return together([
    featuresOpen(subject),
    { transfers: letters.includes('T') ? ["a transfer by the caller (option 'T')"] : [] },
    { ways: name.endsWith('Dial') && letters.includes('d') ? leaving(subject) : [] },
    parks,
  ]);
}

/** One digit that leaves a `Dial`, to `EXITCONTEXT` where it is set. Source: `onedigit_goto` (`apps/app_dial.c`). */
function leaving(subject: Subject): readonly Way[] {
  const why = "a digit that is dialled while it rings (option 'd')";
  const contexts = settings(subject, 'EXITCONTEXT').map(({ value }): Way => ({
    context: value,
    number: ONE_KEY,
    ifThere: true,
    why,
  }));
  return [...contexts, { number: ONE_KEY, ifThere: true, why }];
}
