import { parseExpression, type ExpressionTree, type TextMistake } from './parse-expression';
import { readCall, readReference, textParts, type TextPart } from './text-parts';

/** A part of a text as it is written, before anything is known of its variables. `start` counts from 0. */
export type TextNode =
  | { readonly kind: 'literal'; readonly text: string; readonly start: number }
  | {
      readonly kind: 'variable';
      /** The name, which may hold variables itself. */
      readonly name: readonly TextNode[];
      readonly substring?: string;
      readonly start: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly TextNode[];
      readonly substring?: string;
      readonly start: number;
    }
  | {
      readonly kind: 'expression';
      /** What it is made of as a text. */
      readonly parts: readonly TextNode[];
      /** How its operators group, each variable an operand. */
      readonly tree?: ExpressionTree;
      readonly start: number;
    };

/** A text that was read, with every mistake in order. */
export interface ParsedText {
  readonly nodes: readonly TextNode[];
  readonly mistakes: readonly TextMistake[];
}

/** Reads a text with its `${…}` and `$[…]`, without values. */
export function parseText(text: string): ParsedText {
  const mistakes: TextMistake[] = [];
  const nodes = read(text, 0, mistakes);
  return { nodes, mistakes: mistakes.sort((a, b) => a.start - b.start) };
}

/** Every node of a text, those within others too. */
export function allNodes(nodes: readonly TextNode[]): readonly TextNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(children(node))]);
}

function children(node: TextNode): readonly TextNode[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'variable':
      return node.name;
    case 'call':
      return node.args;
    case 'expression':
      return node.parts;
  }
}

function read(text: string, offset: number, mistakes: TextMistake[]): readonly TextNode[] {
  return textParts(text).map((part) => {
    const start = offset + part.start;
    if (!part.closed) {
      const open = part.kind === 'variable' ? '${' : '$[';
      mistakes.push({
        start: start - 2,
        message: `'${open}' is not closed, so it takes all that follows: add '${open === '${' ? '}' : ']'}'`,
      });
    }
    switch (part.kind) {
      case 'literal':
        return { kind: 'literal', text: part.text, start };
      case 'variable':
        return readVariable(part.text, start, mistakes);
      case 'expression':
        return readOperators(part.text, start, mistakes);
    }
  });
}

function readVariable(text: string, start: number, mistakes: TextMistake[]): TextNode {
  const { name, isFunction, substring } = readReference(masked(text));
  const written = text.slice(0, name.length);
  const part = substring === undefined ? undefined : text.slice(name.length + 1);
  if (part !== undefined && !part.includes('$') && !/^\s*[-+]?\d+(:\s*[-+]?\d+)?$/.test(part)) {
    mistakes.push({
      start: start + name.length,
      message: `':${part}' says no part of a value, so Asterisk takes all of it or stops reading there: write ':offset' or ':offset:length'`,
    });
  }
  if (name.trim() === '') {
    mistakes.push({ start: start - 2, message: "'${}' names no variable, it is always empty: write its name" });
  }
  if (!isFunction) {
    return { kind: 'variable', name: read(written, start, mistakes), substring: part, start };
  }
  const call = readCall(name);
  if (!name.endsWith(')')) {
    mistakes.push({
      start,
      message: name.includes(')')
        ? `${shortened(name.slice(name.lastIndexOf(')') + 1))} stands behind the parentheses of a function, Asterisk drops it: remove it`
        : "the parentheses of a function are not closed: add ')'",
    });
  }
  const open = call.name.length + 1;
  return {
    kind: 'call',
    name: call.name,
    args: read(written.slice(open, open + call.args.length), start + open, mistakes),
    substring: part,
    start,
  };
}

function readOperators(text: string, start: number, mistakes: TextMistake[]): TextNode {
  const { tree, mistakes: found } = parseExpression(masked(text));
  mistakes.push(...found.map((mistake) => ({ ...mistake, start: start + mistake.start })));
  return { kind: 'expression', parts: read(text, start, mistakes), tree, start };
}

/** The text with a name as long in place of each `${…}` and `$[…]`, so that nothing in them counts. */
function masked(text: string): string {
  return textParts(text)
    .map((part: TextPart) => {
      const close = part.closed ? '}' : '';
      return part.kind === 'literal' ? part.text : `\${${'x'.repeat(part.text.length)}${close}`;
    })
    .join('');
}

function shortened(text: string): string {
  return `'${text.length > 20 ? `${text.slice(0, 20)}…` : text}'`;
}
