/** Many short texts as few lines: one each while they are few, then several to a line. */
export function lines(texts: readonly string[]): string[] {
  const perLine = Math.ceil(texts.length / MOST_LINES);
  return texts.flatMap((_, index) =>
    index % perLine === 0 ? [texts.slice(index, index + perLine).join('  ·  ')] : [],
  );
}

/** A box with more lines than this is no longer taken in at a glance. */
const MOST_LINES = 10;
