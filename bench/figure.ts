import { textTable } from './text-table';

/** What one bench found: ours beside what it is measured against, in one run. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly against: string;
  readonly theirs: number;
  /** What the project promises: ours divided by theirs is at most this. */
  readonly limit?: number;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const around = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return around.reduce((sum, value) => sum + value, 0) / around.length;
}

/** Ours divided by theirs. */
export function ratio({ ours, theirs }: Figure): number {
  return ours / theirs;
}

/** Figures as a table for a terminal, the limit beside the ratio that it is about. */
export function table(figures: readonly Figure[]): string {
  const header = ['what', 'ours', 'against', 'theirs', 'ratio', 'limit'];
  const rows = figures.map((figure) => [
    figure.what,
    `${short(figure.ours)} ${figure.unit}`,
    figure.against,
    `${short(figure.theirs)} ${figure.unit}`,
    `${ratio(figure).toFixed(2)}×`,
    figure.limit === undefined ? '' : `${figure.limit.toFixed(2)}×`,
  ]);
  return textTable([header, ...rows]);
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
