import { activations } from '../../training/network';
import { thirds } from '../motion/layer-path';
import { span } from '../motion/span';
import { drawArrow } from '../stage/arrow';
import { drawAxes } from '../stage/axes';
import { drawDots } from '../stage/dots';
import { translucent, type Look } from '../stage/look';
import { fillPolygon, strokePolyline } from '../stage/path';
import type { Plane } from '../stage/plane';
import { drawRangeBox } from '../stage/range-box';
import type { Context2D, Given } from '../stage/scene';
import { drawSheet, type Sheet } from '../stage/sheet';
import { litAt, type Walk, type WalkState } from './layer-walk';
import { drawField } from './walk-field';
import { seenPoints, type Lens } from './walk-lens';

/** What of a plane on its way through the layers is there, each 0 … 1. */
export interface PlaneStyle {
  readonly axes: number;
  /** How far grid and border have drawn themselves. */
  readonly drawn: number;
  readonly border: number;
  readonly gridAlpha: number;
  /** The border lit up. */
  readonly glow: number;
  readonly field: number;
  /** Of the line where the network decides: how much it is lit. */
  readonly decision: number;
  /** Equal pieces that each grid line begins with, as for `drawSheet`. */
  readonly pieces?: number;
  /** Draws on the sheet's surface, over the field, under the grid. */
  readonly onto?: () => void;
}

/** The plane as the layers have moved it: field, grid and border are one map. */
export function drawPlane(
  context: Context2D,
  given: Given,
  { network, space }: Walk,
  sheet: Sheet,
  plane: Plane,
  { progress }: WalkState,
  { axes, drawn, border, gridAlpha, glow, field, decision, pieces, onto }: PlaneStyle,
): void {
  const { theme } = given;
  const map = space.at(progress);
  const line = { color: theme.ink, width: 4 + 2 * decision, alpha: 0.75 + 0.25 * decision };
  drawAxes(context, given, plane, axes);
  drawSheet(context, given, plane, map, sheet, {
    drawn,
    border,
    gridAlpha: gridAlpha * (1 - 0.15 * field),
    glow,
    ...(pieces !== undefined && { pieces }),
    onto: (inside) => {
      if (field > 0) drawField(context, given, plane, network, progress, { alpha: field, line, inside });
      onto?.();
    },
  });
}

/** The box that g's values cannot leave, with its bounds written at its sides while a layer is done. */
export function drawRange(
  context: Context2D,
  given: Given,
  { network, space }: Walk,
  plane: Plane,
  { progress }: WalkState,
  shown: number,
): void {
  const done =
    progress >= 0.5 && progress <= space.layers.length
      ? 1 - span(0, 0.1, Math.abs(progress - Math.round(progress)))
      : 0;
  drawRangeBox(context, given, plane, activations[network.activation].range, {
    shown,
    numbers: done,
    alpha: 0.75,
    width: 2,
  });
}

/** While a bias is added, the arrow along which it takes all points: from the origin to where that has gone. */
export function drawShift(
  context: Context2D,
  { theme, layout }: Look,
  walk: Pick<Walk, 'network' | 'moves'>,
  plane: Plane,
  { progress, layer }: WalkState,
  time: number,
): void {
  const bias = walk.network.biases[layer];
  const alpha = litAt(walk, layer, 'bias', time);
  if (!bias || bias.length !== 2 || alpha <= 0) return;
  const t = thirds(progress - layer).bias;
  const { unit } = layout;
  const [x, y] = [plane.x(0), plane.y(0)];
  const color = theme.terms.bias;
  drawDots(
    context,
    { x: Float64Array.of(x), y: Float64Array.of(y), classes: [0] },
    { colors: [color], radius: 8 * unit, halo: theme.background, alpha },
  );
  drawArrow(context, x, y, plane.x(t * bias[0]!), plane.y(t * bias[1]!), {
    color,
    width: 7 * unit,
    head: 26 * unit,
    alpha,
  });
}

/** The last layer's line w·x + b = 0 right across the plane, and on which side of it the network says which class. */
export function drawSeparatingLine(
  context: Context2D,
  { theme, layout }: Look,
  { network }: Pick<Walk, 'network'>,
  plane: Plane,
  {
    drawn,
    tint,
  }: { readonly drawn: number; readonly tint: number | readonly [below: number, above: number] },
): void {
  const { rows, cols, data } = network.weights.at(-1)!;
  const c = network.biases.at(-1)![0]!;
  const size = Math.hypot(data[0]!, data[1]!);
  if (drawn <= 0 || rows !== 1 || cols !== 2 || size === 0) return;
  const [nx, ny] = [data[0]! / size, data[1]! / size];
  const { view } = plane;
  // The point of the line nearest to the middle of the view, from which it grows both ways.
  const away = nx * view.x + ny * view.y + c / size;
  const [px, py] = [view.x - away * nx, view.y - away * ny];
  const far = 6 * view.half + Math.abs(away);
  const screen = (x: number, y: number): number[] => [plane.x(x), plane.y(y)];
  theme.classes.forEach((color, index) => {
    const side = index === 0 ? -far : far;
    fillPolygon(
      context,
      [
        ...screen(px - ny * far, py + nx * far),
        ...screen(px + ny * far, py - nx * far),
        ...screen(px + ny * far + nx * side, py - nx * far + ny * side),
        ...screen(px - ny * far + nx * side, py + nx * far + ny * side),
      ],
      translucent(color, 0.2),
      typeof tint === 'number' ? tint : tint[index],
    );
  });
  const reach = 3 * view.half * drawn;
  strokePolyline(
    context,
    [...screen(px - ny * reach, py + nx * reach), ...screen(px + ny * reach, py - nx * reach)],
    { color: theme.ink, width: 6 * layout.unit },
  );
}

export interface WalkDots {
  /** [x₀, y₀, x₁, y₁, …] */
  readonly points: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** In units. */
  readonly radius: number;
  readonly grown?: (i: number) => number;
  readonly alpha?: number;
}

/** The dots where the layers have taken them. */
export function drawWalkDots(
  context: Context2D,
  { theme, layout }: Given,
  { space }: Walk,
  lens: Lens,
  { progress }: WalkState,
  { points, labels, radius, grown, alpha = 1 }: WalkDots,
): void {
  const seen = seenPoints(points, space.at(progress), lens);
  const count = labels.length;
  drawDots(
    context,
    {
      x: Float64Array.from({ length: count }, (_, i) => seen[2 * i]!),
      y: Float64Array.from({ length: count }, (_, i) => seen[2 * i + 1]!),
      classes: labels,
    },
    {
      colors: theme.classes,
      radius: radius * layout.unit,
      halo: theme.background,
      alpha,
      ...(grown && { grown }),
    },
  );
}
