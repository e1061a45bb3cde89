import type { Unknown } from '../../dialplan/expression/scope';
import type { Value } from '../channel';
import { callerFunctions } from './caller-id';
import { given, type Asked, type ChannelFunction } from './channel-function';
import { databaseFunctions } from './database';
import { writeHandler } from './hangup-handlers';
import { hashFunctions } from './hash-functions';
import { headerFunctions } from './header-functions';
import { variableFunctions } from './variable-functions';

/** The functions that ask the channel or the world, or tell them. */
const FUNCTIONS: Readonly<Record<string, ChannelFunction>> = {
  ...variableFunctions,
  ...hashFunctions,
  ...callerFunctions,
  ...databaseFunctions,
  ...headerFunctions,
  CHANNEL: ofChannel(),
  ...table(['CDR', 'CONNECTEDLINE', 'FEATURE', 'GROUP', 'REDIRECTING', 'SHARED'], kept),
  ...table(['STACK_PEEK', 'TIMEOUT', 'VERSION'], open),
  EXCEPTION: { read: ({ channel }, args) => channel.get(`EXCEPTION ${args.toLowerCase()}`) ?? '' },
};

/** What a function of the channel says: of the call, where it is told; `undefined` leaves it to those that are computed. */
export function readFunction(asked: Asked, name: string, args: string): string | Unknown | undefined {
  const { values = {} } = asked.world.call;
  const text = `${name}(${args})`;
  const own = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  // What can be set may have changed since.
  if (own?.write === undefined && Object.hasOwn(values, text)) {
    return values[text];
  }
  return own?.read?.(asked, args);
}

/** Sets a function: what takes no value tells nothing that changes where the call goes. */
export function writeFunction(asked: Asked, name: string, args: string, value: Value): void {
  const own = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  own?.write?.(asked, args, value);
}

/** Says what the channel was told, and before that what the call says of it. */
function kept(name: string): ChannelFunction {
  return {
    read: ({ world, channel }, args) => {
      const text = `${name}(${args})`;
      return channel.get(text) ?? given(world, text);
    },
    write: ({ channel }, args, value) => {
      channel.set(`${name}(${args})`, value);
    },
  };
}

/** Knows who calls, and takes hang-up handlers; all else it keeps. */
function ofChannel(): ChannelFunction {
  const others = kept('CHANNEL');
  return {
    read: (asked, args) =>
      /^(?:pjsip,)?endpoint$/.test(args.trim())
        ? (asked.channel.get(`CHANNEL(${args})`) ?? asked.world.call.from ?? '')
        : others.read?.(asked, args),
    write: (asked, args, value) => {
      if (!writeHandler(asked.world, asked.channel, args, value)) {
        others.write?.(asked, args, value);
      }
    },
  };
}

/** Only a running Asterisk knows it. */
function open(name: string): ChannelFunction {
  return { read: ({ world }, args) => given(world, `${name}(${args})`) };
}

function table(
  names: readonly string[],
  make: (name: string) => ChannelFunction,
): Readonly<Record<string, ChannelFunction>> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
