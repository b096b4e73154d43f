import { lagged } from '../motion/lagged';
import type { Look } from './look';
import type { Context2D } from './scene';

/** One column of neurons for each layer, the input first; pixels. */
export interface NeuronColumn {
  readonly x: number;
  readonly ys: readonly number[];
}

export interface NetworkStyle {
  /** Of a neuron, in pixels. */
  readonly radius: number;
  /** How much of it has drawn itself, from the left, 0 … 1. */
  readonly entered: number;
  /** Layers from top to bottom: columns are rows then, their `x` is a height, their `ys` go across. */
  readonly downwards?: boolean;
  /** The edges that lead into column k + 1. */
  edge(k: number): { readonly color: string; readonly alpha: number };
  /** The neurons of column k. */
  neuron(k: number): { readonly ring: string; readonly fill: string };
}

/** A network as neurons and edges, every neuron joined to all of the next column. */
export function drawNetwork(
  context: Context2D,
  { layout }: Look,
  columns: readonly NeuronColumn[],
  { radius, entered, downwards = false, edge, neuron }: NetworkStyle,
): void {
  const before = context.globalAlpha;
  const at = (along: number, across: number): [number, number] =>
    downwards ? [across, along] : [along, across];
  const grown = (k: number): number => lagged(k, columns.length, entered, 0.5);
  columns.slice(1).forEach((column, k) => {
    const from = columns[k]!;
    const share = grown(k + 1);
    if (share <= 0) return;
    const { color, alpha } = edge(k);
    context.globalAlpha = before * alpha;
    context.strokeStyle = color;
    context.lineWidth = 3.5 * layout.unit;
    context.beginPath();
    for (const y0 of from.ys)
      for (const y1 of column.ys) {
        context.moveTo(...at(from.x, y0));
        context.lineTo(...at(from.x + (column.x - from.x) * share, y0 + (y1 - y0) * share));
      }
    context.stroke();
  });
  columns.forEach((column, k) => {
    const size = radius * grown(k);
    if (size <= 0) return;
    const { ring, fill } = neuron(k);
    context.globalAlpha = before;
    context.lineWidth = 3.5 * layout.unit;
    context.strokeStyle = ring;
    context.fillStyle = fill;
    for (const y of column.ys) {
      context.beginPath();
      context.arc(...at(column.x, y), size, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  });
  context.globalAlpha = before;
}
