import { findExtension } from '../dialplan/model/find-extension';
import type { Channel, Place } from './channel';
import type { World } from './world';

/** Where a jump leads: `[[context,]extension,]priority`; `undefined` for a priority that is none. Source: `pbx_parse_location` (`main/pbx.c`). */
export function placeIn(world: World, channel: Channel, text: string): Place | undefined {
  const parts = text.split(',');
  const given = parts.length > 3 ? [...parts.slice(0, 2), parts.slice(2).join(',')] : parts;
  const [priority = '', extension, context] = given.reverse();
  // An empty part is that of the channel, but a label is looked for in what is written.
  const written = { context: context ?? channel.context, extension: extension ?? channel.extension };
  const number = priorityIn(world, channel, written, priority);
  return number === undefined
    ? undefined
    : {
        context: written.context || channel.context,
        extension: written.extension || channel.extension,
        priority: number,
      };
}

/** The number of a priority, which may be a label, or count from the one that runs. */
export function priorityIn(
  world: World,
  channel: Channel,
  { context, extension }: Omit<Place, 'priority'>,
  text: string,
): number | undefined {
  const [, sign, digits] = /^\s*([+-]?)\s*(\d+)\s*$/.exec(text) ?? [];
  if (digits !== undefined) {
    const number = Number(digits);
    const counted = sign === '+' ? channel.priority + number : sign === '-' ? channel.priority - number : number;
    return counted >= 1 ? counted : undefined;
  }
  const search = { context, number: extension, callerId: channel.caller.number, priority: text };
  const found = findExtension(world.model, { ...search, holds: (timing) => world.holds(timing) });
  return found.kind === 'step' ? found.step.priority : undefined;
}
