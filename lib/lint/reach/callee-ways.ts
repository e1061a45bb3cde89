import { optionsOf } from '../../dialplan/jump';
import type { WrittenFlag } from '../../dialplan/read-step';
import type { PlacedApplication, Subject } from '../subject';
import { devicesCalled, trunkPaths } from './fraud-paths';
import { featuresOpen } from './feature-ways';
import { numbersOf } from './number-text';
import { bridgeFeatures, opens } from './opens';
import { trunkCallsOf, type Entrance } from './outside';
import { queueRoutines } from './queue-ways';
import { settings, type Setting } from './settings';
import { walk } from './walk';
import { contextOf, localWays, placeWays, type Way } from './way';

/** Applications that call others. */
const CALLERS = ['Dial', 'RetryDial', 'Queue', 'FollowMe', 'Page', 'Originate'];

/** Where those come into the dialplan who are called outside: by a transfer or a redirection, by a key, or because an option sends them there. */
export function calleeEntrances(subject: Subject): readonly Entrance[] {
  return subject.once('callee entrances', () => {
    const found = subject.named(...CALLERS).flatMap((application): readonly Entrance[] => {
      const ways = waysOfCallee(subject, application);
      return ways.length > 0 && callsOutside(subject, application)
        ? ways.map((way) => entranceOf(application, way))
        : [];
    });
    return [
      ...new Map(found.map((each) => [JSON.stringify([each.context, each.number, each.priority]), each])).values(),
    ];
  });
}

function entranceOf({ context: own, step }: PlacedApplication, { context, number, priority, why }: Way): Entrance {
  return {
    context: context ?? own.name,
    ...(number === undefined ? {} : { number }),
    ...(priority === undefined ? {} : { priority }),
    who: `who is called outside and comes in by ${why}`,
    at: step.location,
  };
}

/** Whether a call goes through a trunk, by itself or by a Local channel. */
function callsOutside(subject: Subject, application: PlacedApplication): boolean {
  const { globals } = subject.dialplan;
  return devicesCalled(subject, application).some(
    (devices) =>
      trunkCallsOf(subject, devices).length > 0 ||
      localWays(devices, '').some(({ context = '', number = '' }) => {
        const wanted = numbersOf(number, application.extension.pattern, globals);
        const key = `goes outside ${JSON.stringify([context, wanted])}`;
        return subject.once(
          key,
          () => trunkPaths(subject, walk(subject, { context, number: wanted, alone: true })).length > 0,
        );
      }),
  );
}

function waysOfCallee(subject: Subject, application: PlacedApplication): readonly Way[] {
  const { name, written, arguments: given } = application;
  const options = optionsOf(name, written.arguments);
  const letters = options.map(({ letter }) => letter);
  // Those hold for a conversation, which `Page` and `Originate` are none of.
  const talks = !['Page', 'Originate'].includes(name);
  const transfers = letters.includes('t') || (talks && bridgeFeatures(subject).includes('t'));
  return [
    ...(transfers ? contexts(subject, 'TRANSFER_CONTEXT', "a transfer (option 't', TRANSFER_CONTEXT)") : []),
    // Without it, the number is looked for in the context of the trunk, where calls from outside begin anyhow.
    ...(letters.includes('i') ? [] : contexts(subject, 'FORWARD_CONTEXT', 'a redirection (302, FORWARD_CONTEXT)')),
    ...options.flatMap((option) => sent(application, option)),
    ...(talks ? featuresOpen(subject, 'callee').ways : []),
    ...(name === 'Queue' ? queueRoutines(subject, application) : []),
    ...(name === 'Originate' ? opens(subject, application).ways.filter(({ why }) => why === 'Originate') : []),
    ...(name === 'Originate' && given[1]?.toLowerCase() === 'app' ? ranByCallee(subject, application) : []),
  ];
}

/** What the application opens that `Originate(device,app,…)` runs for whoever is called. */
function ranByCallee(subject: Subject, { step }: PlacedApplication): readonly Way[] {
  const inner = subject.applicationsByStep.get(step) ?? [];
  return inner.filter(({ name }) => name !== 'Originate').flatMap((each) => opens(subject, each).ways);
}

/** The contexts that a variable is given for the channels that a call makes. */
function contexts(subject: Subject, variable: string, why: string): readonly Way[] {
  return settings(subject, variable)
    .filter(({ inherited }: Setting) => inherited)
    .map(({ value }) => ({ ...contextOf(value), why }));
}

/** Where an option sends whoever is called. Source: `dial_exec_full` (`apps/app_dial.c`), measured. */
function sent({ extension, step }: PlacedApplication, { letter, argument = '' }: WrittenFlag): readonly Way[] {
  const why = `the option '${letter}'`;
  const place = argument.replaceAll('^', ',');
  switch (letter) {
    case 'F':
      return place === ''
        ? [{ number: extension.pattern, priority: String(step.priority + 1), why }]
        : placeWays(place, why);
    case 'G':
      // The caller has the priority that is named, and the callee the one behind it.
      return placeWays(place, why).map((way) => ({ ...way, priority: behind(way.priority) }));
    case 'U':
      return [{ context: place.split(',')[0] ?? '', number: 's', why }];
    case 'M':
      return [{ context: `macro-${place.split(',')[0] ?? ''}`, number: 's', why }];
    case 'e':
      return [{ number: 'h', ifThere: true, why }];
    default:
      return [];
  }
}

function behind(priority = '1'): string {
  return /^\d+$/.test(priority) ? String(Number(priority) + 1) : priority;
}
