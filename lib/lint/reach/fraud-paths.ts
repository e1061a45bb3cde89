import type { PlacedApplication, Subject } from '../subject';
import { followMeOpens } from './file-ways';
import { numbersOf } from './number-text';
import { trunkCallsOf, type Entrance, type TrunkCall } from './outside';
import { queueOpens } from './queue-ways';
import { pathTo, walk, type Reached, type Walk } from './walk';

/** Applications that call devices, and the argument that names them. */
const DIALLERS: Readonly<Record<string, number>> = { Dial: 0, RetryDial: 3, Page: 0, Originate: 0, AddQueueMember: 1 };

/** A place where calls begin. */
type Start = Pick<Entrance, 'context' | 'number' | 'priority'>;

/** A way from a context through a trunk. */
export interface TrunkPath {
  readonly path: readonly Reached[];
  readonly call: TrunkCall;
}

/** The walk of all calls that begin somewhere, done once. */
export function fraudWalk(subject: Subject, { context, number, priority }: Start): Walk {
  const start = {
    context,
    ...(number === undefined ? {} : { number }),
    ...(priority === undefined ? {} : { priority }),
  };
  return subject.once(`walk ${JSON.stringify(start)}`, () => walk(subject, start));
}

/** The ways of all calls that begin somewhere through trunks; of each step once, but for other numbers. */
export function fraudPaths(subject: Subject, start: Start): readonly TrunkPath[] {
  const { context, number, priority } = start;
  const key = `trunk paths ${JSON.stringify([context, number, priority])}`;
  return subject.once(key, () => trunkPaths(subject, fraudWalk(subject, start)));
}

/** The ways through trunks of a walk; of each step once, but for other numbers. */
export function trunkPaths(subject: Subject, { reached, calls }: Walk): readonly TrunkPath[] {
  const told = new Set<string>();
  const isNew = (...key: readonly string[]): boolean => {
    const text = key.join('\n');
    const before = told.size;
    return told.add(text).size > before;
  };
  const ofSteps = reached.flatMap((position) =>
    (subject.applicationsByStep.get(position.step) ?? []).flatMap(({ name, arguments: given }) => {
      const index = Object.hasOwn(DIALLERS, name) ? DIALLERS[name] : undefined;
      const devices = index === undefined ? '' : dialled(subject, position, given[index] ?? '');
      return devices !== '' && isNew(placeOf(position), name, devices) ? throughTrunks(subject, position, devices) : [];
    }),
  );
  const others = calls.flatMap(({ from, devices, why }) =>
    isNew(placeOf(from), devices, why) ? throughTrunks(subject, from, devices, why) : [],
  );
  return [...ofSteps, ...others];
}

/** What an application calls: what its arguments name, or the members and numbers in the files that it goes by. */
export function devicesCalled(subject: Subject, application: PlacedApplication): readonly string[] {
  const { name, arguments: given } = application;
  switch (name) {
    case 'Queue':
      return queueOpens(subject, application).calls.map(({ devices }) => devices);
    case 'FollowMe':
      return (followMeOpens(subject, application).ways ?? []).map(
        ({ number = '', context = '' }) => `Local/${number}@${context}`,
      );
    default: {
      const index = Object.hasOwn(DIALLERS, name) ? DIALLERS[name] : undefined;
      return index === undefined ? [] : [given[index] ?? ''];
    }
  }
}

/** The devices that a call of this number calls; as they are written where it may be several. */
function dialled(subject: Subject, { number }: Reached, devices: string): string {
  if (!devices.includes('$') || number.startsWith('_')) {
    return devices;
  }
  const known = numbersOf(devices, number, subject.dialplan.globals);
  return known.startsWith('_') ? devices : known;
}

function placeOf({ step: { location } }: Reached): string {
  return `${location.file}:${location.line}`;
}

function throughTrunks(subject: Subject, position: Reached, devices: string, by?: string): readonly TrunkPath[] {
  return trunkCallsOf(subject, devices).map((call) => ({
    path: pathTo(position),
    call: by === undefined ? call : { ...call, by },
  }));
}
