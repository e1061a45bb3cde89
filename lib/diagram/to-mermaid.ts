import type { Graph, GraphNode } from './graph';
import { mermaidText } from './mermaid-text';

/** How each kind of box looks: the brackets around its text. */
const BRACKETS = {
  number: ['(["', '"])'],
  phones: ['["', '"]'],
  trunk: ['[["', '"]]'],
  route: ['[["', '"]]'],
  address: ['["', '"]'],
  peer: ['["', '"]'],
  barred: ['(["', '"])'],
} as const;

/**
 * A picture in the language of Mermaid, as a flowchart.
 *
 * Ids are of our own making and every text is escaped, so no name in a configuration can break the picture or say something in Mermaid's language.
 */
export function toMermaid(graph: Graph): string {
  const ids = mermaidIds([...graph.nodes, ...graph.groups].map(({ id }) => id));
  const idOf = (id: string) => ids.get(id) ?? '';
  const grouped = graph.groups.flatMap((group) => [
    `  subgraph ${idOf(group.id)}["${mermaidText(group.label)}"]`,
    ...graph.nodes.filter((node) => node.group === group.id).map((node) => `    ${idOf(node.id)}${box(node)}`),
    '  end',
  ]);
  const free = graph.nodes.filter((node) => node.group === undefined).map((node) => `  ${idOf(node.id)}${box(node)}`);
  const arrows = graph.edges.map(({ from, to, style, label }) => {
    const arrow = style === 'allowed' ? '-->' : '-.-x';
    const text = label === undefined ? '' : `|"${mermaidText(label)}"|`;
    return `  ${idOf(from)} ${arrow}${text} ${idOf(to)}`;
  });
  return ['flowchart LR', `  accTitle: ${mermaidText(graph.title)}`, ...grouped, ...free, ...arrows, ''].join('\n');
}

/** Ids that Mermaid takes for nothing else: what can be recognised, after letters with which no word of its language begins. */
function mermaidIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of ids) {
    // Mermaid takes away a semicolon anywhere after these two words: see mermaidText.
    const word = `n_${id.replaceAll(/[^A-Za-z0-9]+|(?<=styl)e|(?<=class)D/g, '_').slice(0, 40)}`;
    let free = word;
    for (let count = 2; taken.has(free); count += 1) {
      free = `${word}__${count}`;
    }
    taken.add(free);
    words.set(id, free);
  }
  return words;
}

function box({ kind, heading, lines }: GraphNode): string {
  const [open, close] = BRACKETS[kind];
  return `${open}${[heading, ...lines].map((line) => mermaidText(line)).join('<br/>')}${close}`;
}
