import type { CanonicalForm } from '../dialplan/dial-forms';
import { allows } from '../dialplan/outbound';
import type { House, HouseNumber, HouseRoute, HouseTrunk } from '../dialplan/house';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { lines } from './lines';
import { phoneSets, type PhoneSet } from './phone-set';

/** Where calls end that are not let out. */
const NO_WAY_OUT = 'no way out';

/** Who can call whom, and how: calls come in from the left, and go out to the right. */
export function callFlowGraph(house: House): Graph {
  const sets = phoneSets(house);
  const numbers = house.trunks.flatMap((trunk) => numberSets(trunk));
  const barred = sets.filter(({ phones }) => !house.routes.some(({ from }) => includesAny(from, phones)));
  // A house without a trunk has no outside: nothing is barred from it.
  const shut = house.trunks.length > 0;
  return {
    title: 'who can call whom',
    nodes: [
      ...house.trunks.map((trunk) => inboundNode(trunk)),
      ...numbers.map(({ node }) => node),
      ...sets.map((set) => phonesNode(set)),
      ...house.routes.map((route, index) => routeNode(route, index, house)),
      ...(shut ? [noWayOutNode()] : []),
    ],
    groups: [],
    edges: [
      ...numbers.flatMap((number) => [arrow(number.trunk, number.node.id), ...rings(number, sets)]),
      ...sets.flatMap((set) => callsWithin(set, sets)),
      ...house.routes.flatMap((route, index) => waysOut(route, index, sets, house)),
      ...(shut ? house.trunks.map(({ name }) => forbidden(inboundId(name))) : []),
      ...(shut ? barred.map(({ id }) => forbidden(id)) : []),
    ],
  };
}

function inboundId(trunk: string): string {
  return `from ${trunk}`;
}

function inboundNode({ name }: HouseTrunk): GraphNode {
  return {
    id: inboundId(name),
    kind: 'trunk',
    heading: name,
    lines: ['calls from outside'],
  };
}

/** Numbers of a trunk with which the same happens. */
interface NumberSet {
  readonly trunk: string;
  readonly like: HouseNumber;
  readonly node: GraphNode;
}

function numberSets({ name, numbers }: HouseTrunk): NumberSet[] {
  const sets = new Map<string, HouseNumber[]>();
  for (const number of numbers) {
    const { ring, timeout, fallback } = number;
    const key = JSON.stringify([[...ring].sort(), timeout, fallback.description]);
    sets.set(key, [...(sets.get(key) ?? []), number]);
  }
  return [...sets.values()].flatMap((set) => {
    const [like] = set;
    return like === undefined ? [] : [{ trunk: inboundId(name), like, node: numberNode(name, like, set) }];
  });
}

function numberNode(trunk: string, like: HouseNumber, set: readonly HouseNumber[]): GraphNode {
  const [heading, ...others] = lines(set.map(({ number }) => number));
  const otherwise = like.fallback.description === '' ? 'then: busy or no answer' : `then: ${like.fallback.description}`;
  return {
    id: `number ${like.number} of ${trunk}`,
    kind: 'number',
    heading: heading ?? '',
    lines: [...others, `rings ${like.timeout} s`, otherwise],
  };
}

function rings({ like, node }: NumberSet, sets: readonly PhoneSet[]): GraphEdge[] {
  const first = sets.filter(({ phones }) => includesAny(like.ring, phones));
  const then = sets.filter(({ phones }) => includesAny(like.fallback.rings, phones));
  return [...first.map(({ id }) => arrow(node.id, id)), ...then.map(({ id }) => arrow(node.id, id, 'then rings'))];
}

function phonesNode({ id, phones, mayCall }: PhoneSet): GraphNode {
  const names = lines(phones.map(({ name, extension }) => `${name} ${extension}`));
  const [heading = '', ...others] = names;
  return { id, kind: 'phones', heading, lines: [...others, permission(phones, mayCall)] };
}

function permission(phones: PhoneSet['phones'], mayCall: PhoneSet['mayCall']): string {
  const several = phones.length > 1;
  if (mayCall === undefined) {
    return several ? 'call each other and every phone' : 'calls every phone';
  }
  const others = mayCall.some((name) => phones.every((phone) => phone.name !== name));
  if (includesAny(mayCall, phones)) {
    return others ? 'call each other, and only those shown' : 'call each other only';
  }
  return others ? 'may call only those shown' : 'may call no phone';
}

/** Only of restricted phones, and only to others: the rest stands in the boxes. */
function callsWithin(set: PhoneSet, sets: readonly PhoneSet[]): GraphEdge[] {
  const mayCall = set.mayCall ?? [];
  const called = sets.filter(({ id, phones }) => id !== set.id && includesAny(mayCall, phones));
  return called.map(({ id }) => arrow(set.id, id));
}

function routeId(index: number): string {
  return `route ${index + 1}`;
}

function routeNode(route: HouseRoute, index: number, house: House): GraphNode {
  const emergency = house.plan.emergencyNumbers;
  const state = (what: string, kind: CanonicalForm['kind']) => `${what}: ${allows(route, kind) ? 'open' : 'barred'}`;
  return {
    id: routeId(index),
    kind: 'route',
    heading: `out through ${route.trunk}`,
    lines: [
      ...(emergency.length > 0 ? [state(`emergency ${emergency.join(', ')}`, 'emergency')] : []),
      state('national', 'national'),
      state('international', 'international'),
      state('premium rate', 'premium'),
      ...(route.withheld === true
        ? ['shows no number']
        : route.callerId === undefined
          ? []
          : [`shows ${route.callerId}`]),
    ],
  };
}

function waysOut(route: HouseRoute, index: number, sets: readonly PhoneSet[], house: House): GraphEdge[] {
  return sets
    .filter(({ phones }) => includesAny(route.from, phones))
    .map(({ id, phones }) => {
      const choices = house.routes.flatMap(({ from }, at) => (includesAny(from, phones) ? [at] : []));
      return arrow(id, routeId(index), choices.length > 1 ? `choice ${choices.indexOf(index) + 1}` : undefined);
    });
}

function noWayOutNode(): GraphNode {
  return { id: NO_WAY_OUT, kind: 'barred', heading: 'no way out', lines: [] };
}

function arrow(from: string, to: string, label?: string): GraphEdge {
  return { from, to, style: 'allowed', ...(label === undefined ? {} : { label }) };
}

function forbidden(from: string): GraphEdge {
  return { from, to: NO_WAY_OUT, style: 'forbidden' };
}

function includesAny(names: readonly string[], phones: readonly { readonly name: string }[]): boolean {
  return phones.some(({ name }) => names.includes(name));
}
