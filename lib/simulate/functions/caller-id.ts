import { isUnknown } from '../../dialplan/expression/scope';
import { split } from '../../dialplan/scan';
import type { Value } from '../channel';
import { given, type ChannelFunction } from './channel-function';

/** Who calls, as `CALLERID` tells and takes it. Source: `funcs/func_callerid.c`, `ast_callerid_parse` (`main/callerid.c`). */
export class CallerId {
  private readonly fields = new Map<string, Value>();

  /** The number, for extensions that ask for it; what is not known matches none. */
  get number(): string {
    const number = this.read('num') ?? '';
    return isUnknown(number) ? `«${number.unknown}»` : number;
  }

  /** A field such as `num`, `name`, `all` or `ani`; `undefined` for one that was never told. */
  read(written: string): Value | undefined {
    const field = fieldOf(written);
    switch (field) {
      case 'all':
        return this.together('name', 'num');
      case 'ani-all':
        return this.together('ani-name', 'ani-num');
      case 'ani-num':
      case 'ani-name':
        return this.fields.get(field) ?? this.read(field.slice('ani-'.length));
      case 'pres':
        return this.fields.get('num-pres');
      default:
        return this.fields.get(field);
    }
  }

  write(written: string, value: Value): void {
    const field = fieldOf(written);
    const given = isUnknown(value) ? value : value.trim();
    switch (field) {
      case 'all':
      case 'ani-all': {
        const prefix = field === 'all' ? '' : 'ani-';
        const { name, number } = isUnknown(given) ? { name: given, number: given } : parseCaller(given);
        this.fields.set(`${prefix}name`, name).set(`${prefix}num`, number);
        break;
      }
      case 'pres':
        this.fields.set('name-pres', given).set('num-pres', given);
        break;
      default:
        this.fields.set(field, given);
    }
  }

  copyTo(other: CallerId): void {
    for (const [field, value] of this.fields) {
      other.fields.set(field, value);
    }
  }

  private together(name: string, number: string): Value {
    const [first = '', second = ''] = [this.read(name), this.read(number)];
    return isUnknown(first) ? first : isUnknown(second) ? second : `"${first}" <${second}>`;
  }
}

/** Functions of who calls. */
export const callerFunctions: Readonly<Record<string, ChannelFunction>> = {
  CALLERID: {
    read: ({ world, channel }, args) => {
      const [field = ''] = split(args);
      const told = channel.caller.read(field);
      const value = told ?? given(world, `CALLERID(${args})`);
      // Who calls without a number or name has none.
      return isUnknown(value) && told === undefined && /^(ani-)?(num(ber)?|name)$|^ani$/i.test(field) ? '' : value;
    },
    write: ({ channel }, args, value) => {
      channel.caller.write(split(args)[0] ?? '', value);
    },
  },
};

/** The name of a field as this room writes it. */
function fieldOf(written: string): string {
  const field = written.toLowerCase();
  return field === 'number' ? 'num' : field === 'ani' ? 'ani-num' : field;
}

/** `"name" <number>`, or one of both alone: what looks like a number is one. */
function parseCaller(text: string): { readonly name: string; readonly number: string } {
  const [, quoted, number] = /^([^<]*)<([^>]*)>/s.exec(text) ?? [];
  if (quoted !== undefined && number !== undefined) {
    return { name: unquoted(quoted), number: withoutMarks(number.trim()) };
  }
  const written = text.replace(/<.*$/s, '');
  return NUMBER.test(written) ? { name: '', number: withoutMarks(written) } : { name: unquoted(written), number: '' };
}

const NUMBER = /^[\d*#+()\-. ]+$/;

/** A number without what people write between its digits. */
function withoutMarks(text: string): string {
  return NUMBER.test(text) ? text.replace(/[()\-. ]/g, '') : text;
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/s, '$1');
}
