import type { Graph, GraphNode } from './graph';
import { FONT_SIZE, layout, LINE_HEIGHT, PADDING, SMALL_FONT_SIZE, type Layout } from './layout';
import type { Point, Rectangle } from './layout-library';
import { printable } from './printable';

/** The picture brings its own light background, so that it can be read on any page. */
const STYLE = [
  `text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:${SMALL_FONT_SIZE}px;fill:#334155}`,
  `.heading{font-size:${FONT_SIZE}px;font-weight:600;fill:#0f172a}`,
  '.page{fill:#ffffff}',
  '.group{fill:#f1f5f9;stroke:#cbd5e1}',
  '.group-label{font-weight:600;fill:#475569}',
  '.number{fill:#fef9c3;stroke:#a16207}',
  '.phones{fill:#dcfce7;stroke:#15803d}',
  '.trunk,.route{fill:#dbeafe;stroke:#1d4ed8}',
  '.address{fill:#ede9fe;stroke:#6d28d9}',
  '.peer{fill:#ffffff;stroke:#475569}',
  '.barred{fill:#fee2e2;stroke:#b91c1c}',
  '.arrow{fill:none;stroke:#334155;stroke-width:1.5}',
  '.forbidden{fill:none;stroke:#b91c1c;stroke-width:1.5;stroke-dasharray:6 4}',
  '.label{fill:#ffffff}',
].join('');

/** The ends of arrows: a head where it goes through, a bar where it does not. */
const MARKERS =
  '<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#334155"/></marker>' +
  '<marker id="bar" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path d="M1 1L9 9M9 1L1 9" stroke="#b91c1c" stroke-width="2"/></marker>';

/** Room above the boxes of a group for its label. */
const GROUP_LABEL = 22;

/**
 * A picture as a file of its own, in SVG.
 *
 * The same picture always gives the same text.
 */
export function toSvg(graph: Graph): string {
  const places = layout(graph);
  const width = Math.ceil(places.width);
  const above = graph.groups.length > 0 ? GROUP_LABEL : 0;
  const height = Math.ceil(places.height) + above;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 ${-above} ${width} ${height}">`,
    `<title>${xml(graph.title)}</title>`,
    `<style>${STYLE}</style>`,
    `<defs>${MARKERS}</defs>`,
    `<rect class="page" y="${-above}" width="${width}" height="${height}" rx="8"/>`,
    ...places.groups.flatMap((group) => groupFrame(group.label, group.at)),
    ...places.edges.map((edge) => arrow(edge)),
    ...places.nodes.flatMap((node) => box(node, node.at)),
    ...places.edges.flatMap((edge) => arrowLabel(edge)),
    '</svg>',
    '',
  ].join('\n');
}

function groupFrame(label: string, at: Rectangle): string[] {
  const above = { ...at, y: at.y - GROUP_LABEL / 2, height: at.height + GROUP_LABEL };
  const { left, top } = corner(above);
  return [rectangle('group', above, 8), text('group-label', left + PADDING, top + 16, label)];
}

function box({ kind, heading, lines }: GraphNode, at: Rectangle): string[] {
  const { left, top } = corner(at);
  const x = left + PADDING;
  const firstLine = top + PADDING + FONT_SIZE - 2;
  return [
    rectangle(kind, at, kind === 'number' || kind === 'barred' ? 12 : 4),
    text('heading', x, firstLine, heading),
    ...lines.map((line, index) => text('line', x, firstLine + (index + 1) * LINE_HEIGHT, line)),
  ];
}

function arrow({ points, style }: Layout['edges'][number]): string {
  const [look, end] = style === 'allowed' ? ['arrow', 'head'] : ['forbidden', 'bar'];
  return `<path class="${look}" d="${curve(points)}" marker-end="url(#${end})"/>`;
}

function arrowLabel({ label, labelAt }: Layout['edges'][number]): string[] {
  if (label === undefined) {
    return [];
  }
  return [
    rectangle('label', labelAt, 4),
    `<text x="${number(labelAt.x)}" y="${number(labelAt.y + 4)}" text-anchor="middle">${xml(label)}</text>`,
  ];
}

/** A line through all points that leaves and reaches each of them horizontally. */
function curve(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const end = `${number(point.x)} ${number(point.y)}`;
      if (before === undefined) {
        return `M${end}`;
      }
      const middle = number((before.x + point.x) / 2);
      return before.y === point.y ? `L${end}` : `C${middle} ${number(before.y)} ${middle} ${number(point.y)} ${end}`;
    })
    .join('');
}

function corner(at: Rectangle): { left: number; top: number } {
  return { left: at.x - at.width / 2, top: at.y - at.height / 2 };
}

function rectangle(look: string, at: Rectangle, radius: number): string {
  const { left, top } = corner(at);
  return `<rect class="${look}" x="${number(left)}" y="${number(top)}" width="${number(at.width)}" height="${number(at.height)}" rx="${radius}"/>`;
}

function text(look: string, x: number, y: number, content: string): string {
  return `<text class="${look}" x="${number(x)}" y="${number(y)}">${xml(content)}</text>`;
}

/** Rounded, so that the last bits of a computation never show. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function xml(content: string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return printable(content).replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
}
