import { shown, ValidationError } from '../../conf/validation-error';

/** One message of the manager interface: its fields in order, names may repeat. */
export type AmiFields = readonly (readonly [name: string, value: string])[];

/** The fields of an action; a list writes the field once for each of its values. */
export type AmiAction = Readonly<Record<string, string | readonly string[]>>;

/** The value of the first field of this name, whatever its case; `undefined` when there is none. */
export function fieldOf(fields: AmiFields, name: string): string | undefined {
  return fields.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/**
 * The text of an action.
 *
 * @throws ValidationError when a field would end early: a line break in it, or a `:` in its name
 */
export function printAction(action: AmiAction): string {
  const lines = Object.entries(action).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => printField(name, one)),
  );
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function printField(name: string, value: string): string {
  if (!/^[\w-]+$/.test(name) || /[\r\n\0]/.test(value)) {
    throw new ValidationError(
      'AmiField',
      `the manager field ${shown(name)} with value ${shown(value)} cannot be sent: a name is made of letters, digits, "_" and "-", and a value has no line break; remove it`,
    );
  }
  return `${name}: ${value}`;
}

/** Cuts what arrives from the manager interface into messages; the banner is skipped. */
export class AmiReader {
  private rest = '';
  private searched = 0;
  private greeted = false;

  /** The messages that this piece of text completes. */
  push(text: string): AmiFields[] {
    this.rest += text;
    if (!this.greeted) {
      const end = this.rest.indexOf('\r\n');
      if (end < 0) {
        return [];
      }
      this.rest = this.rest.slice(end + 2);
      this.greeted = true;
    }
    const messages: AmiFields[] = [];
    let start = 0;
    // A response may have megabytes: what was searched once is not searched again.
    for (let from = this.searched; ; from = start) {
      const end = this.rest.indexOf('\r\n\r\n', from);
      if (end < 0) {
        break;
      }
      messages.push(parseFields(this.rest.slice(start, end)));
      start = end + 4;
    }
    this.rest = this.rest.slice(start);
    this.searched = Math.max(0, this.rest.length - 3);
    return messages;
  }
}

function parseFields(text: string): AmiFields {
  return text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      if (colon < 0) {
        return [line, ''] as const;
      }
      // Exactly one blank is the separator: further ones belong to the value.
      const value = line.slice(colon + 1);
      return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value] as const;
    });
}
