import { span, window } from '../../motion/span';
import type { PlaneMap } from '../../motion/layer-path';
import { mappedSquare } from '../../stage/grid-lines';
import { formatNumber } from '../../stage/number';
import { fillPolygon, strokePolyline } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import type { State } from './story';

/** How far the box has closed, 0 … 1: then its sides lie over what is pressed against them. */
export const boxAt = ({ time, cue }: Moment): number => span(cue('zoom') - 0.4, cue('zoom') + 0.8, time);

/** What the box holds is a piece of the stage like any other sheet: its ground, under the grid. */
export function drawGround(context: Context2D, moment: Moment, { x, y }: Plane): void {
  const corners = [x(-1), y(-1), x(1), y(-1), x(1), y(1), x(-1), y(1)];
  fillPolygon(context, corners, moment.given.theme.surface, 0.85 * boxAt(moment));
}

/** The lines x = ±1, y = ±1 where tanh ends, then the box they make. */
export function drawWalls(context: Context2D, moment: Moment, plane: Plane, state: State): void {
  const { time, cue, given } = moment;
  const { theme, layout } = given;
  const { unit } = layout;
  const box = boxAt(moment);
  const glow = window(cue('box'), given.duration + 2, time, 0.8);
  const { x, y, box: area } = plane;
  const tall = Math.max(layout.width, layout.height);
  const wall = (progress: number, from: number, points: (s: number, reach: number) => number[]): void => {
    const drawn = span(from - 0.3, from + 0.7, time);
    if (drawn <= 0 || box >= 1) return;
    // Walls draw themselves from the middle, and shorten to the box's sides once both pairs stand.
    const reach = plane.scale + (tall - plane.scale) * drawn * (1 - box);
    for (const s of [-1, 1])
      strokePolyline(context, points(s, reach), {
        color: theme.border,
        width: 3 * unit,
        alpha: 0.35 + 0.65 * Math.max(progress, box),
        dash: [14 * unit, 12 * unit],
      });
  };
  const midX = area.x + area.width / 2;
  const midY = area.y + area.height / 2;
  wall(state.x, cue('x'), (s, r) => [x(s), midY - r, x(s), midY + r]);
  wall(state.y, cue('y'), (s, r) => [midX - r, y(s), midX + r, y(s)]);
  const outline = mappedSquare(1, identity, plane, { pieces: 4 });
  strokePolyline(context, outline, { color: theme.border, width: 16 * unit, alpha: 0.3 * glow });
  strokePolyline(context, outline, { color: theme.border, width: (4 + 2 * glow) * unit, alpha: box });
  // Gone before the view leaves for the corner, and back when it is back.
  const away = window(cue('far') - 0.8, cue('box') + 2.3, time, 0.6);
  const close = span(cue('near') - 0.6, cue('near') + 0.2, time) * (1 - away);
  const style = { size: 40, color: theme.muted, weight: 500, alpha: close } as const;
  for (const bound of [-1, 1]) {
    const text = formatNumber(bound, 0);
    const side = { ...style, align: bound > 0 ? 'left' : 'right', baseline: 'middle' } as const;
    drawText(context, given, text, x(bound) + bound * 16 * unit, y(0) - 28 * unit, side);
    drawText(context, given, text, x(0) + 14 * unit, y(bound) - bound * 28 * unit, {
      ...style,
      baseline: 'middle',
    });
  }
}

const identity: PlaneMap = (x, y, out) => {
  out[0] = x;
  out[1] = y;
  out[2] = 0;
};
