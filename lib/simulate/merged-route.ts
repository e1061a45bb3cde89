import type { CallRoute, RouteBranch } from './call-route';
import type { Decision } from './decisions';

interface Way {
  readonly decisions: readonly Decision[];
  readonly result: CallRoute;
}

/** One route of all the ways that a call may go: what they have in common, and each of them. */
export function mergedRoute(ways: readonly Way[], notes: readonly string[]): CallRoute {
  const [first, ...others] = ways.map(({ result }) => result);
  if (first === undefined) {
    throw new Error('a call goes at least one way');
  }
  if (others.length === 0) {
    return notes.length === 0 ? first : { ...first, notes: [...first.notes, ...notes] };
  }
  const all = [first, ...others];
  const common = <K extends keyof CallRoute>(key: K, otherwise: CallRoute[K]): CallRoute[K] =>
    others.every((each) => JSON.stringify(each[key]) === JSON.stringify(first[key])) ? first[key] : otherwise;
  return {
    outcome: common('outcome', 'unknown'),
    rings: common('rings', []),
    attempts: common('attempts', []),
    trunk: common('trunk', null),
    number: common('number', null),
    cause: common('cause', null),
    played: common('played', []),
    target: common('target', null),
    matched: prefix(all.map(({ matched }) => matched)),
    steps: prefix(all.map(({ steps }) => steps)),
    unknowns: [...new Set(all.flatMap(({ unknowns }) => unknowns))],
    notes: [...new Set([...all.flatMap((each) => each.notes), ...notes])],
    branches: ways.map(({ decisions, result }): RouteBranch => ({
      when: Object.fromEntries(decisions.map(({ name, chosen }) => [name, chosen])),
      route: result,
    })),
  };
}

/** What all lists begin with. */
function prefix<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first = [], ...others] = lists;
  const end = first.findIndex((each, index) =>
    others.some((list) => JSON.stringify(list[index]) !== JSON.stringify(each)),
  );
  return end < 0 ? first : first.slice(0, end);
}
