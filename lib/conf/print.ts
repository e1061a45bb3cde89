import { byteLength, escape, MAX_LINE_BYTES, MAX_SECTION_NAME_BYTES, trim } from './dialect';
import type { BodyItem, ConfFile, Directive, Section } from './nodes';
import { printAssignment } from './print-assignment';
import { printComment, trailing, type Refuse } from './print-comment';
import { shown, ValidationError } from './validation-error';

/**
 * The text of a file, such that Asterisk reads back exactly these nodes.
 *
 * @throws ValidationError `ConfValue`, with the file and line, for what the dialect cannot carry
 */
export function print(file: ConfFile): string {
  const lines: string[] = [];
  const refuse: Refuse = (message) => {
    throw new ValidationError('ConfValue', message, { file: file.name, line: lines.length + 1, column: 1 });
  };
  const write = (line: string) => {
    const bytes = byteLength(line);
    if (bytes > MAX_LINE_BYTES) {
      refuse(
        `a line of ${bytes} bytes is too long, Asterisk skips lines over ${MAX_LINE_BYTES} bytes: shorten ${shown(line)}`,
      );
    }
    if (!line.isWellFormed()) {
      refuse(`${shown(line)} holds half a surrogate pair, which UTF-8 cannot carry: remove it`);
    }
    lines.push(line);
  };

  for (const item of file.head) {
    write(printItem(item, '', refuse));
  }
  for (const [index, section] of file.sections.entries()) {
    if (index > 0 && lines.at(-1) !== '') {
      write('');
    }
    write(printHeader(section, refuse));
    for (const item of section.items) {
      write(printItem(item, section.name, refuse));
    }
  }
  while (lines.at(-1) === '') {
    lines.pop();
  }
  return lines.map((line) => `${line}\n`).join('');
}

function printHeader(section: Section, refuse: Refuse): string {
  const { name } = section;
  const where = `the section name ${shown(name)}`;
  if (/[\]\n\0]/.test(name)) {
    refuse(`${where} holds a ']', a line feed or a NUL, which end a name early: remove it`);
  }
  if (name === '') {
    refuse(`a section has an empty name: name it`);
  }
  if (byteLength(name) > MAX_SECTION_NAME_BYTES) {
    refuse(`${where} has ${byteLength(name)} bytes, Asterisk keeps ${MAX_SECTION_NAME_BYTES}: shorten it`);
  }
  for (const parent of section.inherits) {
    if (/[,)\n\0]/.test(parent) || parent === '' || parent === '!' || parent.startsWith('+')) {
      refuse(`${where} inherits from ${shown(parent)}, which cannot be written between parentheses: rename the parent`);
    }
  }
  const options = [...(section.template ? ['!'] : []), ...(section.append ? ['+'] : []), ...section.inherits];
  const suffix = options.length > 0 ? `(${options.map(escape).join(',')})` : '';
  return `[${escape(name)}]${suffix}${trailing(section.comment, refuse)}`;
}

function printItem(item: BodyItem, section: string, refuse: Refuse): string {
  switch (item.kind) {
    case 'assignment':
      return printAssignment(item, section, refuse);
    case 'directive':
      return printDirective(item, refuse);
    case 'comment':
      return printComment(item.text, refuse);
    case 'blank':
      return '';
  }
}

function printDirective(item: Directive, refuse: Refuse): string {
  const { name, target } = item;
  if (target === '' || trim(target) !== target || /[\n\0]/.test(target)) {
    refuse(
      `#${name} of ${shown(target)} is empty, holds a line feed or a NUL, or begins or ends with a space: rename the file`,
    );
  }
  return `#${name} "${escape(target)}"${trailing(item.comment, refuse)}`;
}
