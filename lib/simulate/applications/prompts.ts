import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import { given } from '../functions/channel-function';
import { findExtension } from '../../dialplan/model/find-extension';
import { searchFor } from '../channel-scope';
import type { Leg } from '../leg';
import type { Application, StepResult } from './application';

/** Applications that play sounds and take digits. */
export const promptApplications: Readonly<Record<string, Application>> = {
  Playback: {
    run: (leg, args) => {
      const [sounds = '', options = ''] = split(args);
      leg.world.addPlayed(sounds.split('&'));
      answerUnless(leg, options, 'noanswer');
      leg.channel.set('PLAYBACKSTATUS', 'SUCCESS');
      return 'next';
    },
  },
  ControlPlayback: { run: play },
  PlayTones: { run: () => 'next' },
  Background: { run: background },
  BackgroundDetect: { run: play },
  WaitExten: { run: waitExten },
  Read: { run: read },
  ReadExten: { run: readExtension },
  MusicOnHold: { run: listen },
  Echo: { run: listen },
  Milliwatt: { run: listen },
};

function play({ world, channel }: Leg, args: string): StepResult {
  world.addPlayed((split(args)[0] ?? '').split('&'));
  channel.answered = true;
  return 'next';
}

function answerUnless({ channel }: Leg, options: string, word: string): void {
  if (!options.split('&').some((option) => option.trim().toLowerCase() === word)) {
    channel.answered = true;
  }
}

/** Digits that are typed meanwhile are an extension. Source: `pbx_builtin_background` (`main/pbx_builtins.c`). */
function background(leg: Leg, args: string): StepResult {
  const [sounds = '', options = '', , other = ''] = split(args);
  leg.world.addPlayed(sounds.split('&'));
  const letters = readFlags(options).map(({ letter }) => letter);
  if (!letters.includes('n')) {
    leg.channel.answered = true;
  }
  const digits = leg.world.nextDigits();
  if (digits === undefined || digits === '') {
    return 'next';
  }
  return menuKey(leg, digits.charAt(0), other.trim(), letters.includes('m')) ?? dialled(leg, digits);
}

/** A single key of another context, or of a menu (option `m`), where no longer number begins with it; other keys of a menu do nothing. */
function menuKey(leg: Leg, key: string, other: string, isMenu: boolean): StepResult | undefined {
  const { channel, world } = leg;
  const context = other === '' ? channel.context : other;
  if (other === '' && !isMenu) {
    return undefined;
  }
  const more = findExtension(world.model, searchFor(world, channel, { context, number: key, mode: 'match-more' }));
  if (leg.exists(key, 1, context) && more.kind === 'none') {
    channel.jump({ context, extension: key, priority: 1 });
    return 'next';
  }
  return isMenu ? 'next' : undefined;
}

/** The digits, up to where no more of them make another extension. */
function dialled(leg: Leg, digits: string): StepResult {
  let found = '';
  for (const digit of digits) {
    found += digit;
    if (!leg.matchesMore(found)) break;
  }
  return { digits: found };
}

/** Source: `pbx_builtin_waitexten` (`main/pbx_builtins.c`). */
function waitExten(leg: Leg, args: string): StepResult {
  const [seconds = ''] = split(args);
  const digits = leg.world.nextDigits();
  if (digits !== undefined && digits !== '') {
    return dialled(leg, digits);
  }
  leg.channel.wait(Number.parseFloat(seconds) || 10);
  if (leg.exists(leg.channel.extension, leg.channel.priority + 1)) {
    return 'next';
  }
  if (leg.exists('t')) {
    leg.channel.extension = 't';
    leg.channel.priority = 0;
    return 'next';
  }
  if (leg.exists('e')) {
    leg.raise('RESPONSETIMEOUT');
    leg.channel.priority--;
    return 'next';
  }
  leg.world.note(`nothing is typed, and the context '${leg.channel.context}' has no 't': the call ends there`);
  return 'end';
}

/** `Read(variable,sounds,…)`: without digits of the call, what is typed is not known. */
function read(leg: Leg, args: string): StepResult {
  const [variable = '', sounds = '', , options = ''] = split(args);
  leg.world.addPlayed(sounds.split('&'));
  if (!readFlags(options).some(({ letter }) => letter === 'n')) {
    leg.channel.answered = true;
  }
  const digits = leg.world.nextDigits();
  leg.channel.set(variable.trim(), digits ?? { unknown: `Read(${variable.trim()})` });
  leg.channel.set('READSTATUS', digits === undefined ? { unknown: `Read(${variable.trim()})` } : 'OK');
  return 'next';
}

/** `ReadExten(variable,sound,context,options,…)`: which extension the digits make is not followed. */
function readExtension(leg: Leg, args: string): StepResult {
  const [variable = '', sound = '', , options = ''] = split(args);
  leg.world.addPlayed([sound]);
  if (!readFlags(options).some(({ letter }) => letter === 'n')) {
    leg.channel.answered = true;
  }
  leg.channel.set(variable.trim(), given(leg.world, `ReadExten(${variable.trim()})`));
  return 'next';
}

/** The caller listens until it hangs up. */
function listen({ world, channel }: Leg, args: string): StepResult {
  channel.answered = true;
  world.reach('playback', split(args)[0] ?? null);
  return 'end';
}
