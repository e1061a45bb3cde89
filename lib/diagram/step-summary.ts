import { HangupCause } from '../dialplan/hangup-cause';
import type { ModelStep } from '../dialplan/model/dialplan-model';
import { jumpsOf } from '../dialplan/jump';
import { innerApplications } from '../dialplan/inner-application';
import { readFlags, type WrittenApplication } from '../dialplan/read-step';
import { argumentValue, split } from '../dialplan/scan';

/** What a step means to who looks at a picture. */
export interface StepSummary {
  /** In words; none where nobody notices the step. */
  readonly text?: string;
  /** Where a call goes from here. */
  readonly ways: readonly Way[];
}

/** Where a call goes. */
export interface Way {
  /** A context, a device such as `PJSIP/hall`, or a device with the number that it is sent. */
  readonly to: { readonly context: string } | { readonly device: string; readonly number?: string };
  /** When it goes there. @default - always */
  readonly label?: string;
}

/** Why a call ends, in words. */
const CAUSES: Readonly<Record<string, string>> = {
  [HangupCause.UNALLOCATED]: 'no such number',
  [HangupCause.BUSY]: 'busy',
  [HangupCause.NO_ANSWER]: 'no answer',
  [HangupCause.SUBSCRIBER_ABSENT]: 'not reachable',
  [HangupCause.REJECTED]: 'refused',
  [HangupCause.INVALID_NUMBER_FORMAT]: 'no valid number',
  [HangupCause.CONGESTION]: 'no way free',
};

/** Longer conditions are cut. */
const LONGEST = 40;

/** What applications do that nobody leaves by; `$1` to `$3` are their arguments. */
const WORDS: Readonly<Record<string, string>> = {
  agi: 'asks the program $1',
  background: 'plays $1, and listens',
  busy: 'ends: busy',
  chanspy: 'listens to $1',
  confbridge: 'conference $1',
  congestion: 'ends: congestion',
  directory: 'spells names',
  echo: 'echo',
  eagi: 'asks the program $1',
  followme: 'follows $1',
  meetme: 'conference $1',
  milliwatt: 'plays a tone',
  mixmonitor: 'records the call',
  musiconhold: 'plays music',
  page: 'pages $1',
  park: 'parks the call',
  parkedcall: 'takes a parked call',
  pickup: 'picks up $1',
  playback: 'plays $1',
  queue: 'queue $1',
  read: 'reads digits into $1',
  record: 'records $1',
  stasis: 'goes to the program $1',
  system: 'runs a command',
  voicemail: 'voicemail of $1',
  voicemailmain: 'hears voicemail',
  waitexten: 'waits for digits',
};

/** Sums up a step that stands in a context. */
export function summarize({ application, arguments: args }: ModelStep, context: string): StepSummary {
  return summaryOf({ name: application, arguments: args }, context, undefined);
}

function summaryOf(step: WrittenApplication, context: string, condition: string | undefined): StepSummary {
  const name = step.name.trim().toLowerCase();
  const given = split(step.arguments).map((each) => argumentValue(each).trim());
  const when = condition === undefined ? '' : `${condition}: `;
  const label = condition === undefined ? {} : { label: condition };
  const jumps = waysOf(step, context, label);
  if (name === 'dial') {
    return dialled(given, when, [...jumps], label, context);
  }
  if (name === 'disa') {
    return { text: `${when}dials out again`, ways: [{ to: { context: given[1] ?? 'disa' }, ...label }] };
  }
  if (name === 'hangup') {
    return { text: `${when}${ending(given[0] ?? '')}`, ways: [] };
  }
  if (name === 'goto') {
    const [extension = '', own] = given.slice(0, -1).reverse();
    // Another step of the same extension is no other place.
    return given.length === 1 ? { ways: [] } : { text: `${when}goes to ${own ?? extension}`, ways: jumps };
  }
  if (name === 'gotoif' || name === 'gotoiftime') {
    const texts = jumps.flatMap(({ to, label: on = '' }) => ('context' in to ? `${on}: goes to ${to.context}` : []));
    return { ...(texts.length > 0 && { text: texts.join('; ') }), ways: jumps };
  }
  const inner = innerApplications(step);
  if (inner.length > 0) {
    const [test = ''] = split(step.arguments, '?', 2);
    const parts = inner.map((each, index) =>
      summaryOf(each, context, inner.length === 1 || index === 0 ? short(test) : 'else'),
    );
    const texts = parts.flatMap(({ text }) => text ?? []);
    return { ...(texts.length > 0 && { text: texts.join('; ') }), ways: parts.flatMap(({ ways }) => ways) };
  }
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  const text = words?.replace(/\$(\d)/g, (_, index: string) => given[Number(index) - 1] ?? '');
  return { ...(text !== undefined && { text: `${when}${text}`.trim() }), ways: jumps };
}

function dialled(
  given: readonly string[],
  when: string,
  jumps: readonly Way[],
  label: Pick<Way, 'label'>,
  context: string,
): StepSummary {
  const [devices = '', timeout = '', options = ''] = given;
  const ways = devices.split('&').flatMap((device): readonly Way[] => {
    const [, technology = '', rest = ''] = /^\s*([A-Za-z]\w*)\/(.*)$/s.exec(device) ?? [];
    const [, number, at] = NUMBER_BEFORE_PEER.test(technology) ? (/^(.*)@([^@]*)$/s.exec(rest) ?? []) : [];
    const [peer = '', ...more] = withoutPassword(rest).split('/');
    switch (technology.toUpperCase()) {
      case '':
        return [];
      case 'LOCAL':
        return [{ to: { context: at?.replace(/\/.*$/, '') ?? context }, ...label }];
      default:
        return at !== undefined
          ? [{ to: { device: `${technology}/${at}`, number }, ...label }]
          : [{ to: { device: `${technology}/${peer}`, ...(more.length > 0 && { number: more.join('/') }) }, ...label }];
    }
  });
  const transfers = readFlags(options).some(({ letter }) => letter === 'T') ? ', the caller may transfer' : '';
  const time = timeout === '' ? '' : ` ${timeout} s`;
  const names = devices.split('&').map((each) => withoutPassword(each.trim().replace(/^PJSIP\//i, '')));
  return { text: `${when}rings ${names.join(', ')}${time}${transfers}`, ways: [...ways, ...jumps] };
}

function waysOf(
  { name, arguments: args }: WrittenApplication,
  context: string,
  label: Pick<Way, 'label'>,
): readonly Way[] {
  const jumps = jumpsOf(canonical(name), args);
  const [test = ''] = split(args, '?', 2);
  const [then = ''] = split(split(args, '?', 2)[1] ?? '', ':', 2);
  return jumps.flatMap((jump, index): readonly Way[] => {
    if (jump.extension === undefined) {
      return [];
    }
    const isIf = /if(time)?$/i.test(name.trim());
    const condition = index === 0 && then.trim() !== '' ? short(test) : 'else';
    return [{ to: { context: jump.context ?? context }, ...(isIf ? { label: condition } : label) }];
  });
}

/** Technologies that are told `number@peer`; others are told `peer/number`. */
const NUMBER_BEFORE_PEER = /^(pj)?sip$|^local$/i;

/** A device may be named with a password, as in `IAX2/user:password@host`. */
function withoutPassword(device: string): string {
  return device.replace(/:[^@:/]*@/, ':…@');
}

const JUMPERS = ['Goto', 'GotoIf', 'GotoIfTime', 'Gosub', 'GosubIf', 'Macro', 'MacroIf', 'Dial', 'FollowMe', 'Queue'];

function canonical(name: string): string {
  return JUMPERS.find((each) => each.toLowerCase() === name.trim().toLowerCase()) ?? name;
}

function ending(cause: string): string {
  const words = Object.hasOwn(CAUSES, cause) ? `${CAUSES[cause] ?? ''} (${cause})` : short(cause);
  return words === '' ? 'ends' : `ends: ${words}`;
}

/** A condition as few characters. */
function short(condition: string): string {
  const bare = condition
    .trim()
    .replace(/^\$\[(.*)\]$/s, '$1')
    .trim();
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST)}…` : bare;
}
