import { isUnknown, type Unknown } from '../../dialplan/expression/scope';
import { encodedCharacter, functionArguments } from '../../dialplan/expression/functions/function-arguments';
import { argumentValue, split } from '../../dialplan/scan';
import type { Value } from '../channel';
import type { Asked, ChannelFunction } from './channel-function';

/** Functions of variables and lists in them. Source: `funcs/func_global.c`, `funcs/func_strings.c`. */
export const variableFunctions: Readonly<Record<string, ChannelFunction>> = {
  GLOBAL: {
    read: ({ world }, name) => world.globals.get(name) ?? '',
    write: ({ world }, name, value) => world.globals.set(name, value),
  },
  GLOBAL_EXISTS: { read: ({ world }, name) => (world.globals.has(name) ? '1' : '0') },
  GLOBAL_DELETE: { read: () => '', write: ({ world }, name) => world.globals.delete(name) },
  LOCAL: {
    write: ({ channel }, name, value) => {
      channel.setLocal(name, value);
    },
  },
  VARIABLE_EXISTS: { read: variableExists },
  DELETE: {
    read: () => '',
    write: ({ channel }, name) => {
      channel.delete(name);
    },
  },
  ARRAY: { read: () => '', write: setArray },
  PUSH: {
    read: () => '',
    write: (asked, args, value) => {
      lengthen(asked, args, value, (list, separator, field) => `${list}${separator}${field}`);
    },
  },
  UNSHIFT: {
    read: () => '',
    write: (asked, args, value) => {
      lengthen(asked, args, value, (list, separator, field) => `${field}${separator}${list}`);
    },
  },
};

function variableExists({ world, channel }: Asked, name: string): string | Unknown {
  if (channel.get(name) !== undefined || world.globals.has(name)) {
    return '1';
  }
  return channel.changedBy === undefined ? '0' : { unknown: `${name} after ${channel.changedBy}` };
}

function setArray({ channel }: Asked, args: string, value: Value): void {
  const values = isUnknown(value) ? [] : split(value);
  for (const [index, name] of split(args).entries()) {
    channel.set(name.trim(), isUnknown(value) ? value : argumentValue(values[index] ?? ''));
  }
}

/** Adds a field to the list in a variable, which may be empty. */
function lengthen(
  { world, channel }: Asked,
  args: string,
  value: Value,
  joined: (list: string, separator: string, field: string) => string,
): void {
  const [name = '', delimiter = ''] = functionArguments(args, 2);
  const list = channel.get(name) ?? world.globals.get(name) ?? '';
  const separator = encodedCharacter(delimiter)?.character ?? ',';
  if (isUnknown(list) || isUnknown(value)) {
    channel.set(name, isUnknown(list) ? list : value);
  } else {
    channel.set(name, list === '' ? value : joined(list, separator, value));
  }
}
