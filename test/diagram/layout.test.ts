import { callFlowGraph } from '../../lib/diagram/call-flow-graph';
import { layout } from '../../lib/diagram/layout';
import type { Point, Rectangle } from '../../lib/diagram/layout-library';
import { networkGraph } from '../../lib/diagram/network-graph';
import { HOSTILE_GRAPH } from './hostile';
import { HOME, OFFICE, ONE_PHONE } from './houses';
import { HOME_NETWORK } from './networks';

const PICTURES = [
  ['home', layout(callFlowGraph(HOME))],
  ['one phone', layout(callFlowGraph(ONE_PHONE))],
  ['office', layout(callFlowGraph(OFFICE))],
  ['network', layout(networkGraph(HOME_NETWORK))],
  ['hostile', layout(HOSTILE_GRAPH)],
] as const;

test.each(PICTURES)('%s: no box lies upon another, and none outside', (_, { nodes, width, height }) => {
  nodes.forEach((node, index) => {
    const upon = nodes.slice(index + 1).filter((other) => overlap(node.at, other.at));
    expect(upon).toEqual([]);
    expect(node.at.x - node.at.width / 2).toBeGreaterThanOrEqual(0);
    expect(node.at.x + node.at.width / 2).toBeLessThanOrEqual(width);
    expect(node.at.y + node.at.height / 2).toBeLessThanOrEqual(height);
  });
});

test.each(PICTURES)('%s: no arrow and no label crosses a box', (_, { nodes, edges }) => {
  for (const { from, to, label, labelAt, points } of edges) {
    const crossed = nodes.filter(
      ({ id, at }) =>
        (label !== undefined && overlap(labelAt, at)) ||
        (id !== from && id !== to && points.slice(1).some((point, index) => meets(points[index] ?? point, point, at))),
    );
    expect(crossed.map(({ id }) => `${from} → ${to} crosses ${id}`)).toEqual([]);
  }
});

test('arrows begin and end at the sides of their boxes', () => {
  const { edges, nodes } = layout(callFlowGraph(HOME));
  for (const { from, to, points } of edges) {
    const [a, b] = [from, to].map((id) => nodes.find((node) => node.id === id)?.at);
    expect([points[0]?.x, points.at(-1)?.x]).toEqual([
      (a?.x ?? 0) + (a?.width ?? 0) / 2,
      (b?.x ?? 0) - (b?.width ?? 0) / 2,
    ]);
  }
});

test('arrows both ways between two boxes', () => {
  const node = (id: string) => ({ id, kind: 'phones', heading: id, lines: [] }) as const;
  const { edges } = layout({
    title: '',
    groups: [],
    nodes: [node('a'), node('b')],
    edges: [
      { from: 'a', to: 'b', style: 'allowed' },
      { from: 'b', to: 'a', style: 'allowed' },
    ],
  });
  expect(edges.map(({ points }) => Math.sign((points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0)))).toEqual([1, -1]);
});

function overlap(a: Rectangle, b: Rectangle): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
}

/** Whether a part of an arrow meets a box: its curve stays within the rectangle of its ends and is steepest at its middle. */
function meets(from: Point, to: Point, box: Rectangle): boolean {
  for (let step = 0; step <= 20; step += 1) {
    const t = step / 20;
    const x = from.x + (to.x - from.x) * (1.5 * t * (1 - t) + t ** 3);
    const y = from.y + (to.y - from.y) * (3 * t ** 2 - 2 * t ** 3);
    if (overlap({ x, y, width: 0, height: 0 }, box)) {
      return true;
    }
  }
  return false;
}
