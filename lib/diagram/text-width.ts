/**
 * How wide a text is at most, in multiples of its font size.
 *
 * An estimate: whoever looks at the picture brings the font. It follows the widest of the usual sans-serif fonts, so that a text fits its box in all.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
  }
  return width;
}

const OTHER = 0.65;

const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/\p{M}|\u200d/u, 0],
  [/[ijl|.,:;' !()[\]/·]/, 0.41],
  [/[mMW@%—…]/, 1],
  [/[A-Zw+<>=~#&]/, 0.84],
  [/[\x20-\x7e]/, OTHER],
  [/[\p{Emoji_Presentation}\p{Extended_Pictographic}]/u, 1.4],
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff00-\uff60]/u, 1.05],
  [/\p{Lu}/u, 0.85],
];
