import { split } from '../dialplan/scan';
import type { Place } from './channel';
import type { Leg } from './leg';

/** Enters `[[context,]extension,]priority[(arguments)]`; false where there is no such place. Source: `gosub_exec` (`apps/app_stack.c`). */
export function enterSub(leg: Leg, text: string, returnTo: Place): boolean {
  const { channel, world } = leg;
  const open = text.indexOf('(');
  const target = open < 0 ? text : text.slice(0, open);
  const inner = open < 0 ? '' : text.slice(open + 1).replace(/\)[^)]*$/, '');
  const place = leg.placeIn(target);
  if (place === undefined || !leg.exists(place.extension, place.priority, place.context)) {
    world.note(`the subroutine '${target}' is not there: the call ends at ${returnTo.context},${returnTo.extension}`);
    return false;
  }
  channel.frames.push({ returnTo, hidden: new Map() });
  const args = inner === '' ? [] : split(inner);
  const before = Number(channel.get('ARGC') ?? 0) || 0;
  for (let index = 0; index < Math.max(args.length, before); index++) {
    // Quotation marks and backslashes stay.
    channel.setLocal(`ARG${index + 1}`, args[index] ?? '');
  }
  channel.setLocal('ARGC', String(args.length));
  channel.jump(place);
  return true;
}
