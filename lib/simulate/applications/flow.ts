import { isTrueCondition } from '../../dialplan/expression/truth';
import { readTiming } from '../../dialplan/model/timing';
import { applicationIn, readExecIf } from '../../dialplan/inner-application';
import type { Leg } from '../leg';
import { enterSub } from '../subroutine';
import type { Application, StepResult } from './application';

/** Applications that say which step comes next, but for loops. */
export const flowApplications: Readonly<Record<string, Application>> = {
  Goto: { run: goto, ifUnknown: 'stop' },
  GotoIf: { run: (leg, args) => branch(leg, args, goto), ifUnknown: 'decide' },
  GotoIfTime: { run: (leg, args) => timed(leg, args, goto), ifUnknown: 'stop' },
  Gosub: { run: gosub, ifUnknown: 'stop' },
  GosubIf: { run: (leg, args) => branch(leg, args, gosub), ifUnknown: 'decide' },
  Return: { run: leave },
  StackPop: { run: (leg) => (leg.channel.popFrame() === undefined ? 'next' : 'next') },
  Exec: { run: exec, ifUnknown: 'stop' },
  TryExec: { run: tryExec, ifUnknown: 'stop' },
  ExecIf: { run: execIf, ifUnknown: 'decide', normal: normalExecIf },
  ExecIfTime: { run: (leg, args) => timed(leg, args, exec), ifUnknown: 'stop' },
  RaiseException: {
    run: (leg, args) => {
      leg.raise(args);
      leg.channel.priority--;
      return 'next';
    },
  },
};

/** Goes to `[[context,]extension,]priority`. Source: `pbx_builtin_goto` (`main/pbx_builtins.c`). */
export function goto(leg: Leg, args: string): StepResult {
  const place = args === '' ? undefined : leg.placeIn(args);
  if (place === undefined) {
    const { context, extension, priority } = leg.channel;
    leg.world.note(`the jump to '${args}' at ${context},${extension},${priority} leads nowhere: the call ends there`);
    return 'end';
  }
  leg.channel.jump(place);
  return 'next';
}

/** `condition?yes:no`, split at the first of each; an empty branch is none. */
export function branch(leg: Leg, args: string, then: (leg: Leg, target: string) => StepResult): StepResult {
  const [condition, yes, no] = splitBranches(args);
  const target = isTrueCondition(condition) ? yes : no;
  return target === '' ? 'next' : then(leg, target);
}

function splitBranches(args: string): [condition: string, yes: string, no: string] {
  const question = args.indexOf('?');
  const rest = question < 0 ? '' : args.slice(question + 1);
  const colon = colonIn(rest);
  return [
    question < 0 ? args : args.slice(0, question),
    colon < 0 ? rest : rest.slice(0, colon),
    colon < 0 ? '' : rest.slice(colon + 1),
  ];
}

/** A colon within parentheses is part of the arguments of `GosubIf`. */
function colonIn(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === ':' && depth <= 0) {
      return index;
    }
  }
  return -1;
}

/** `times,weekdays,mdays,months[,zone]?yes:no`. */
function timed(leg: Leg, args: string, then: (leg: Leg, target: string) => StepResult): StepResult {
  const question = args.indexOf('?');
  const { timing } = readTiming(question < 0 ? args : args.slice(0, question));
  const holds = timing !== undefined && leg.world.holds(timing);
  const rest = question < 0 ? '' : args.slice(question + 1);
  // The other branch belongs to GotoIfTime alone: an application has colons of its own.
  if (then !== exec) {
    return branch(leg, `${holds ? 1 : 0}?${rest}`, then);
  }
  return !holds ? 'next' : rest === '' ? 'end' : exec(leg, rest);
}

function gosub(leg: Leg, args: string): StepResult {
  const { context, extension, priority } = leg.channel;
  return enterSub(leg, args, { context, extension, priority: priority + 1 }) ? 'next' : 'end';
}

function leave(leg: Leg, args: string): StepResult {
  const { channel, world } = leg;
  const frame = channel.popFrame();
  if (frame === undefined) {
    world.note(`Return at ${channel.context},${channel.extension} without a Gosub: the call ends there`);
    return 'end';
  }
  channel.set('GOSUB_RETVAL', args);
  channel.jump(frame.returnTo);
  return 'next';
}

function exec(leg: Leg, args: string): StepResult {
  if (args === '') {
    return 'next';
  }
  // Arguments are substituted once more.
  const { name, arguments: written } = applicationIn(args);
  const substituted = leg.substitute(written);
  if (typeof substituted !== 'string') {
    return leg.world.stop(substituted.unknowns[0] ?? args);
  }
  return leg.runApplication(name, substituted);
}

/** Applications behind whose failure a channel is still there. */
const FAIL = ['busy', 'congestion', 'dial', 'goto', 'gosub', 'gosubif', 'gotoif', 'macro', 'retrydial', 'return'];

/** As `Exec`, but what fails does not end the call. */
function tryExec(leg: Leg, args: string): StepResult {
  if (args === '') {
    leg.channel.set('TRYSTATUS', '');
    return 'next';
  }
  const { name } = applicationIn(args);
  if (!leg.hasApplication(name)) {
    leg.channel.set('TRYSTATUS', 'NOAPP');
    return 'next';
  }
  const result = exec(leg, args);
  const failed = result === 'end' && FAIL.includes(name.toLowerCase());
  leg.channel.set('TRYSTATUS', result === 'end' ? 'FAILED' : 'SUCCESS');
  return failed ? 'next' : result;
}

function execIf(leg: Leg, args: string): StepResult {
  const written = readExecIf(args);
  if (written === undefined) {
    return 'end';
  }
  const { condition, yes, no } = written;
  const chosen = isTrueCondition(condition) ? yes : no;
  return chosen === undefined ? 'next' : leg.runApplication(chosen.name, chosen.arguments);
}

/** As it is written today. */
function normalExecIf(text: string): string {
  const { condition, yes, no } = readExecIf(text) ?? { condition: text };
  const [one, other] = [yes, no].map((each) => (each === undefined ? '' : `${each.name}(${each.arguments})`));
  return `${condition}?${one ?? ''}:${other ?? ''}`;
}
