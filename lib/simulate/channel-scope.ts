import type { Scope, Unknown } from '../dialplan/expression/scope';
import { substitute } from '../dialplan/expression/substitute';
import { findExtension, type ExtensionSearch, type Found } from '../dialplan/model/find-extension';
import { readTiming } from '../dialplan/model/timing';
import { split } from '../dialplan/scan';
import type { Channel, Value } from './channel';
import { priorityIn } from './location';
import type { World } from './world';

/** What a channel's variables and functions are in a text that is substituted. */
export function channelScope(world: World, channel: Channel): Scope {
  const variable = (name: string): Value | undefined => readVariable(world, channel, name);
  return {
    variable,
    setVariable: (name, value) => {
      channel.set(name, value);
    },
    callFunction: (name, args) => callFunction(world, channel, name, args),
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
  return lookFor(world, channel, { context, number, priority }).kind !== 'none';
}

/** What is found for the caller of a channel. */
export function lookFor(
  world: World,
  channel: Channel,
  search: Pick<ExtensionSearch, 'context' | 'number' | 'priority' | 'mode'>,
): Found {
  return findExtension(world.model, {
    ...search,
    ...(channel.caller.num === undefined ? {} : { callerId: channel.caller.num }),
    holds: (timing) => world.holds(timing),
    knows: (asked, number) => world.knows(asked, number),
    expand: (text) => {
      const known = substitute(text, channelScope(world, channel));
      return typeof known === 'string' ? known : undefined;
    },
  });
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

/** What the call says of it, or that it is not known. */
function given({ call: { values = {} } }: World, name: string): string | Unknown {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : { unknown: name };
}

/** The functions that ask the channel or the world; those that can be computed are left to their own rooms. */
function callFunction(world: World, channel: Channel, name: string, args: string): string | Unknown | undefined {
  const text = `${name}(${args})`;
  const { values = {}, headers = {} } = world.call;
  if (Object.hasOwn(values, text)) {
    return values[text];
  }
  switch (name) {
    case 'GLOBAL':
      return world.globals.get(args) ?? '';
    case 'CALLERID':
      return callerField(channel, args);
    case 'DB':
    case 'DB_EXISTS': {
      const known = world.database.get(args);
      return known === undefined ? { unknown: text } : name === 'DB' ? known : '1';
    }
    case 'PJSIP_HEADER':
    case 'SIP_HEADER': {
      const [action = '', header = action] = split(args);
      const wanted = name === 'SIP_HEADER' ? action : header;
      const found = Object.keys(headers).find((each) => each.toLowerCase() === wanted.trim().toLowerCase());
      const own = found === undefined ? undefined : headers[found];
      return own ?? (wanted.trim().toLowerCase() === 'to' ? `<sip:${world.call.to}@asterisk>` : '');
    }
    case 'PJSIP_DIAL_CONTACTS':
      return `PJSIP/${split(args)[0] ?? ''}`;
    case 'CHANNEL':
      return ['endpoint', 'pjsip,endpoint'].includes(args.trim()) ? (world.call.from ?? '') : given(world, text);
    case 'STACK_PEEK':
    case 'TIMEOUT':
    case 'EXCEPTION':
      return name === 'EXCEPTION' ? known(channel.get(`EXCEPTION ${args.toLowerCase()}`)) : given(world, text);
    case 'CDR':
    case 'GROUP':
    case 'VERSION':
      return given(world, text);
    default:
      return undefined;
  }
}

function known(value: Value | undefined): string | Unknown {
  return value ?? '';
}

function callerField({ caller }: Channel, args: string): string {
  const [field = ''] = split(args);
  const { num = '', name = '' } = caller;
  switch (field.trim().toLowerCase()) {
    case 'all':
      return `"${name}" <${num}>`;
    case 'num':
    case 'number':
    case 'ani':
    case 'ani-num':
      return num;
    case 'name':
      return name;
    default:
      return caller[field.trim().toLowerCase()] ?? '';
  }
}
