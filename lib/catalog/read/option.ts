import type { CatalogOption, OptionType, OptionUnit } from '../catalog';
import { below, sinceOf, type Element } from './documentation';
import type { RegisteredOption } from './supplement';

/** Asterisk's own names for how an option is read (`enum aco_option_type`, as its documentation shows them). */
const TYPES: Readonly<Record<string, OptionType>> = {
  Boolean: 'boolean',
  Integer: 'integer',
  'Unsigned Integer': 'integer',
  Double: 'number',
  String: 'string',
  ACL: 'acl',
  Codec: 'codecs',
  'IP Address': 'address',
};

/** An option as its documentation and its module state it. */
export function optionOf(element: Element, registered: RegisteredOption | undefined): CatalogOption {
  const fallback = registered === undefined ? element.attributes.default : registered.default;
  const words = below(element, 'enum').map(({ attributes }) => attributes.name ?? '');
  const type = TYPES[registered?.type ?? ''] ?? guess(fallback, words);
  const name = element.attributes.name ?? '';
  return {
    type,
    ...(fallback === undefined || fallback === '' ? {} : { default: fallback }),
    ...(type === 'choice' || (type === 'list' && words.length > 1) ? { choices: words } : {}),
    ...(type === 'integer' || type === 'number' ? unitOf(element) : {}),
    ...(name.startsWith('^') || name === '' || name === '*' || name.endsWith('/*') || name.endsWith('_')
      ? { pattern: true }
      : {}),
    since: sinceOf(element),
  };
}

/** How a value is read whose module reads it in its own way: told by its default and the words that are listed for it. */
function guess(fallback: string | undefined, words: readonly string[]): OptionType {
  const list = words.length > 1 && words.every((word) => /^[\w-]+$/.test(word));
  if (list && (fallback === undefined || fallback === '' || words.includes(fallback))) {
    return 'choice';
  }
  if (list && fallback?.split(',').every((each) => words.includes(each.trim())) === true) {
    return 'list';
  }
  if (/^(yes|no|true|false)$/.test(fallback ?? '') && words.length === 0) {
    return 'boolean';
  }
  return /^-?\d+$/.test(fallback ?? '') && words.length === 0 ? 'integer' : 'string';
}

const UNITS: Readonly<Record<string, OptionUnit>> = {
  millisecond: 'milliseconds',
  second: 'seconds',
  minute: 'minutes',
  byte: 'bytes',
  percent: 'percent',
};

function unitOf(element: Element): { readonly unit?: OptionUnit } {
  const word = /\b(millisecond|second|minute|byte|percent)(?:s|age)?\b/i.exec(element.text)?.[1]?.toLowerCase();
  const unit = word === undefined ? undefined : UNITS[word];
  return unit === undefined ? {} : { unit };
}
