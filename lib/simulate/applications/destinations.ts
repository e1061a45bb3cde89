import { split } from '../../dialplan/scan';
import { readDialTarget } from '../dial-target';
import type { Leg } from '../leg';
import type { RouteOutcome } from '../call-route';
import type { Application, StepResult } from './application';

/** Applications that a call comes to, and where it stays until the caller hangs up. */
export const destinationApplications: Readonly<Record<string, Application>> = {
  VoiceMail: { run: (leg, args) => arrive(leg, 'voicemail', args), ifUnknown: 'stop' },
  VoiceMailMain: { run: (leg, args) => arrive(leg, 'voicemail', args) },
  MiniVM: { run: (leg, args) => arrive(leg, 'voicemail', args) },
  ConfBridge: { run: (leg, args) => arrive(leg, 'conference', args) },
  MeetMe: { run: (leg, args) => arrive(leg, 'conference', args) },
  Park: { run: (leg, args) => arrive(leg, 'parking', args) },
  ParkedCall: { run: (leg, args) => arrive(leg, 'parking', args) },
  Stasis: { run: (leg, args) => arrive(leg, 'application', args) },
  Directory: { run: (leg) => leg.world.stop('what is typed at Directory') },
  DISA: { run: disa, ifUnknown: 'stop' },
  Queue: { run: queue, ifUnknown: 'stop' },
  Page: { run: page, ifUnknown: 'stop' },
  Transfer: {
    run: (leg, args) => {
      leg.world.reach('transfer', args);
      leg.channel.set('TRANSFERSTATUS', 'SUCCESS');
      return 'next';
    },
    ifUnknown: 'stop',
  },
  AGI: { run: (leg, args) => outside(leg, 'AGI', args) },
  EAGI: { run: (leg, args) => outside(leg, 'EAGI', args) },
  DeadAGI: { run: (leg, args) => outside(leg, 'DeadAGI', args) },
  ExternalIVR: { run: (leg, args) => outside(leg, 'ExternalIVR', args) },
  Authenticate: { run: authenticate },
  VMAuthenticate: { run: authenticate },
};

function arrive({ world, channel }: Leg, outcome: RouteOutcome, args: string): StepResult {
  channel.answered = true;
  world.reach(outcome, split(args)[0]?.trim() ?? null);
  return 'end';
}

/** The password, where it is a number, and then a number of the context are typed; what becomes of mistakes is not followed. Source: `disa_exec` (`apps/app_disa.c`). */
function disa(leg: Leg, args: string): StepResult {
  const { world, channel } = leg;
  const [password = '', given = ''] = split(args).map((each) => each.trim());
  const context = given === '' ? 'disa' : given;
  const isOpen = password.toLowerCase() === 'no-password';
  const typed = isOpen ? password : (world.nextDigits()?.replace(/#$/, '') ?? '');
  const number = world.nextDigits()?.replace(/#$/, '') ?? '';
  if (typed !== password || number === '' || !leg.exists(number, 1, context)) {
    return world.stop('what is typed at DISA');
  }
  channel.answered = true;
  channel.jump({ context, extension: number, priority: 1 });
  return 'next';
}

/** Whether anybody takes a call from a queue is said like a device's outcome, by the queue's name. */
function queue({ world, channel }: Leg, args: string): StepResult {
  const [name = ''] = split(args);
  const target = name.trim();
  const outcome = world.outcomeOf({ technology: 'Queue', name: target });
  channel.answered = true;
  world.reach('queue', target);
  if (outcome === 'answered') {
    return 'end';
  }
  channel.set('QUEUESTATUS', outcome === 'unavailable' ? 'JOINUNAVAIL' : outcome === 'congestion' ? 'FULL' : 'TIMEOUT');
  return 'next';
}

function page({ world, channel }: Leg, args: string): StepResult {
  const [devices = ''] = split(args);
  channel.answered = true;
  world.addAttempt(devices.split('&').flatMap((device) => readDialTarget(device) ?? []));
  world.reach('page');
  return 'end';
}

/** A program may set any variable, and jump anywhere; what it is supposed to do is said in `values`. */
function outside({ world, channel }: Leg, application: string, args: string): StepResult {
  const name = `${application}(${args})`;
  if (world.call.values !== undefined && Object.hasOwn(world.call.values, name)) {
    channel.set('AGISTATUS', world.call.values[name] ?? '');
    return 'next';
  }
  world.addUnknowns([name]);
  channel.changedBy = name;
  return 'next';
}

function authenticate({ world, channel }: Leg, args: string): StepResult {
  channel.answered = true;
  return world.decide(`Authenticate(${args}) is passed`, [`Authenticate(${args})`]) ? 'next' : 'end';
}
