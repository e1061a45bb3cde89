import { argumentValue, split } from '../../dialplan/scan';
import type { Value } from '../channel';
import { writeFunction } from '../functions';
import { clearHash } from '../functions/hash-functions';
import type { Leg } from '../leg';
import type { Application, StepResult } from './application';

/** Applications that set variables. */
export const variableApplications: Readonly<Record<string, Application>> = {
  Set: { run: (leg, args) => set(leg, args), runWritten: setWritten },
  MSet: {
    run: (leg, args) => {
      for (const pair of split(args)) {
        set(leg, argumentValue(pair));
      }
      return 'next';
    },
  },
  ImportVar: { run: importVariable },
  ClearHash: {
    run: ({ channel }, args) => {
      clearHash(channel, args);
      return 'next';
    },
  },
  DBdel: {
    run: ({ world }, args) => {
      world.database.delete(args);
      return 'next';
    },
  },
  DBdeltree: {
    run: ({ world }, args) => {
      world.database.deleteTree(args);
      return 'next';
    },
  },
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
  const [, called, args = ''] = /^(\w+)\((.*)\)$/s.exec(target) ?? [];
  if (called === undefined) {
    channel.set(target, value);
  } else {
    writeFunction({ world, channel }, called, args, value);
  }
}

/** `ImportVar(name=channel,variable)`: another channel's variables are not followed. */
function importVariable({ channel }: Leg, text: string): StepResult {
  const name = text.slice(0, Math.max(0, text.indexOf('='))).trim();
  if (name !== '') {
    channel.set(name, { unknown: `ImportVar(${text})` });
  }
  return 'next';
}
