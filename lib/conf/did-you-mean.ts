import { closest, distance } from 'fastest-levenshtein';

/**
 * The end of an error about an unknown word: what is known, and the nearest of it when that is near enough to be meant.
 *
 * Empty when nothing is known.
 */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) {
    return '';
  }
  const list = known.length > 12 ? `${known.slice(0, 12).join(', ')} …` : known.join(', ');
  const nearest = closest(
    word.toLowerCase(),
    known.map((each) => each.toLowerCase()),
  );
  const near = distance(word.toLowerCase(), nearest) <= Math.max(word.length > 3 ? 2 : 1, Math.floor(word.length / 3));
  const meant = known.find((each) => each.toLowerCase() === nearest) ?? nearest;
  return near ? `, did you mean '${meant}'? (known: ${list})` : ` (known: ${list})`;
}
