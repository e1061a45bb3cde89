import { isUnknown, type Unknown } from '../../dialplan/expression/scope';
import { split } from '../../dialplan/scan';
import type { Channel, Value } from '../channel';
import type { ChannelFunction } from './channel-function';

/** Functions of hashes, whose fields are variables of the channel; the last that was set comes first. Source: `funcs/func_strings.c`. */
export const hashFunctions: Readonly<Record<string, ChannelFunction>> = {
  HASH: {
    read: ({ channel }, args) => {
      const [name = '', key] = split(args, ',', 2);
      return key === undefined
        ? joined(channel, name, ([, value]) => value)
        : (channel.get(whole(name)) ?? channel.get(`${prefix(name)}${key}~`) ?? '');
    },
    write: ({ channel }, args, value) => {
      const [name = '', key] = split(args, ',', 2);
      if (key === '') {
        return;
      }
      // Which fields the values come to is not followed.
      const unknown: Unknown = { unknown: `HASH(${name})` };
      channel.set(key === undefined ? whole(name) : `${prefix(name)}${key}~`, key === undefined ? unknown : value);
    },
  },
  HASHKEYS: { read: ({ channel }, name) => joined(channel, name, ([key]) => key) },
};

/** Empties a hash, as `ClearHash` does. */
export function clearHash(channel: Channel, name: string): void {
  for (const [key] of fields(channel, name)) {
    channel.delete(`${prefix(name)}${key}~`);
  }
  channel.delete(whole(name));
}

const prefix = (name: string) => `~HASH~${name}~`;
/** The variable that says that all fields of a hash were set at once. */
const whole = (name: string) => `~HASH~${name}`;

function fields(channel: Channel, name: string): readonly (readonly [string, Value])[] {
  const own = channel.names.filter((each) => each.startsWith(prefix(name)) && each.endsWith('~'));
  return own.reverse().map((each) => [each.slice(prefix(name).length, -1), channel.get(each) ?? ''] as const);
}

function joined(channel: Channel, name: string, part: (field: readonly [string, Value]) => Value): Value {
  const parts: string[] = [];
  for (const each of [channel.get(whole(name)) ?? '', ...fields(channel, name).map(part)]) {
    if (isUnknown(each)) {
      return each;
    }
    parts.push(each);
  }
  return parts.slice(1).join();
}
