import { clamp01 } from '../motion/ease';
import { lagged } from '../motion/lagged';
import type { Box } from './layout';
import { between, translucent, type Look } from './look';
import type { Context2D } from './scene';

/** One column of neurons for each layer, the input first; pixels. */
export interface NeuronColumn {
  readonly x: number;
  readonly ys: readonly number[];
}

export interface ColumnOptions {
  /** Layers from top to bottom: a column's `x` is a height then, its `ys` go across. */
  readonly downwards?: boolean;
  /** Pixels between neighbouring neurons, at most. */
  readonly spread?: number;
}

/**
 * A network's neurons in a box: the first layer on one side of it, the last on the other, neurons everywhere as far
 * apart as in the widest layer, each layer in the middle.
 * @param widths from input to output
 */
export function networkColumns(
  widths: readonly number[],
  { x, y, width, height }: Box,
  { downwards = false, spread = Infinity }: ColumnOptions = {},
): NeuronColumn[] {
  const [start, along, middle, across] = downwards
    ? [y, height, x + width / 2, width]
    : [x, width, y + height / 2, height];
  const gaps = Math.max(...widths) - 1;
  const step = gaps > 0 ? Math.min(spread, across / gaps) : 0;
  return widths.map((count, k) => ({
    x: widths.length > 1 ? start + (along * k) / (widths.length - 1) : start + along / 2,
    ys: Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * step),
  }));
}

/** The same columns with the first one's neurons so far apart, in pixels: what stands beside each wants room of its own. */
export const firstApart = (columns: readonly NeuronColumn[], gap: number): NeuronColumn[] =>
  columns.map(({ x, ys }, k) => {
    const middle = (ys[0]! + ys.at(-1)!) / 2;
    return { x, ys: k > 0 ? ys : ys.map((_, i) => middle + (i - (ys.length - 1) / 2) * gap) };
  });

export interface EdgeStyle {
  readonly color: string;
  readonly alpha: number;
  /** Pixels; 3.5 units unless given. */
  readonly width?: number;
}

export interface NeuronStyle {
  readonly ring: string;
  readonly fill: string;
  readonly alpha?: number;
  /** Its size as a share of `radius`. */
  readonly scale?: number;
  /** Of its ring, in pixels; 3.5 units unless given. */
  readonly lineWidth?: number;
}

const [THIN, THICK] = [1.5, 7];
const [FAINT, FULL] = [0.22, 1];
/** Up to this share of the strongest weight an edge gains its sign's colour, so that none flips when a weight passes zero. */
const NEUTRAL = 0.25;

/**
 * How an edge of this weight looks: its sign as colour, its size as width (1.5 to 7 units) and opacity.
 * @param strongest The greatest absolute weight, for the whole picture and not for each moment; larger weights look the same.
 */
export function weightEdge({ theme, layout }: Look, weight: number, strongest: number): EdgeStyle {
  const share = strongest > 0 ? clamp01(Math.abs(weight) / strongest) : 0;
  return {
    color: between(theme.gridStrong, theme.signs[weight < 0 ? 0 : 1], share / NEUTRAL),
    alpha: FAINT + (FULL - FAINT) * Math.sqrt(share),
    width: (THIN + (THICK - THIN) * share) * layout.unit,
  };
}

export interface NetworkStyle {
  /** Of a neuron, in pixels. */
  readonly radius: number;
  /** How much of it has drawn itself, from the left, 0 … 1. */
  readonly entered: number;
  readonly downwards?: boolean;
  /** The edge from neuron `from` of column k to neuron `to` of column k + 1. */
  edge(k: number, from: number, to: number): EdgeStyle;
  /** Neuron i of column k. */
  neuron(k: number, i: number): NeuronStyle;
}

/** A network as neurons and edges, every neuron joined to all of the next column. */
export function drawNetwork(
  context: Context2D,
  look: Look,
  columns: readonly NeuronColumn[],
  style: NetworkStyle,
): void {
  const before = context.globalAlpha;
  columns.slice(1).forEach((_, k) => drawEdges(context, look, columns, k, style));
  context.globalAlpha = before;
  columns.forEach((_, k) => drawNeurons(context, look, columns, k, style));
  context.globalAlpha = before;
}

const placed =
  (downwards: boolean) =>
  (along: number, across: number): [number, number] =>
    downwards ? [across, along] : [along, across];

/** Edges that follow on each other and look the same are one stroke: then they do not add up where they cross. */
function drawEdges(
  context: Context2D,
  { layout }: Look,
  columns: readonly NeuronColumn[],
  k: number,
  { entered, downwards = false, edge }: NetworkStyle,
): void {
  const [from, to] = [columns[k]!, columns[k + 1]!];
  const share = lagged(k + 1, columns.length, entered, 0.5);
  if (share <= 0) return;
  const at = placed(downwards);
  const before = context.globalAlpha;
  let current: EdgeStyle | undefined;
  const finish = (): void => {
    if (!current || current.alpha <= 0) return;
    context.globalAlpha = before * current.alpha;
    context.strokeStyle = current.color;
    context.lineWidth = current.width ?? 3.5 * layout.unit;
    context.stroke();
  };
  from.ys.forEach((y0, i) =>
    to.ys.forEach((y1, j) => {
      const next = edge(k, i, j);
      if (!current || !alike(current, next)) {
        finish();
        current = next;
        context.beginPath();
      }
      context.moveTo(...at(from.x, y0));
      context.lineTo(...at(from.x + (to.x - from.x) * share, y0 + (y1 - y0) * share));
    }),
  );
  finish();
  context.globalAlpha = before;
}

const alike = (a: EdgeStyle, b: EdgeStyle): boolean =>
  a.color === b.color && a.alpha === b.alpha && a.width === b.width;

function drawNeurons(
  context: Context2D,
  { layout }: Look,
  columns: readonly NeuronColumn[],
  k: number,
  { radius, entered, downwards = false, neuron }: NetworkStyle,
): void {
  const grown = radius * lagged(k, columns.length, entered, 0.5);
  if (grown <= 0) return;
  const column = columns[k]!;
  const at = placed(downwards);
  const before = context.globalAlpha;
  column.ys.forEach((y, i) => {
    const { ring, fill, alpha = 1, scale = 1, lineWidth = 3.5 * layout.unit } = neuron(k, i);
    if (alpha <= 0 || scale <= 0) return;
    context.globalAlpha = before * alpha;
    context.lineWidth = lineWidth;
    context.strokeStyle = ring;
    context.fillStyle = fill;
    context.beginPath();
    context.arc(...at(column.x, y), grown * scale, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  });
  context.globalAlpha = before;
}

export interface PulseStyle {
  /** Pulses run along the edges from column `layer` to the next. */
  readonly layer: number;
  /** Where they are, 0 … 1; nothing is drawn at the ends. */
  readonly progress: number;
  /** Of a pulse, in pixels. */
  readonly radius: number;
  readonly downwards?: boolean;
  /** Pixels at both ends of an edge that no pulse enters: a neuron's radius. */
  readonly inset?: number;
  color(from: number, to: number): string;
  /** Opacity and size of a pulse, 0 … 1; 1 unless given. */
  alpha?(from: number, to: number): number;
  /** Length of its tail, as a share of the edge. */
  readonly trail?: number;
}

/** Dots of light that run along the edges of one layer, each with a short tail. */
export function drawPulses(
  context: Context2D,
  _look: Look,
  columns: readonly NeuronColumn[],
  style: PulseStyle,
): void {
  const { layer, progress, radius, downwards = false, inset = 0, color, alpha, trail = 0.22 } = style;
  const [from, to] = [columns[layer], columns[layer + 1]];
  if (!from || !to || progress <= 0 || progress >= 1) return;
  const at = placed(downwards);
  const before = context.globalAlpha;
  // It comes out of the neuron and goes into the next one.
  const shown = clamp01(progress / 0.12) * clamp01((1 - progress) / 0.12);
  from.ys.forEach((y0, i) =>
    to.ys.forEach((y1, j) => {
      const strength = alpha ? clamp01(alpha(i, j)) : 1;
      if (strength <= 0) return;
      const rim = Math.min(0.5, inset / Math.max(1, Math.hypot(to.x - from.x, y1 - y0)));
      const along = (t: number): [number, number] => {
        const u = rim + (1 - 2 * rim) * clamp01(t);
        return at(from.x + (to.x - from.x) * u, y0 + (y1 - y0) * u);
      };
      const head = along(progress);
      const tail = along(progress - trail);
      const size = radius * (0.45 + 0.55 * strength);
      const hue = color(i, j);
      context.globalAlpha = before * shown * strength;
      const light = context.createLinearGradient(...tail, ...head);
      light.addColorStop(0, translucent(hue, 0));
      light.addColorStop(1, translucent(hue, 0.85));
      context.strokeStyle = light;
      context.lineWidth = 1.3 * size;
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(...tail);
      context.lineTo(...head);
      context.stroke();
      context.lineCap = 'butt';
      context.fillStyle = hue;
      context.beginPath();
      context.arc(...head, size, 0, 2 * Math.PI);
      context.fill();
    }),
  );
  context.globalAlpha = before;
}
