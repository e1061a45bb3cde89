import type { ModelContext, ModelExtension } from './dialplan-model';

/** A character of a pattern, or a set of them, with what may follow and what may stand in its place. */
interface TreeNode {
  readonly isPattern: boolean;
  /** One character, or the characters of a set in order. */
  readonly text: string;
  /** Narrow ones are tried first. */
  readonly width: number;
  readonly next: TreeNode[];
  extension?: ModelExtension;
}

const trees = new WeakMap<ModelContext, readonly TreeNode[]>();

/**
 * The extension that Asterisk finds with `extenpatternmatchnew=yes`: in a tree of the characters of all patterns, narrow sets first.
 *
 * It differs from the list where sets of the same width overlap. Source: `new_find_extension` (`main/pbx.c`).
 */
export function findInTree(context: ModelContext, number: string, callerId: string): ModelExtension | undefined {
  const tree = trees.get(context) ?? makeTree(context);
  trees.set(context, tree);
  return search(tree, withoutHyphens(number), withoutHyphens(callerId));
}

/** A hyphen counts for nothing but as the first character, which then matches nothing but a wildcard. */
function withoutHyphens(number: string): string {
  return number.replace(/(?!^)-/g, '');
}

function search(nodes: readonly TreeNode[], rest: string, callerId: string): ModelExtension | undefined {
  for (const node of nodes) {
    const found = searchNode(node, rest, callerId);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function searchNode(node: TreeNode, rest: string, callerId: string): ModelExtension | undefined {
  const { isPattern, text, next, extension } = node;
  if (isPattern && (text === '.' || text === '!')) {
    if (extension !== undefined && !rest.includes('/')) {
      return extension;
    }
    return next[0]?.text === '/' ? search(next, '/', callerId) : undefined;
  }
  if (isPattern && text === '/') {
    return callerId === '' ? undefined : search(next, callerId, callerId);
  }
  if (!matches(node, rest)) {
    return undefined;
  }
  const more = rest.slice(1);
  if (more === '' && extension !== undefined) {
    return extension;
  }
  const [first] = next;
  if (first === undefined || (more === '' && first.text !== '/' && !first.text.startsWith('!'))) {
    return undefined;
  }
  return search(next, more !== '' || first.text.startsWith('!') ? more : '/', callerId);
}

function matches({ isPattern, text }: TreeNode, rest: string): boolean {
  const character = rest.charAt(0);
  const least = isPattern ? { N: '2', X: '0', Z: '1' }[text] : undefined;
  return least === undefined ? character !== '' && text.includes(character) : character >= least && character <= '9';
}

/** Asterisk walks through the extensions from the last one that was written to the first. */
function makeTree({ extensions }: ModelContext): readonly TreeNode[] {
  const tree: TreeNode[] = [];
  const written = [...extensions].sort((left, right) => left.order - right.order).reverse();
  for (const extension of written) {
    const { pattern, callerId } = extension;
    const isPattern = pattern.startsWith('_');
    let level = tree;
    let last: TreeNode | undefined;
    for (const piece of pieces(callerId === undefined ? pattern : `${pattern}/${callerId}`, isPattern)) {
      last =
        level.find((node) => node.isPattern === isPattern && node.text === piece.text) ??
        insert(level, isPattern, piece);
      level = last.next;
    }
    if (last !== undefined) {
      last.extension = extension;
    }
  }
  return tree;
}

interface Piece {
  readonly text: string;
  readonly width: number;
}

function insert(level: TreeNode[], isPattern: boolean, piece: Piece): TreeNode {
  const node: TreeNode = { isPattern, ...piece, next: [] };
  const before = level.findIndex(({ width }) => width > node.width);
  level.splice(before < 0 ? level.length : before, 0, node);
  return node;
}

const WIDE: Readonly<Record<string, number>> = { N: 0x832, Z: 0x931, X: 0xa30, '.': 0x18000, '!': 0x28000 };

function pieces(pattern: string, isPattern: boolean): readonly Piece[] {
  const found: Piece[] = [];
  let at = isPattern ? 1 : 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at++);
    if (character === '[' && isPattern) {
      const { text, end } = readSet(pattern, at);
      at = end;
      if (text !== '') {
        found.push({ text, width: text.length * 0x100 + text.charCodeAt(0) });
      }
    } else if (character !== '-') {
      const text = isPattern && /[nxz]/.test(character) ? character.toUpperCase() : character;
      found.push({ text, width: (isPattern ? WIDE[text] : undefined) ?? 1 });
    }
  }
  return found;
}

/**
 * The characters of a set, each once and in order, and where it ends.
 *
 * A hyphen before the bracket makes a range up to the bracket, which closes nothing then. Source: `get_pattern_node` (`main/pbx.c`).
 */
function readSet(pattern: string, start: number): { text: string; end: number } {
  const found = new Set<string>();
  let at = start;
  while (at < pattern.length && pattern.charAt(at) !== ']') {
    const isRange = pattern.charAt(at) === '-' && found.size > 0 && at + 1 < pattern.length;
    const [first, last] = isRange ? [at - 1, at + 1] : [at, at];
    for (let code = pattern.charCodeAt(first); code <= pattern.charCodeAt(last); code++) {
      found.add(String.fromCharCode(code));
    }
    at = last + 1;
  }
  return { text: [...found].sort().join(''), end: at + 1 };
}
