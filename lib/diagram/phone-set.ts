import type { House, HousePhone } from '../dialplan/house';

/** Phones between which the dialplan makes no difference: they are called by the same, and may call the same. */
export interface PhoneSet {
  readonly id: string;
  readonly phones: readonly HousePhone[];
  /** The phones that each may call, itself left out where it is alone; absent for every phone. */
  readonly mayCall?: readonly string[];
}

/** The phones of a house, put together where a picture need not tell them apart, in order of description. */
export function phoneSets(house: House): PhoneSet[] {
  const sets = new Map<string, HousePhone[]>();
  for (const phone of house.phones) {
    const key = JSON.stringify([mayCall(phone), calledBy(phone, house)]);
    sets.set(key, [...(sets.get(key) ?? []), phone]);
  }
  return [...sets.values()].map((phones) => phoneSet(phones));
}

function phoneSet(phones: readonly HousePhone[]): PhoneSet {
  const [first] = phones;
  const id = `phones ${first?.name ?? ''}`;
  if (first === undefined || first.mayCall === 'every phone') {
    return { id, phones };
  }
  return { id, phones, mayCall: first.mayCall.filter((name) => phones.length > 1 || name !== first.name) };
}

function mayCall({ mayCall: names }: HousePhone): unknown {
  return names === 'every phone' ? names : [...names].sort();
}

/** Everything that names this phone: numbers that ring it, restricted phones that may call it, routes out that it may take. */
function calledBy({ name }: HousePhone, house: House): unknown {
  const numbers = house.trunks.flatMap((trunk) => trunk.numbers);
  return [
    numbers.map(({ ring }) => ring.includes(name)),
    numbers.map(({ fallback }) => fallback.rings.includes(name)),
    house.phones.map((other) => other.mayCall !== 'every phone' && other.mayCall.includes(name)),
    house.routes.map(({ from }) => from.includes(name)),
  ];
}
