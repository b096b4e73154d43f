import { layerMap } from '../../motion/layer-path';
import { span } from '../../motion/span';
import { drawArrow } from '../../stage/arrow';
import { drawAxes } from '../../stage/axes';
import { drawFormula } from '../../stage/formula-draw';
import { mappedLine } from '../../stage/grid-lines';
import { drawLensOver } from '../../stage/lens';
import { strokePolyline } from '../../stage/path';
import { planeOf } from '../../stage/plane';
import { gridLineStyle } from '../../stage/sheet';
import { drawText } from '../../stage/text';
import type { Context2D, Moment } from '../../stage/scene';
import { storyOf, type Scenery } from './story';

/** How much the shift's arrow, or the lens over it, is there. */
export const lensShown = ({ time, cue }: Moment): number =>
  Math.min(
    span(cue('bias') - 0.3, cue('bias') + 0.5, time),
    1 - span(cue('activation') - 0.8, cue('activation') - 0.2, time),
  );

/** A trained bias may be a hair's breadth: a lens over the origin shows the arrow b, and the sheet that follows it. */
export function drawLens(context: Context2D, moment: Moment, { progress, plane }: Scenery): void {
  const { given, time, cue } = moment;
  const { layer, path, sheet, lens, magnified } = storyOf(given);
  const shown = lensShown(moment);
  if (magnified <= 1 || shown <= 0) return;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const size = 54 * unit;
  drawLensOver(
    context,
    {
      spot: {
        x: plane.x(0),
        y: plane.y(0),
        radius: Math.max(13 * unit, lens.radius / magnified),
      },
      lens,
      shown,
    },
    { color: theme.muted, ground: theme.surface, rim: 3 * unit, line: 2.5 * unit },
    (x, y, radius) => {
      const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
      const [bx, by] = layer.bias;
      const half = radius / (plane.scale * magnified * (radius / lens.radius));
      const near = planeOf(box, { x: bx / 2, y: by / 2, half });
      drawAxes(context, given, near, 1);
      const map = layerMap(layer, progress, path);
      for (const line of sheet.lines)
        if (line.rank === 'axis')
          strokePolyline(context, mappedLine(line, map, near, { pieces: 1 }), gridLineStyle(given, line));
      const grown = span(cue('bias') + 0.5, cue('bias') + 1.2, time);
      const [tipX, tipY] = [near.x(bx * grown), near.y(by * grown)];
      drawArrow(context, near.x(0), near.y(0), tipX, tipY, { color: theme.terms.bias, width: 8 * unit });
      drawFormula(context, formulas['b']!, near.x(bx / 2) + 22 * unit, near.y(by / 2) + 0.3 * size, {
        size,
        color: theme.terms.bias,
        alpha: span(cue('bias') + 0.8, cue('bias') + 1.3, time) * shown,
      });
    },
  );
  // Inside, away from the axes: outside, the lines that lead to the lens would go through it.
  drawText(context, given, `×${magnified}`, lens.x + 0.2 * lens.radius, lens.y + 0.72 * lens.radius, {
    size: 32,
    weight: 500,
    color: theme.muted,
    alpha: span(0.8, 1, shown),
  });
}
