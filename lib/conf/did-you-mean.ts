import { closest, distance } from 'fastest-levenshtein';

/** So many names are read at a glance; of more, only some are told. */
const SHOWN = 6;

/**
 * The end of an error about an unknown word: the nearest of what is known, when that is near enough to be meant, and what is known.
 *
 * Of a long list, some are told, and none beside the one that is meant. Empty when nothing is known.
 */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) {
    return '';
  }
  const meant = nearest(word, known);
  if (meant === undefined) {
    const more = known.length > SHOWN ? ` … and ${known.length - SHOWN} more` : '';
    return ` (known: ${known.slice(0, SHOWN).join(', ')}${more})`;
  }
  return `, did you mean '${meant}'?${known.length > SHOWN ? '' : ` (known: ${known.join(', ')})`}`;
}

/**
 * The one of these names that is near enough to a word to be meant.
 *
 * @param most how many characters may differ at most
 */
export function nearest(word: string, known: readonly string[], most = Infinity): string | undefined {
  if (known.length === 0) {
    return undefined;
  }
  const found = closest(
    word.toLowerCase(),
    known.map((each) => each.toLowerCase()),
  );
  // Words of two letters are all alike.
  const least = word.length > 3 ? 2 : word.length > 2 ? 1 : 0;
  const near = distance(word.toLowerCase(), found) <= Math.min(most, Math.max(least, Math.floor(word.length / 3)));
  return near ? (known.find((each) => each.toLowerCase() === found) ?? found) : undefined;
}
