import type { Subject } from '../subject';
import { trunkCallsOf, type TrunkCall } from './outside';
import { pathTo, walk, type Reached, type Walk } from './walk';

/** Applications that call devices, and the argument that names them. */
const DIALLERS: Readonly<Record<string, number>> = { Dial: 0, RetryDial: 3, Page: 0, Originate: 0, AddQueueMember: 1 };

/** A way from a context through a trunk. */
export interface TrunkPath {
  readonly path: readonly Reached[];
  readonly call: TrunkCall;
}

/** The walk of all calls that begin in a context, done once. */
export function fraudWalk(subject: Subject, context: string): Walk {
  return subject.once(`walk ${context}`, () => walk(subject, context));
}

/** The ways of all calls that begin in a context through trunks, each step once. */
export function fraudPaths(subject: Subject, context: string): readonly TrunkPath[] {
  return subject.once(`trunk paths ${context}`, () => trunkPaths(subject, fraudWalk(subject, context)));
}

/** The ways through trunks of a walk, each step once. */
export function trunkPaths(subject: Subject, { reached, calls }: Walk): readonly TrunkPath[] {
  const told = new Set<unknown>();
  const ofSteps = reached.flatMap((position) => {
    const applications = told.has(position.step) ? [] : (subject.applicationsByStep.get(position.step) ?? []);
    told.add(position.step);
    return applications.flatMap(({ name, arguments: given }) => {
      const index = Object.hasOwn(DIALLERS, name) ? DIALLERS[name] : undefined;
      return index === undefined ? [] : throughTrunks(subject, position, given[index] ?? '');
    });
  });
  const others = calls.flatMap(({ from, devices, why }) => {
    const key = JSON.stringify([from.step.location, devices, why]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew ? throughTrunks(subject, from, devices, why) : [];
  });
  return [...ofSteps, ...others];
}

function throughTrunks(subject: Subject, position: Reached, devices: string, by?: string): readonly TrunkPath[] {
  return trunkCallsOf(subject, devices).map((call) => ({
    path: pathTo(position),
    call: by === undefined ? call : { ...call, by },
  }));
}
