import { optionsOf } from '../../dialplan/jump';
import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { withGlobals } from '../visit';
import { conferenceOpens, followMeOpens } from './file-ways';
import { featuresOpen } from './feature-ways';
import { parkingOpens, retrievingOpens } from './parking-ways';
import { queueOpens } from './queue-ways';
import { settings } from './settings';
import { directoryOpens, mailboxOpens, voicemailOpens } from './voicemail-ways';
import { contextOf, localWays, ONE_KEY, placeWays, together, type Opened, type Way } from './way';

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
  switch (name) {
    case 'WaitExten':
      return { ways: [{ why: 'what is dialled during WaitExten' }] };
    case 'BackGround':
      return { ways: duringBackground(given) };
    case 'DISA':
      return disaOpens(given);
    case 'Directory':
      return directoryOpens(subject, given);
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
    case 'ParkedCall':
      return retrievingOpens(subject, given[0] ?? '');
    case 'Originate':
      return { ways: originated(given) };
    case 'BlindTransfer':
    case 'AttendedTransfer':
      return { ways: [{ ...contextOf(given[1]), number: given[0] ?? '', why: name }] };
    case 'ChannelRedirect':
      return { ways: placeWays(written.arguments.split(',').slice(1).join(','), 'ChannelRedirect') };
    case 'Set':
    case 'MSet':
      return { ways: (name === 'Set' ? [written.arguments] : split(written.arguments)).flatMap(hangupHandler) };
    default:
      return {};
  }
}

/** A single key leads into the context that is named; without the option `m`, more of them lead into that of the call. Source: `pbx_builtin_background`, measured. */
function duringBackground([, options = '', , context = '']: readonly string[]): readonly Way[] {
  const why = 'what is dialled during BackGround';
  const isMenu = readFlags(options).some(({ letter }) => letter === 'm');
  return [
    ...(context !== '' || isMenu ? [{ ...contextOf(context), number: ONE_KEY, ifThere: true, why }] : []),
    ...(isMenu ? [] : [{ why }]),
  ];
}

/** `DISA(password,context)`; where a file has the passwords, it has their contexts too. Source: `apps/app_disa.c`. */
function disaOpens([password = '', context = '']: readonly string[]): Opened {
  const inFile = !/^(\d+|no-password)$/.test(password);
  return {
    ways: [{ context: context === '' ? 'disa' : context, why: 'what is dialled into DISA' }],
    unknown: inFile ? [`DISA with the passwords of '${password}', which may name contexts,`] : [],
  };
}

/** The second call of `Originate(device,exten,context,extension,priority)`. Source: `originate_exec` (`apps/app_originate.c`). */
function originated([, kind = '', context = '', number = '', priority = '']: readonly string[]): readonly Way[] {
  const at = { context, number: number === '' ? 's' : number, priority: priority === '' ? '1' : priority };
  return kind.toLowerCase() === 'exten' ? [{ ...at, why: 'Originate' }] : [];
}

/** `CHANNEL(hangup_handler_push)=context,extension,priority(arguments)`: `pop` and `wipe` push as well. Source: `func_channel_write_real`. */
function hangupHandler(pair: string): readonly Way[] {
  const [, place] = /^\s*CHANNEL\(hangup_handler_(?:push|pop|wipe)\)\s*=\s*(\S.*)$/is.exec(pair) ?? [];
  // One that names a priority alone is refused.
  return place?.includes(',') === true
    ? placeWays(place.replace(/\([^()]*\)\s*$/, ''), 'a hang-up handler').map((way) => ({ ...way, ifThere: true }))
    : [];
}

/** What the caller may do while it talks, or waits for somebody to answer. */
function talk(subject: Subject, { name, written }: PlacedApplication): Opened {
  const options = optionsOf(name, written.arguments);
  const isTalk = TALKS.includes(name);
  const letters = [...options.map(({ letter }) => letter), ...(isTalk ? bridgeFeatures(subject) : [])];
  return isTalk
    ? together([
        featuresOpen(subject),
        { transfers: letters.includes('T') ? ["a transfer by the caller (option 'T')"] : [] },
        { ways: name.endsWith('Dial') && letters.includes('d') ? leaving(subject) : [] },
        letters.includes('K') ? parkingOpens(subject, '', '') : {},
      ])
    : {};
}

/** Applications in which the caller talks to somebody. */
const TALKS = ['Bridge', 'Dial', 'FollowMe', 'Queue', 'RetryDial'];

/** Letters that hold for every conversation. Source: `ast_bridge_call_with_flags` (`main/features.c`). */
export function bridgeFeatures(subject: Subject): readonly string[] {
  return settings(subject, 'BRIDGE_FEATURES').flatMap(({ value }) => Array.from(value));
}

/** One digit that leaves a `Dial`, to `EXITCONTEXT` where it is set. Source: `onedigit_goto` (`apps/app_dial.c`). */
function leaving(subject: Subject): readonly Way[] {
  const why = "a digit that is dialled while it rings (option 'd')";
  const contexts = settings(subject, 'EXITCONTEXT').map(({ value }) => ({ context: value }));
  return [...contexts, {}].map((context) => ({ ...context, number: ONE_KEY, ifThere: true, why }));
}
