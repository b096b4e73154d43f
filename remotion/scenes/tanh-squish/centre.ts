import { window } from '../../motion/span';
import type { PlaneMap } from '../../motion/layer-path';
import { mappedSquare } from '../../stage/grid-lines';
import { fillPolygon, strokePolyline } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import type { Context2D, Moment } from '../../stage/scene';
import { mapAt, storyOf } from './story';

/** Around the origin tanh x ≈ x: a small square as tanh has left it, and where it would be without tanh. */
export function drawCentre(context: Context2D, moment: Moment, plane: Plane, map: PlaneMap): void {
  const { time, cue, given } = moment;
  const shown = window(cue('near') - 0.1, cue('far') + 0.2, time, 0.6);
  if (shown <= 0) return;
  const { path, centre } = storyOf(given);
  const { theme, layout } = given;
  const before = mappedSquare(centre, mapAt(path, { matrix: 1, x: 0, y: 0 }), plane, { pieces: 4 });
  const after = mappedSquare(centre, map, plane, { pieces: 32 });
  fillPolygon(context, after, theme.accent, 0.3 * shown);
  strokePolyline(context, after, { color: theme.accent, width: 3 * layout.unit, alpha: shown });
  strokePolyline(context, before, {
    color: theme.ink,
    width: 2.5 * layout.unit,
    alpha: 0.9 * shown,
    dash: [9 * layout.unit, 9 * layout.unit],
  });
}
