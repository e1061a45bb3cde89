import { printable } from './printable';

/**
 * A text as it may stand in double quotes in Mermaid's language.
 *
 * Whatever could mean something, there or in the HTML and Markdown that Mermaid makes of it, becomes a character code such as `#35;`.
 */
export function mermaidText(text: string): string {
  const content = printable(text).trim();
  if (content === '') {
    return NOTHING;
  }
  return (
    content
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic} +,.:/()'·-]/gu, code)
      // At the start of a text these would begin a Markdown list.
      .replace(/^[-+](?=\s|$)/, code)
      .replace(/^(\d+)([.)])(?=\s|$)/, (_, digits: string, mark: string) => `${digits}${code(mark)}`)
      // Mermaid looks for these statements even within quotes, and takes away a semicolon after them.
      .replaceAll(/(?<=styl)e|(?<=class)D/g, code)
  );
}

/** Mermaid refuses an empty text. */
const NOTHING = '#160;';

function code(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}
