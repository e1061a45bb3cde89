import type { Unknown } from '../../dialplan/expression/scope';
import type { Channel, Value } from '../channel';
import type { World } from '../world';

/** Where a function is asked. */
export interface Asked {
  readonly world: World;
  readonly channel: Channel;
}

/** A function that asks the channel or the world, or tells them. */
export interface ChannelFunction {
  /** Its value; `undefined` leaves it to those that are computed. */
  read?(asked: Asked, args: string): string | Unknown | undefined;

  /** What `Set` does with it. */
  write?(asked: Asked, args: string, value: Value): void;
}

/** What the call says of it, or that it is not known. */
export function given({ call: { values = {} } }: World, name: string): string | Unknown {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : { unknown: name };
}
