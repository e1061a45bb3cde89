import type { Graph, GraphEdge, GraphGroup, GraphNode } from './graph';
import { layoutLibrary, type Point, type Rectangle } from './layout-library';
import { columnWidths, straighten } from './straighten';
import { printable } from './printable';
import { textWidth } from './text-width';

/** The size of headings, in pixels. */
export const FONT_SIZE = 14;
/** The size of every other text, in pixels. */
export const SMALL_FONT_SIZE = 12;
/** From one line of a box to the next, in pixels. */
export const LINE_HEIGHT = 19;
/** Between the border of a box and its text, in pixels. */
export const PADDING = 12;

/** A picture whose every part has its place. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (GraphNode & { readonly at: Rectangle })[];
  readonly groups: readonly (GraphGroup & { readonly at: Rectangle })[];
  readonly edges: readonly (GraphEdge & { readonly points: readonly Point[]; readonly labelAt: Rectangle })[];
}

const MARGIN = 16;

/** Finds a place for every part of a picture, from left to right, nothing upon another. */
export function layout(graph: Graph): Layout {
  const library = layoutLibrary();
  const drawing = new library.Graph({ compound: true, multigraph: true });
  drawing.setGraph({ rankdir: 'LR', nodesep: 28, edgesep: 16, ranksep: 48, marginx: MARGIN, marginy: MARGIN });
  // Ids that the library cannot take for numbers or for its own.
  const node = (id: string) => `node ${id}`;
  const group = (id: string) => `group ${id}`;
  for (const { id } of graph.groups) {
    drawing.setNode(group(id), {});
  }
  for (const each of graph.nodes) {
    drawing.setNode(node(each.id), boxSize(each));
    if (each.group !== undefined) {
      drawing.setParent(node(each.id), group(each.group));
    }
  }
  graph.edges.forEach(({ from, to, label }, index) => {
    drawing.setEdge(node(from), node(to), { ...labelSize(label), labelpos: 'c' }, String(index));
  });
  library.layout(drawing);

  const { width, height } = drawing.graph();
  const nodes = graph.nodes.map((each) => ({ ...each, at: drawing.node(node(each.id)) }));
  const routes = graph.edges.map((edge, index) => {
    const { points, x, y } = drawing.edge({ v: node(edge.from), w: node(edge.to), name: String(index) });
    return { edge, between: points.slice(1, -1), labelAt: { x, y, ...labelSize(edge.label) } };
  });
  // Arrows without a label have none to run straight through, and no place for it either.
  const labels = routes.map(({ labelAt }) => labelAt).filter((at) => at.width > 0);
  const columns = columnWidths([...nodes.map(({ at }) => at), ...labels]);
  return {
    width,
    height,
    nodes,
    groups: graph.groups.map((each) => ({ ...each, at: drawing.node(group(each.id)) })),
    edges: routes.map(({ edge, between, labelAt }) => {
      const [from, to] = [drawing.node(node(edge.from)), drawing.node(node(edge.to))];
      return { ...edge, points: straighten(from, between, to, columns), labelAt };
    }),
  };
}

function boxSize({ heading, lines }: GraphNode): { width: number; height: number } {
  // Headings are bold, and bold is wider.
  const widths = [textWidth(printable(heading)) * 1.1 * FONT_SIZE, ...lines.map((line) => smallWidth(line))];
  return {
    width: Math.ceil(Math.max(...widths)) + 2 * PADDING,
    height: (1 + lines.length) * LINE_HEIGHT + 2 * PADDING - 4,
  };
}

function labelSize(label: string | undefined): { width: number; height: number } {
  return label === undefined ? { width: 0, height: 0 } : { width: Math.ceil(smallWidth(label)) + 8, height: 18 };
}

function smallWidth(text: string): number {
  return textWidth(printable(text)) * SMALL_FONT_SIZE;
}
