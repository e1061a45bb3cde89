/** How a number compares with an extension: not at all, as a whole, or so that no further digit is waited for (`!`). */
export type Match = 'none' | 'match' | 'early';

/** What is asked: whether a number matches, could match with more digits, or does either. */
export type MatchMode = 'match' | 'match-more' | 'can-match';

const RANGES: Readonly<Record<string, readonly [string, string]>> = { N: ['2', '9'], X: ['0', '9'], Z: ['1', '9'] };

/**
 * Whether a number matches an extension, which is a number itself or, with a leading `_`, a pattern.
 *
 * In a pattern `X`, `Z` and `N` are digits from 0, 1 and 2 on in either case, `[…]` is one of its characters and ranges, `.` is one or more of
 * anything and `!` any number of anything; `-` counts for nothing on either side. Source: `_extension_match_core` (`main/pbx.c`).
 */
export function matchExtension(extension: string, number: string, mode: MatchMode = 'match'): Match {
  if (!extension.startsWith('_')) {
    return matchNumber(extension.replaceAll('-', ''), number.replaceAll('-', ''), mode);
  }
  // One pattern may be looked up by another, as `Goto(_X.,1)` does.
  if (mode === 'match' && number.startsWith('_') && comparePatterns(extension, number) === 0) {
    return 'match';
  }
  return matchPattern(extension, number, mode);
}

function matchNumber(extension: string, number: string, mode: MatchMode): Match {
  if (mode === 'match') {
    return extension === number ? 'match' : 'none';
  }
  const begins = extension.startsWith(number);
  return begins && (mode === 'can-match' || extension.length > number.length) ? 'match' : 'none';
}

function matchPattern(pattern: string, number: string, mode: MatchMode): Match {
  let at = 1;
  let digit = 0;
  for (;;) {
    while (number.charAt(digit) === '-') digit++;
    while (pattern.charAt(at) === '-') at++;
    const place = pattern.charAt(at);
    const character = number.charAt(digit);
    if (character === '' || place === '' || place === '/') {
      break;
    }
    if (place === '.') {
      return 'match';
    }
    if (place === '!') {
      return 'early';
    }
    if (place === '[') {
      const end = pattern.indexOf(']', at);
      if (end < 0) {
        return 'none';
      }
      const set = pattern.slice(at + 1, end);
      at = end + 1;
      if (set === '') {
        continue;
      }
      if (!inSet(set, character)) {
        return 'none';
      }
    } else {
      const range = RANGES[place.toUpperCase()];
      if (range === undefined ? character !== place : character < range[0] || character > range[1]) {
        return 'none';
      }
      at++;
    }
    digit++;
  }
  if (digit < number.length) {
    return 'none';
  }
  // The number is at its end: it matches when the pattern is too, or when more digits may come.
  const rest = pattern.charAt(at);
  if (rest === '!') {
    return 'early';
  }
  const atEnd = rest === '' || rest === '/';
  return (atEnd ? mode !== 'match-more' : mode !== 'match') ? 'match' : 'none';
}

function inSet(set: string, character: string): boolean {
  return rangesOf(set).some(([first, last]) => character >= first && character <= last);
}

/** A hyphen makes a range between two characters, and is itself at either end. */
function rangesOf(set: string): readonly (readonly [string, string])[] {
  const ranges: [string, string][] = [];
  for (let index = 0; index < set.length; index++) {
    const first = set.charAt(index);
    const isRange = index + 2 < set.length && set.charAt(index + 1) === '-';
    index += isRange ? 2 : 0;
    ranges.push([first, set.charAt(index)]);
  }
  return ranges;
}

/** One place of a pattern as Asterisk ranks it. */
interface Place {
  /** How many characters match, then the lowest of them; wildcards and the end come last. */
  readonly rank: number;
  /** The characters, one bit each, the lowest first; in hexadecimal. */
  readonly set: string;
}

const WILDCARD = 0x18000;
const EARLY = 0x28000;
const END = 0x30000;
const UNCLOSED = 0x40000;

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

function comparePatterns(left: string, right: string): number {
  const others = placesOf(right);
  for (const [index, place] of placesOf(left).entries()) {
    // Both end with a place that ranks as the end, so that the shorter one differs at its end at the latest.
    const other = others[index] ?? { rank: END, set: '' };
    const difference = place.rank - other.rank || compareText(other.set, place.set);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
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
      places.push({ rank: character === '.' ? WILDCARD : EARLY, set: '' });
    } else if (character === '[') {
      const end = pattern.indexOf(']', at);
      if (end < 0) {
        places.push({ rank: UNCLOSED, set: '' });
        continue;
      }
      // A set of nothing, such as `[9-0]`, counts for nothing here, although no character matches it.
      const place = placeOf(rangesOf(pattern.slice(at + 1, end)));
      if (place.rank >= 0x100) {
        places.push(place);
      }
      at = end;
    } else {
      places.push(placeOf([range ?? [character, character]]));
    }
  }
  return [...places, { rank: END, set: '' }];
}

function placeOf(ranges: readonly (readonly [string, string])[]): Place {
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
  return { rank: count === 0 ? 0 : count * 0x100 + lowest, set: Buffer.from(bits).toString('hex') };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
