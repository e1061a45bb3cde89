import { comparePatterns, RANGES, rangesOf } from './pattern-order';

/** How a number compares with an extension: not at all, as a whole, or so that no further digit is waited for (`!`). */
export type Match = 'none' | 'match' | 'early';

/** What is asked: whether a number matches, could match with more digits, or does either. */
export type MatchMode = 'match' | 'match-more' | 'can-match';

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
