import { MODULES_OF_TECHNOLOGIES } from '../../catalog/module-rules';
import type { AsteriskVersion } from '../../catalog/version';
import { isUnknown } from '../../dialplan/expression/scope';
import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { DeviceOutcome } from '../call';
import { readDialTarget, type DialTarget } from '../dial-target';
import type { Leg } from '../leg';
import { goto } from './flow';
import type { Application, StepResult } from './application';

/** Applications that call others. */
export const dialApplications: Readonly<Record<string, Application>> = {
  Dial: { run: dial, ifUnknown: 'stop' },
  RetryDial: { run: (leg, args) => dial(leg, split(args).slice(3).join(',')), ifUnknown: 'stop' },
  Originate: {
    run: ({ channel, world }, args) => {
      // Another call, which is none of this one.
      world.note(`Originate(${args}) makes a call that is not followed`);
      channel.set('ORIGINATE_STATUS', { unknown: 'ORIGINATE_STATUS' });
      return 'next';
    },
  },
};

/** The kinds of channels that there are; case does not count. */
const TECHNOLOGIES = Object.keys(MODULES_OF_TECHNOLOGIES).map((name) => name.toLowerCase());

/** How one of the calls of a `Dial` ended. */
interface Attempt {
  readonly target: DialTarget;
  readonly outcome: DeviceOutcome;
  /** Why, as Q.850 numbers it. */
  readonly cause: number;
  /** After how many seconds. @default - it rings until the time is over, or was not called at all */
  readonly ended?: number;
  /** The channel that answered. */
  readonly peer?: Leg;
}

type Flags = ReadonlyMap<string, string>;

/** `Dial(devices,timeout,options)`. Source: `dial_exec_full` (`apps/app_dial.c`). */
function dial(leg: Leg, args: string): StepResult {
  const { channel, world } = leg;
  const [devices = '', time = '', options = ''] = split(args);
  const flags: Flags = new Map(readFlags(options).map(({ letter, argument = '' }) => [letter, argument]));
  const targets = devices.split('&').flatMap((device) => readDialTarget(device) ?? []);
  channel.set('DIALSTATUS', '');
  if (targets.length === 0) {
    channel.set('DIALSTATUS', 'CHANUNAVAIL');
    world.note(`Dial(${args}) calls nothing that is a device`);
    return 'next';
  }
  const predial = flags.get('B');
  if (predial !== undefined && !leg.runSub(predial)) {
    channel.set('DIALSTATUS', 'CANCEL');
    return 'end';
  }
  if (flags.has('S') && !(Number.parseInt(flags.get('S') ?? '', 10) > 0)) {
    channel.set('DIALSTATUS', 'INVALIDARGS');
    world.note(`S(${flags.get('S') ?? ''}) of Dial(${args}) is no number of seconds: the call ends there`);
    return 'end';
  }
  const timeout = timeoutOf(time, world.version);
  world.addAttempt(targets);
  const attempts = targets.map((target) => call(leg, target, flags, timeout));
  const answered = attempts.find(({ outcome }) => outcome === 'answered');
  return answered === undefined ? unanswered(leg, attempts, timeout) : connected(leg, answered, flags);
}

/** Seconds; Asterisk 16 leaves out their fractions. What is no time has no end. */
function timeoutOf(text: string, version: AsteriskVersion): number {
  const seconds = version.major < 18 ? Number.parseInt(text, 10) : Number.parseFloat(text);
  return seconds > 0 ? seconds : Infinity;
}

const CAUSES: Readonly<Record<DeviceOutcome, number>> = {
  answered: 16,
  busy: 17,
  'no answer': 0,
  congestion: 34,
  unavailable: 3,
};

function call(leg: Leg, target: DialTarget, flags: Flags, timeout: number): Attempt {
  const peer = leg.fork(`${target.technology}/${target.name}`);
  const predial = flags.get('b');
  if (predial !== undefined) {
    Object.assign(peer.channel, leg.channel.place);
    peer.runSub(predial);
  }
  if (target.local !== undefined) {
    return callLocal(peer, target, target.local, timeout);
  }
  const isKnown = TECHNOLOGIES.includes(target.technology.toLowerCase());
  // A driver from elsewhere is known by what is said of its devices.
  if (!isKnown && !Object.hasOwn(leg.world.call.outcomes ?? {}, target.name)) {
    leg.world.note(
      `Asterisk has no channel of the kind '${target.technology}': say what becomes of a call to '${target.name}'`,
    );
    return { target, outcome: 'unavailable', cause: 0 };
  }
  const outcome = leg.world.outcomeOf(target);
  return { target, outcome, cause: CAUSES[outcome], peer, ...(outcome === 'no answer' ? {} : { ended: 0 }) };
}

/** A Local channel is followed: what becomes of it is what its own steps come to. */
function callLocal(
  peer: Leg,
  target: DialTarget,
  { extension, context }: NonNullable<DialTarget['local']>,
  timeout: number,
): Attempt {
  // The other end of the Local channel is the one that runs.
  const other = peer.fork(`${target.technology}/${target.name};2`);
  const { channel } = other;
  peer.channel.copyVariables(channel);
  if (!peer.exists(extension, 1, context)) {
    return { target, outcome: 'unavailable', cause: 0 };
  }
  channel.context = context;
  channel.extension = extension;
  channel.deadline = timeout;
  other.run();
  const { answered, indicated, cause } = channel;
  if (answered) {
    return { target, outcome: 'answered', cause: 16, peer };
  }
  if (indicated !== undefined) {
    // It is told of the state, and of no cause.
    return { target, outcome: indicated, cause: 0, ended: channel.elapsed };
  }
  if (channel.elapsed >= timeout) {
    return { target, outcome: 'no answer', cause: 0 };
  }
  return { target, outcome: outcomeOfCause(cause), cause, ended: channel.elapsed };
}

/** Source: `handle_cause` (`apps/app_dial.c`). */
function outcomeOfCause(cause: number): DeviceOutcome {
  switch (cause) {
    case 17:
      return 'busy';
    case 34:
      return 'congestion';
    case 16:
    case 19:
      return 'no answer';
    default:
      return 'unavailable';
  }
}

function unanswered({ channel }: Leg, attempts: readonly Attempt[], timeout: number): StepResult {
  const outcomes = new Set(attempts.map(({ outcome }) => outcome));
  // Each that ends hands on its cause: the last one stays.
  for (const { cause } of attempts.filter(({ ended }) => ended !== undefined).sort(byEnd)) {
    channel.cause = cause;
  }
  if (attempts.some(({ outcome, ended }) => outcome === 'no answer' && ended === undefined) && timeout !== Infinity) {
    channel.wait(timeout);
  }
  const status = outcomes.has('no answer')
    ? 'NOANSWER'
    : outcomes.has('busy')
      ? 'BUSY'
      : outcomes.has('congestion')
        ? 'CONGESTION'
        : 'CHANUNAVAIL';
  channel.set('DIALSTATUS', status);
  return 'next';
}

function byEnd(one: Attempt, other: Attempt): number {
  return (one.ended ?? 0) - (other.ended ?? 0);
}

function connected(leg: Leg, { target, peer }: Attempt, flags: Flags): StepResult {
  const { channel, world } = leg;
  channel.set('DIALSTATUS', 'ANSWER');
  channel.set('DIALEDPEERNAME', `${target.technology}/${target.name}`);
  const told = peer === undefined ? undefined : askCallee(leg, peer, flags);
  if (told !== undefined) {
    return told;
  }
  channel.answered = true;
  channel.cause = peer?.channel.hungUp === true ? peer.channel.cause : 16;
  const place = flags.get('G');
  if (place !== undefined) {
    return part(leg, peer, place);
  }
  if (target.local === undefined) {
    world.reach(target.number === undefined ? 'ring' : 'trunk', target.name);
  }
  const callerEnds = world.call.hangsUp === 'caller';
  if (callerEnds && flags.has('F') && peer !== undefined) {
    afterwards(leg, peer, flags.get('F') ?? '');
  }
  if (flags.has('e') && peer !== undefined) {
    Object.assign(peer.channel, channel.place);
    peer.runHangup();
  }
  return flags.has('g') && !callerEnds ? 'next' : 'end';
}

/** A subroutine or macro that the callee goes through first may refuse the call. */
function askCallee(leg: Leg, peer: Leg, flags: Flags): StepResult | undefined {
  const { channel } = leg;
  const [sub, macro] = [flags.get('U'), flags.get('M')];
  if (sub === undefined && macro === undefined) {
    return undefined;
  }
  peer.channel.context = channel.context;
  peer.channel.extension = channel.extension;
  peer.channel.priority = channel.priority;
  if (sub !== undefined) {
    const [name = '', ...args] = sub.split('^');
    peer.runSub(args.length === 0 ? `${name},s,1` : `${name},s,1(${args.join(',')})`);
  } else {
    peer.runApplication('Macro', (macro ?? '').replaceAll('^', ','));
  }
  const result = peer.channel.get(sub === undefined ? 'MACRO_RESULT' : 'GOSUB_RESULT');
  const text = typeof result === 'string' ? result : '';
  if (isUnknown(result)) {
    leg.world.addUnknowns([result.unknown]);
  }
  if (sub !== undefined && text !== '') {
    channel.set('GOSUB_RETVAL', peer.channel.get('GOSUB_RETVAL') ?? '');
  }
  const [word = ''] = text.split(':', 1);
  const target = text.slice(word.length + 1);
  switch (word.toUpperCase()) {
    case 'ABORT':
      channel.cause = 16;
      return flags.has('g') ? 'next' : 'end';
    case 'BUSY':
    case 'CONGESTION':
      channel.set('DIALSTATUS', word.toUpperCase());
      channel.cause = 16;
      return 'next';
    case 'CONTINUE':
      channel.cause = 16;
      return 'next';
    case 'GOTO':
      return goto(leg, target.replaceAll('^', ','));
    default:
      return undefined;
  }
}

/** Both go on in the dialplan: the caller at a place, the callee at the step behind it. */
function part(leg: Leg, peer: Leg | undefined, place: string): StepResult {
  const result = goto(leg, place.replaceAll('^', ','));
  if (peer !== undefined && result === 'next') {
    const { context, extension, priority } = leg.channel;
    Object.assign(peer.channel, { context, extension, priority: priority + 2 });
    peer.run();
  }
  return result;
}

/** The callee goes on when the caller has hung up: at a place, or at the step behind the `Dial`. */
function afterwards(leg: Leg, peer: Leg, place: string): void {
  const { context, extension, priority } = leg.channel;
  const target =
    place === '' ? { context, extension, priority: priority + 1 } : leg.placeIn(place.replaceAll('^', ','));
  if (target !== undefined) {
    Object.assign(peer.channel, target);
    peer.run();
  }
}
