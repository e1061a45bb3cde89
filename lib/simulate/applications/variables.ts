import { argumentValue, split } from '../../dialplan/scan';
import type { Value } from '../channel';
import type { Leg } from '../leg';
import type { Application, StepResult } from './application';

/** Applications that set variables. */
export const variableApplications: Readonly<Record<string, Application>> = {
  Set: { run: (leg, args) => set(leg, args), runWritten: setWritten },
  MSet: {
    run: (leg, args) => {
      for (const pair of split(args)) {
        set(leg, argumentValue(pair).trim());
      }
      return 'next';
    },
  },
  ImportVar: { run: () => 'next' },
};

function set(leg: Leg, text: string): StepResult {
  const equals = text.indexOf('=');
  if (equals > 0) {
    write(leg, text.slice(0, equals), text.slice(equals + 1));
  }
  return 'next';
}

/** The value is not known: neither is the variable from then on. */
function setWritten(leg: Leg, written: string): StepResult {
  const [name = '', value = ''] = split(written, '=', 2);
  const [target, substituted] = [leg.substitute(name), leg.substitute(value)];
  if (typeof target !== 'string') {
    leg.channel.changedBy = `Set(${written})`;
    return 'next';
  }
  write(leg, target, typeof substituted === 'string' ? substituted : { unknown: substituted.unknowns[0] ?? written });
  return 'next';
}

/** Gives a value to a variable, or to a function that takes one. */
function write({ channel, world }: Leg, target: string, value: Value): void {
  const name = target.trim();
  const [, called, args = ''] = /^(\w+)\((.*)\)$/s.exec(name) ?? [];
  switch (called) {
    case undefined:
      channel.set(name, value);
      break;
    case 'GLOBAL':
      world.globals.set(args, value);
      break;
    case 'LOCAL':
      channel.setLocal(args, value);
      break;
    case 'CALLERID':
      writeCaller(channel.caller, args, value);
      break;
    case 'DB':
      if (typeof value === 'string') world.database.set(args, value);
      break;
    case 'ARRAY':
    case 'HASH': {
      const values = typeof value === 'string' ? split(value) : [];
      for (const [index, each] of split(args).entries()) {
        channel.set(each.trim(), typeof value === 'string' ? argumentValue(values[index] ?? '') : value);
      }
      break;
    }
    default:
      // Others tell the channel or the world something that does not change where the call goes.
      break;
  }
}

function writeCaller(caller: Record<string, string>, args: string, value: Value): void {
  const [field = ''] = split(args);
  const text = typeof value === 'string' ? value : `«${value.unknown}»`;
  switch (field.trim().toLowerCase()) {
    case 'all': {
      const [, name = '', number = text] = /^\s*"?([^"<]*?)"?\s*<([^>]*)>/.exec(text) ?? [];
      caller.name = name;
      caller.num = number;
      break;
    }
    case 'num':
    case 'number':
      caller.num = text;
      break;
    default:
      caller[field.trim().toLowerCase()] = text;
  }
}
