/** The digits that a letter of a pattern stands for, in either case. */
export const RANGES: Readonly<Record<string, readonly [string, string]>> = {
  N: ['2', '9'],
  X: ['0', '9'],
  Z: ['1', '9'],
};

/** One place of a pattern as Asterisk ranks it. */
interface Place {
  /** How many characters match, then the lowest of them; wildcards and the end come last. */
  readonly rank: number;
  /** The characters, one bit each, the lowest first; in hexadecimal. */
  readonly set: string;
  /** As it is written. */
  readonly text: string;
}

const WILDCARD = 0x18000;
const EARLY = 0x28000;
const END = 0x30000;
const UNCLOSED = 0x40000;
const THE_END: Place = { rank: END, set: '', text: '' };

/**
 * The order in which Asterisk tries the extensions of a context: below zero when the first comes first, zero when both are one.
 *
 * Numbers come before patterns, and are in the order of their characters; of patterns the one comes first that has the smaller set of characters in
 * the first place where they differ. Source: `ext_cmp` (`main/pbx.c`).
 */
export function compareExtensions(left: string, right: string): number {
  if (left.startsWith('_') && right.startsWith('_')) {
    return comparePatterns(left, right);
  }
  if (left.startsWith('_') || right.startsWith('_')) {
    return left.startsWith('_') ? 1 : -1;
  }
  return compareText(left.replaceAll('-', ''), right.replaceAll('-', ''));
}

/** What two extensions share when they are one to Asterisk: `_[0-9]-X` and `_XX`. */
export function extensionKey(extension: string): string {
  return extension.startsWith('_')
    ? `_${placesOf(extension)
        .map(({ rank, set }) => (set === '' ? String(rank) : set))
        .join()}`
    : extension.replaceAll('-', '');
}

/** The same for two patterns. */
export function comparePatterns(left: string, right: string): number {
  return firstDifference(left, right)?.order ?? 0;
}

/** Where two patterns differ first, with the place of each there, and which comes first. */
function firstDifference(left: string, right: string) {
  const others = placesOf(right);
  for (const [index, place] of placesOf(left).entries()) {
    // Both end with a place that ranks as the end, so that the shorter one differs at its end at the latest.
    const other = others[index] ?? THE_END;
    const order = place.rank - other.rank || compareText(other.set, place.set);
    if (order !== 0) {
      return { at: index + 1, place, other, order };
    }
  }
  return undefined;
}

/** Why Asterisk tries an extension before another one of the same context that matches too, as the end of a sentence. */
export function whyBefore(first: string, second: string): string {
  if (!first.startsWith('_') || !second.startsWith('_')) {
    return 'a number comes before patterns';
  }
  const difference = firstDifference(first, second);
  if (difference === undefined) {
    return 'they are the same pattern';
  }
  const { at, place, other } = difference;
  const [shown, shownOther] = [describePlace(place), describePlace(other)];
  if (other.rank >= WILDCARD) {
    return `at place ${at}, ${shown} comes before ${shownOther}`;
  }
  const [count, otherCount] = [place.rank >> 8, other.rank >> 8];
  return count === otherCount
    ? `at place ${at}, ${shown} and ${shownOther} match ${characters(count)} each, and the first has the lower ones`
    : `at place ${at}, ${shown} matches ${characters(count)} and ${shownOther} ${otherCount}`;
}

function describePlace({ rank, text }: Place): string {
  return rank === END ? 'the end' : rank >= WILDCARD ? `the wildcard '${text}'` : `'${text}'`;
}

function characters(count: number): string {
  return `${count} character${count === 1 ? '' : 's'}`;
}

const known = new Map<string, readonly Place[]>();

function placesOf(pattern: string): readonly Place[] {
  const found = known.get(pattern);
  if (found !== undefined) {
    return found;
  }
  const places = readPlaces(pattern.slice(1));
  // Patterns are compared over and over while a context is sorted, and are few.
  if (known.size > 10_000) {
    known.clear();
  }
  known.set(pattern, places);
  return places;
}

function readPlaces(pattern: string): readonly Place[] {
  const places: Place[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const range = RANGES[character.toUpperCase()];
    if (character === '-') {
      continue;
    }
    if (character === '.' || character === '!') {
      places.push({ rank: character === '.' ? WILDCARD : EARLY, set: '', text: character });
    } else if (character === '[') {
      const end = pattern.indexOf(']', at);
      if (end < 0) {
        places.push({ rank: UNCLOSED, set: '', text: character });
        continue;
      }
      // A set of nothing, such as `[9-0]`, counts for nothing here, although no character matches it.
      const place = placeOf(pattern.slice(at, end + 1), rangesOf(pattern.slice(at + 1, end)));
      if (place.rank >= 0x100) {
        places.push(place);
      }
      at = end;
    } else {
      places.push(placeOf(character, [range ?? [character, character]]));
    }
  }
  return [...places, THE_END];
}

function placeOf(text: string, ranges: readonly (readonly [string, string])[]): Place {
  const bits = new Uint8Array(32);
  let count = 0;
  let lowest = 0xff;
  for (const [from, to] of ranges) {
    const first = from.charCodeAt(0) & 0xff;
    lowest = Math.min(lowest, first);
    for (let code = first; code <= (to.charCodeAt(0) & 0xff); code++) {
      const mask = 0x80 >> (code % 8);
      const byte = bits[code >> 3] ?? 0;
      count += (byte & mask) === 0 ? 1 : 0;
      bits[code >> 3] = byte | mask;
    }
  }
  return { rank: count === 0 ? 0 : count * 0x100 + lowest, set: Buffer.from(bits).toString('hex'), text };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A hyphen makes a range between two characters, and is itself at either end. */
export function rangesOf(set: string): readonly (readonly [string, string])[] {
  const ranges: [string, string][] = [];
  for (let index = 0; index < set.length; index++) {
    const first = set.charAt(index);
    const isRange = index + 2 < set.length && set.charAt(index + 1) === '-';
    index += isRange ? 2 : 0;
    ranges.push([first, set.charAt(index)]);
  }
  return ranges;
}
