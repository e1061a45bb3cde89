import { escape, trim, trimValue } from './dialect';
import type { Assignment } from './nodes';
import { trailing, type Refuse } from './print-comment';
import { shown } from './validation-error';

/** The line of an assignment; what the dialect cannot carry is refused. */
export function printAssignment(item: Assignment, section: string, refuse: Refuse): string {
  const { key, operator, value } = item;
  const where = `${shown(key)} of [${section}]`;
  if (key === '' || trim(key) !== key || /[\n\0]/.test(key) || key.indexOf('=', 1) > 0) {
    refuse(`the key ${where} is empty, holds '=', a line feed or a NUL, or begins or ends with a space: rename it`);
  }
  if (/[\n\0]/.test(value)) {
    refuse(`the value ${shown(value)} of ${where} holds a line feed or a NUL, which end a value early: remove it`);
  }
  if (trimValue(value, operator) !== value) {
    refuse(`the value ${shown(value)} of ${where} begins or ends with a space, which Asterisk trims away: remove it`);
  }
  // A leading '[' or '#' would be read as a section or a directive, a leading '\' as this escape, a leading '=' as an empty key.
  const start = /^[[#\\=]/.test(key) ? '\\' : '';
  const space = operator === '+=' || value === '' ? '' : ' ';
  return `${start}${escape(key)} ${operator}${space}${escape(value)}${trailing(item.comment, refuse)}`;
}
