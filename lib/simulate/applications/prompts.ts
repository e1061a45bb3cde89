import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import { given } from '../functions/channel-function';
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
  const [sounds = '', options = ''] = split(args);
  leg.world.addPlayed(sounds.split('&'));
  if (!readFlags(options).some(({ letter }) => letter === 'n')) {
    leg.channel.answered = true;
  }
  const digits = leg.world.nextDigits();
  return digits === undefined || digits === '' ? 'next' : dialled(leg, digits);
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
