import { parseText, type TextNode } from '../../dialplan/expression/parse-text';
import { substitute } from '../../dialplan/expression/substitute';
import { withoutPlaces } from '../../dialplan/pattern-language';
import { withGlobals } from '../visit';
import type { GlobalVariable } from '../../dialplan/model/dialplan-model';

/**
 * The numbers that a text may be, as an extension's pattern, where a call has found its way by this one.
 *
 * What cannot be known may be anything.
 */
export function numbersOf(text: string, extension: string, globals: readonly GlobalVariable[]): string {
  const written = withGlobals(text, globals);
  if (!written.includes('$')) {
    return written;
  }
  if (!extension.startsWith('_')) {
    const known = substitute(written, {
      variable: (name) => (name === 'EXTEN' ? extension : { unknown: name }),
    });
    if (typeof known === 'string') {
      return known;
    }
  }
  let pattern = '_';
  for (const node of parseText(written).nodes) {
    if (/[.!]$/.test(pattern)) {
      break;
    }
    pattern += node.kind === 'literal' ? literal(node.text) : partOf(node, extension);
  }
  return pattern;
}

/** Characters that mean something in a pattern stand in brackets. */
function literal(text: string): string {
  return text.replace(/[XZNxzn.!]/g, '[$&]').replaceAll('-', '');
}

function partOf(node: TextNode, extension: string): string {
  const name =
    node.kind === 'variable' ? node.name.map((each) => (each.kind === 'literal' ? each.text : '$')).join('') : '';
  const offset = node.kind === 'variable' ? /^(\d+)?$/.exec(node.substring ?? '') : null;
  if (name !== 'EXTEN' || offset === null) {
    return '!';
  }
  const rest = withoutPlaces(extension, Number(offset[1] ?? 0));
  return rest.startsWith('_') ? rest.slice(1) : literal(rest);
}
