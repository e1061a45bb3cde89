import { trim } from './dialect';
import { shown } from './validation-error';

/** Ends printing with an error that says where the message belongs. */
export type Refuse = (message: string) => never;

/** A line that is a comment. */
export function printComment(text: string, refuse: Refuse): string {
  if (/[\n\0]/.test(text)) {
    refuse(`the comment ${shown(text)} holds a line feed or a NUL, which end it early: make it one comment a line`);
  }
  // ';--' would begin a block comment that hides every line below.
  return trim(`;${/^--(?!-)/.test(text) ? ' ' : ''}${text}`);
}

/** The comment at the end of a line, if there is one. */
export function trailing(text: string | undefined, refuse: Refuse): string {
  return text === undefined ? '' : ` ${printComment(text, refuse)}`;
}
