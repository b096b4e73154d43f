import { span } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import type { FormulaPaths } from '../../stage/formula';
import type { Context2D } from '../../stage/scene';
import { seenPoint, type Seen } from './lines';
import { movesOf, type Told } from './story';

/** Names at the axes of the polar plane, while it is one; and where the line is. */
export function drawNames(context: Context2D, told: Told, seen: Seen): void {
  const { time, cue, given, story } = told;
  const { unroll, back } = movesOf(told);
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const { nameSize: size } = story.places;
  const shown = span(unroll[1] - 0.6, unroll[1] + 0.2, time) - span(back[0] - 0.5, back[0], time);
  if (shown <= 0) return;
  const put = (
    paths: FormulaPaths,
    [x, y]: readonly [number, number],
    align: 'left' | 'right' | 'center',
    color: string = theme.ink,
    alpha = shown,
  ): void => drawFormula(context, paths, x, y + 0.26 * size, { size, color, alpha, align });
  // Beside the edge where the radius is 0, all at one distance from it.
  const gap = 22 * unit;
  const beside = (angle: number): readonly [number, number] => {
    const [x, y] = seenPoint(seen, 0, angle);
    return [x - gap, y];
  };
  put(formulas.minusPi!, beside(-Math.PI), 'right', theme.muted);
  put(formulas.zero!, beside(0), 'right', theme.muted);
  put(formulas.pi!, beside(Math.PI), 'right', theme.muted);
  put(formulas.theta!, beside(Math.PI / 2), 'right');
  const [rx, ry] = seenPoint(seen, story.sheet, 0);
  put(formulas.r!, [rx + gap, ry], 'left');
  const [ex, ey] = seenPoint(seen, story.between, -Math.PI);
  const named = span(cue('line') + 0.5, cue('line') + 1.2, time) - span(cue('made') - 0.5, cue('made'), time);
  put(formulas.line!, [ex, ey + 50 * unit], 'center', theme.ink, named);
}
