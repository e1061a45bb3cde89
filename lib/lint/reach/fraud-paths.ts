import type { Subject } from '../subject';
import { trunkCallsOf, type TrunkCall } from './outside';
import { pathTo, walk, type Reached } from './walk';

/** Applications whose first argument names devices. */
const DIALLERS = ['Dial', 'Page', 'Originate'];

/** A way from a context through a trunk. */
export interface TrunkPath {
  readonly path: readonly Reached[];
  readonly call: TrunkCall;
}

/** The walk of all calls that begin in a context, done once. */
export function fraudWalk(subject: Subject, context: string): ReturnType<typeof walk> {
  return subject.once(`walk ${context}`, () => walk(subject, context));
}

/** The ways of all calls that begin in a context through trunks, each step once. */
export function fraudPaths(subject: Subject, context: string): readonly TrunkPath[] {
  return subject.once(`trunk paths ${context}`, () => trunkPaths(subject, fraudWalk(subject, context).reached));
}

/** The ways through trunks among these steps, each step once. */
export function trunkPaths(subject: Subject, reached: readonly Reached[]): readonly TrunkPath[] {
  const told = new Set<unknown>();
  return reached.flatMap((position) => {
    const applications = told.has(position.step) ? [] : (subject.applicationsByStep.get(position.step) ?? []);
    told.add(position.step);
    return applications
      .filter(({ name }) => DIALLERS.includes(name))
      .flatMap(({ arguments: given }) => trunkCallsOf(subject, given[0] ?? ''))
      .map((call) => ({ path: pathTo(position), call }));
  });
}
