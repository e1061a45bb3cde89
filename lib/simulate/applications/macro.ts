import { argumentValue, split } from '../../dialplan/scan';
import type { Leg } from '../leg';
import { branch } from './flow';
import type { Application, StepResult } from './application';

/** Macros, which Asterisk 16 still has. Source: `apps/app_macro.c`. */
export const macroApplications: Readonly<Record<string, Application>> = {
  Macro: { run: macro, ifUnknown: 'stop' },
  MacroExclusive: { run: macro, ifUnknown: 'stop' },
  MacroIf: { run: (leg, args) => branch(leg, args, macro), ifUnknown: 'decide' },
  MacroExit: { run: () => ({ digits: EXIT }) },
};

const EXIT = 'macro exit';
const DEPTH = 7;

/** Runs the extension `s` of `macro-name` until it has no further step, ends the call, or goes elsewhere. */
function macro(leg: Leg, args: string): StepResult {
  const { channel, world } = leg;
  const [written = '', ...given] = split(args);
  const context = `macro-${argumentValue(written).trim()}`;
  if (!leg.exists('s', 1, context)) {
    world.note(`the macro '${context}' has no extension 's': it is passed over`);
    return 'next';
  }
  const { place } = channel;
  const depth = Number(channel.get('MACRO_DEPTH') ?? 0);
  if (depth >= DEPTH) {
    world.note(`macros are ${DEPTH} deep: Asterisk goes no deeper`);
    return 'next';
  }
  const names = [
    'MACRO_DEPTH',
    'MACRO_EXTEN',
    'MACRO_CONTEXT',
    'MACRO_PRIORITY',
    ...given.map((_, i) => `ARG${i + 1}`),
  ];
  const before = names.map((name) => channel.get(name));
  if (depth === 0) {
    channel.set('MACRO_EXTEN', place.extension);
    channel.set('MACRO_CONTEXT', place.context);
    channel.set('MACRO_PRIORITY', String(place.priority));
  }
  channel.set('MACRO_DEPTH', String(depth + 1));
  given.forEach((each, index) => {
    channel.set(`ARG${index + 1}`, argumentValue(each));
  });
  channel.jump({ context, extension: 's', priority: 1 });
  channel.priority++;
  const result = steps(leg, context);
  names.forEach((name, index) => {
    channel.set(name, before[index] ?? '');
  });
  if (channel.context === context) {
    const offset = channel.get('MACRO_OFFSET');
    channel.jump({ ...place, priority: place.priority + 1 + (Number(offset) || 0) });
  }
  return result;
}

function steps(leg: Leg, context: string): StepResult {
  const { channel } = leg;
  const depth = channel.frames.length;
  for (;;) {
    const result = leg.step();
    if (result === undefined) {
      return 'next';
    }
    if (result !== 'next') {
      return typeof result === 'object' && result.digits === EXIT ? 'next' : result;
    }
    if ((channel.context !== context && channel.frames.length <= depth) || channel.hungUp) {
      return 'next';
    }
    channel.priority++;
  }
}
