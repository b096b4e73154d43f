import { span, window } from '../../motion/span';
import type { Graph } from '../../stage/graph';
import { faded, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { storyOf, valueAt } from './story';

/** Of the lens, in units; but never more than this share of the distance from the axis to a wall. */
const RADIUS = 150;
const SHARE = 0.42;
/** Where the wall stands in the lens and how far from it the furthest image ends up, in radii. */
const WALL_AT = 0.4;
const GAP = 0.65;

/** A factor that reads well and magnifies no more than `most`: two digits, then noughts. */
export function roundFactor(most: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  return Math.floor(most / power + 1e-9) * power;
}

/**
 * A lens on the place where an image comes closest to a wall: what is left between them is far less than a pixel, and
 * only here can it be seen that it is not nothing.
 */
export function drawLens(context: Context2D, moment: Moment, { x, y }: Graph): void {
  const { time, given } = moment;
  const { reach, crossing, run, places } = storyOf(given);
  const bound = time < crossing ? 1 : -1;
  const [right, left] = [run[1]!, run[2]!];
  const back = run[3]!;
  // It comes as the number slows down, and is gone before the number has left the wall again.
  const shown =
    bound > 0
      ? window(right.to - 0.45, left.from + 0.3, time, 0.4)
      : window(left.to - 0.45, back.from + 0.3, time, 0.4);
  if (shown <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const scale = y(0) - y(1);
  const radius = Math.min(RADIUS * unit, SHARE * scale);
  const factor = roundFactor((GAP * radius) / ((1 - Math.tanh(reach)) * scale));
  const [cx, cy] = [places.range.x, y(-0.5)];
  const [ox, oy] = [x(0), y(bound)];
  const wallY = cy - bound * WALL_AT * radius;
  const imageY = wallY + bound * (1 - Math.abs(Math.tanh(valueAt(moment)))) * scale * factor;
  faded(context, shown, () => {
    const rim = { color: theme.muted, width: 2.5 * unit };
    const small = 17 * unit;
    const away = Math.hypot(cx - ox, cy - oy);
    const [ux, uy] = [(cx - ox) / away, (cy - oy) / away];
    const ring = (atX: number, atY: number, r: number): void => {
      context.beginPath();
      context.arc(atX, atY, r, 0, 2 * Math.PI);
    };
    // From edge to edge on both sides: the lens is the spot, enlarged.
    for (const side of [-1, 1])
      strokePolyline(
        context,
        [ox - side * uy * small, oy + side * ux * small, cx - side * uy * radius, cy + side * ux * radius],
        { ...rim, alpha: 0.45 },
      );
    context.strokeStyle = rim.color;
    context.lineWidth = rim.width;
    ring(ox, oy, small);
    context.stroke();
    context.save();
    ring(cx, cy, radius);
    context.fillStyle = theme.surface;
    context.fill();
    context.clip();
    strokePolyline(context, [cx, cy - radius, cx, cy + radius], { color: theme.axis, width: 2.5 * unit });
    strokePolyline(context, [cx - radius, wallY, cx + radius, wallY], {
      color: theme.border,
      width: 4 * unit,
      dash: [14 * unit, 12 * unit],
    });
    strokePolyline(context, [cx, imageY, cx + bound * radius, imageY], { color: theme.ink, width: 3 * unit });
    ring(cx, imageY, 11 * unit);
    context.fillStyle = theme.terms.activation;
    context.fill();
    context.restore();
    context.strokeStyle = rim.color;
    context.lineWidth = rim.width;
    ring(cx, cy, radius);
    context.stroke();
    // Inside, where neither the wall is nor the image: outside, it would stand over the lines that lead here.
    drawText(context, given, `×${factor}`, cx + 0.1 * radius, cy + bound * 0.56 * radius, {
      size: 28,
      weight: 500,
      color: theme.muted,
      baseline: 'middle',
      alpha: span(0.3, 1, shown),
    });
  });
}
