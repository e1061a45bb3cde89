import type { FoundSwitch } from '../dialplan/model/find-extension';
import type { StepResult } from './applications/application';
import type { Channel } from './channel';
import type { Leg } from './leg';
import { enterSub } from './subroutine';
import type { World } from './world';

/** What a switch does with the call is not known, but for a `Loopback`. */
export function askSwitch(world: World, { switch: { keyword, kind, data }, context, loop }: FoundSwitch): StepResult {
  const text = `${keyword} ${kind}/${data}`;
  if (loop === 'itself') {
    world.note(`'${text}' of '${context.name}' leads back to its own context: the call ends there`);
    return 'end';
  }
  if (loop === 'round') {
    world.note(`'${text}' of '${context.name}' and others ask each other without an end, which ends Asterisk`);
  }
  return world.stop(text);
}

/** No further step: the caller hears what became of the last `Dial`. */
export function fallThrough(channel: Channel): void {
  const status = channel.get('DIALSTATUS');
  if (typeof status === 'object') {
    return;
  }
  const told = { CONGESTION: 'congestion', CHANUNAVAIL: 'congestion', BUSY: 'busy' } as const;
  const [, indicated] = Object.entries(told).find(([name]) => name === (status ?? '').toUpperCase()) ?? [];
  if (indicated !== undefined) {
    channel.indicated = indicated;
    channel.cause = channel.answered ? channel.cause : indicated === 'busy' ? 17 : 34;
  }
}

/** Runs the hang-up handlers, those too that they push themselves. Source: `ast_pbx_hangup_handler_run` (`main/pbx_hangup_handler.c`). */
export function runHandlers(leg: Leg): void {
  const { channel } = leg;
  for (let handler = channel.handlers.pop(); handler !== undefined; handler = channel.handlers.pop()) {
    const { place } = channel;
    const depth = channel.frames.length;
    channel.hungUp = true;
    if (enterSub(leg, handler, place)) {
      channel.priority++;
      while (channel.frames.length > depth && leg.step() === 'next') {
        channel.priority++;
      }
      while (channel.frames.length > depth) {
        channel.popFrame();
      }
      Object.assign(channel, place);
    }
  }
}
