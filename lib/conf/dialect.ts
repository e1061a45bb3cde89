import type { Operator } from './nodes';

// The limits of Asterisk's own file dialect, as its loader (main/config.c) has them and the integration test measures.

/** The longest line that Asterisk loads, in bytes without the line feed; it skips a longer one with a warning. */
export const MAX_LINE_BYTES = 8190;

/** The longest name of a section, in bytes; Asterisk cuts a longer one short. */
export const MAX_SECTION_NAME_BYTES = 79;

/** The words that Asterisk takes for yes. Source: `ast_true` (`main/utils.c`). */
export const YES = /^(yes|true|y|t|1|on)$/i;

/** Asterisk trims every character up to the space (0x20) from both ends of keys, values and lines. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** A value as it is read after its operator: `+=` appends with the spaces that stand between. */
export function trimValue(text: string, operator: Operator): string {
  return operator === '+=' ? trim(`|${text}`).slice(1) : trim(text);
}

/** A `;` begins a comment unless a backslash stands before it; no other character has an escape. */
export function escape(text: string): string {
  return text.replaceAll(';', '\\;');
}

/** The length of a text as Asterisk counts it: in bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
