import { isTrueCondition } from '../../dialplan/expression/truth';
import type { ModelStep } from '../../dialplan/model/dialplan-model';
import { findExtension } from '../../dialplan/model/find-extension';
import type { Channel } from '../channel';
import type { Leg } from '../leg';
import type { Application, StepResult } from './application';

/** Loops. A step of a loop that was not entered by its `While` does nothing. Source: `apps/app_while.c`. */
export const loopApplications: Readonly<Record<string, Application>> = {
  While: { run: loop, ifUnknown: 'decide' },
  EndWhile: { run: again },
  ContinueWhile: { run: again },
  // Where no loop runs, the next `EndWhile` is what it goes behind.
  ExitWhile: { run: (leg) => leave(leg, loopsOf(leg.channel).pop() ?? leg.channel.priority) },
};

function loop(leg: Leg, args: string): StepResult {
  const { channel } = leg;
  const loops = loopsOf(channel);
  const entered = loops.lastIndexOf(channel.priority);
  if (isTrueCondition(args)) {
    if (entered < 0) loops.push(channel.priority);
    return 'next';
  }
  if (entered >= 0) {
    loops.splice(entered);
  }
  return leave(leg, channel.priority);
}

function again({ channel }: Leg): StepResult {
  const begin = loopsOf(channel).at(-1);
  if (begin !== undefined) {
    channel.priority = begin - 1;
  }
  return 'next';
}

/** Goes on behind the `EndWhile` of the loop that begins there. */
function leave(leg: Leg, begin: number): StepResult {
  const { channel, world } = leg;
  let depth = 0;
  for (let priority = begin + 1; ; priority++) {
    const name = stepAt(leg, priority)?.application.toLowerCase();
    if (name === undefined) {
      world.note(`the loop at ${channel.context},${channel.extension},${begin} has no EndWhile`);
      return 'next';
    }
    depth += name === 'while' ? 1 : 0;
    if (name === 'endwhile' && depth-- === 0) {
      channel.priority = priority;
      return 'next';
    }
  }
}

/** The priorities of the loops that run, the innermost last; each extension has its own. */
function loopsOf({ context, extension, loops }: Channel): number[] {
  const key = `${context},${extension}`;
  const found = loops.get(key) ?? [];
  loops.set(key, found);
  return found;
}

/** The end of a loop is not looked for in an include that has a time, whenever it is. */
function stepAt({ world, channel }: Leg, priority: number): ModelStep | undefined {
  const { context, extension, caller } = channel;
  const search = { context, number: extension, callerId: caller.number, priority, holds: () => false };
  const found = findExtension(world.model, search);
  return found.kind === 'step' ? found.step : undefined;
}
