import type { Point, Rectangle } from './layout-library';

/** The width of each column of boxes, by its middle. */
export type ColumnWidths = ReadonlyMap<number, number>;

/** Boxes of one column have one middle: a column is as wide as the widest of them. */
export function columnWidths(boxes: readonly Rectangle[]): ColumnWidths {
  const widths = new Map<number, number>();
  for (const { x, width } of boxes) {
    widths.set(key(x), Math.max(width, widths.get(key(x)) ?? 0));
  }
  return widths;
}

/**
 * The way of an arrow that crosses no box.
 *
 * It leaves and reaches boxes at their sides, runs straight through the column of each, and changes its height only between columns.
 */
export function straighten(from: Rectangle, between: readonly Point[], to: Rectangle, columns: ColumnWidths): Point[] {
  const direction = from.x < to.x ? 1 : -1;
  const first = between[0] ?? to;
  const last = between.at(-1) ?? from;
  const half = (x: number) => ((columns.get(key(x)) ?? 0) / 2) * direction;
  const leaves = within(from, first.y);
  const reaches = within(to, last.y);
  return [
    { x: from.x + (from.width / 2) * direction, y: leaves },
    { x: from.x + half(from.x), y: leaves },
    ...between.flatMap(({ x, y }) =>
      half(x) === 0 ? [{ x, y }] : [-half(x), half(x)].map((by) => ({ x: x + by, y })),
    ),
    { x: to.x - half(to.x), y: reaches },
    { x: to.x - (to.width / 2) * direction, y: reaches },
  ];
}

/** The height at the side of a box that is nearest to another height. */
function within({ y, height }: Rectangle, wanted: number): number {
  const most = height / 2 - 14;
  return Math.min(Math.max(wanted, y - most), y + most);
}

/** The layout computes the middles of a column apart, and they may differ in the last bits. */
function key(x: number): number {
  return Math.round(x);
}
