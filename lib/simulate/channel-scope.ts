import type { Scope } from '../dialplan/expression/scope';
import { substitute } from '../dialplan/expression/substitute';
import { findExtension, type ExtensionSearch } from '../dialplan/model/find-extension';
import { readTiming } from '../dialplan/model/timing';
import type { Channel, Value } from './channel';
import { given } from './functions/channel-function';
import { readFunction } from './functions';
import { priorityIn } from './location';
import type { World } from './world';

/** The time zone of this process. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a channel's variables and functions are in a text that is substituted. */
export function channelScope(world: World, channel: Channel): Scope {
  const variable = (name: string): Value | undefined => readVariable(world, channel, name);
  return {
    variable,
    setVariable: (name, value) => {
      channel.set(name, value);
    },
    callFunction: (name, args) => readFunction({ world, channel }, name, args),
    now: world.call.at,
    zone: world.call.zone ?? ZONE,
    isTime: (text) => {
      const { timing } = readTiming(text);
      return timing === undefined ? undefined : world.holds(timing);
    },
    dialplanExists: (context, extension, priority) => {
      if (extension === undefined) {
        return world.model.contexts.has(context);
      }
      const number = priorityIn(world, channel, { context, extension }, priority ?? '1');
      return number !== undefined && find(world, channel, context, extension, number);
    },
  };
}

/** Whether a step is there for the caller of a channel. */
export function find(world: World, channel: Channel, context: string, number: string, priority = 1): boolean {
  return findExtension(world.model, searchFor(world, channel, { context, number, priority })).kind !== 'none';
}

/** A search for the caller of a channel. */
export function searchFor(
  world: World,
  channel: Channel,
  search: Pick<ExtensionSearch, 'context' | 'number' | 'priority' | 'mode'>,
): ExtensionSearch {
  return {
    ...search,
    callerId: channel.caller.number,
    holds: (timing) => world.holds(timing),
    knows: (asked, number) => world.knows(asked, number),
    expand: (text) => {
      const known = substitute(text, channelScope(world, channel));
      return typeof known === 'string' ? known : undefined;
    },
  };
}

function readVariable(world: World, channel: Channel, name: string): Value | undefined {
  switch (name) {
    case 'EXTEN':
      return channel.extension;
    case 'CONTEXT':
      return channel.context;
    case 'PRIORITY':
      return String(channel.priority);
    case 'CHANNEL':
      return channel.name;
    case 'HANGUPCAUSE':
      return String(channel.cause);
    case 'HINT':
      return hintOf(world, channel);
    case 'EPOCH':
      return timeOf(world) ?? given(world, name);
    case 'UNIQUEID':
    case 'SYSTEMNAME':
    case 'ASTETCDIR':
    case 'ENTITYID':
      return given(world, name);
    default: {
      const own = channel.get(name) ?? world.globals.get(name) ?? world.call.values?.[name];
      return own ?? (channel.changedBy === undefined ? undefined : { unknown: `${name} after ${channel.changedBy}` });
    }
  }
}

function timeOf({ call }: World): string | undefined {
  return call.at === undefined ? undefined : String(Math.floor(call.at.getTime() / 1000));
}

function hintOf(world: World, { context, extension }: Channel): string {
  const found = findExtension(world.model, { context, number: extension, priority: -1 });
  return found.kind === 'step' ? found.step.application : '';
}
