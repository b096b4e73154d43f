import { lagged } from '../../motion/lagged';
import type { PlaneMap } from '../../motion/layer-path';
import type { LiftedMatrix } from '../../motion/polar';
import { span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawBasis } from '../../stage/basis';
import { drawCurtain, drawFloor } from '../../stage/curtain';
import { gridLines, mappedLine, type GridLine } from '../../stage/grid-lines';
import { clipped, faded, tracePolyline } from '../../stage/path';
import { gridLineStyle, RANKS } from '../../stage/sheet';
import type { Context2D, Moment } from '../../stage/scene';
import { drawArrowNames, drawLanding } from './arrows';
import { drawMatrix } from './panel';
import { drawEvenness, drawOrigin, drawParallels } from './rules';
import { mapOf, movedBy, progressAt, storyOf } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const { given, time, cue } = moment;
  const story = storyOf(given);
  const { places, plane } = story;
  const now = movedBy(story, progressAt(moment));
  const map = mapOf(now);
  clipped(context, places.region, () => {
    drawStage(context, moment);
    drawGrid(context, moment, map, now);
    drawParallels(context, moment, map);
    drawEvenness(context, moment, map);
    drawLanding(context, moment);
    drawBasis(context, given, plane, now.matrix, {
      alpha: span(cue('right') - 0.3, cue('right') - 0.1, time),
      lift: now.lift,
      ghost: window(cue('move') + 2.3, cue('other') + 0.3, time, 0.9),
      grown: [
        span(cue('right') - 0.1, cue('right') + 0.9, time),
        span(cue('up') - 0.1, cue('up') + 0.9, time),
      ],
    });
    drawOrigin(context, moment);
    drawFloor(context, given, places.region);
  });
  drawArrowNames(context, moment, now);
  drawMatrix(context, moment, now);
  drawCurtain(context, moment);
}

/** The grid as it was, faint and still: against it one sees what moved, and where it came to lie. */
function drawStage(context: Context2D, moment: Moment): void {
  const { given, time, cue } = moment;
  const { plane, places } = storyOf(given);
  const { theme, layout } = given;
  const shown = span(cue('grid') - 0.4, cue('grid') + 1, time);
  const { region } = places;
  const width = 1.5 * layout.unit;
  faded(context, 0.75 * shown, () => {
    context.beginPath();
    for (const { fixed, at } of gridLines(Math.ceil(layout.width / plane.scale), 1, 1))
      if (fixed === 'x')
        tracePolyline(context, [plane.x(at), region.y, plane.x(at), region.y + region.height]);
      else tracePolyline(context, [region.x, plane.y(at), region.x + region.width, plane.y(at)]);
    context.strokeStyle = theme.grid;
    context.lineWidth = width;
    context.stroke();
  });
  drawAxes(context, given, { ...plane, box: region }, shown);
}

function drawGrid(context: Context2D, moment: Moment, map: PlaneMap, { lift }: LiftedMatrix): void {
  const { given, time, cue } = moment;
  const { lines, plane } = storyOf(given);
  const entered = span(cue('grid') - 0.3, cue('grid') + 2.2, time, (t) => t);
  if (entered <= 0) return;
  // Straight lines stay straight; only near the viewer's eye, while a sheet turns over, is more than two points needed.
  const pieces = lift[0] === 0 && lift[1] === 0 ? 1 : 24;
  const dimmed = 1 - 0.5 * window(cue('parallel') - 0.1, cue('other') + 0.4, time, 0.6);
  for (const rank of RANKS)
    for (const fixed of ['x', 'y'] as const) {
      const family = lines.filter((line) => line.rank === rank && line.fixed === fixed);
      const style = gridLineStyle(given, family[0]!);
      context.beginPath();
      for (const line of family)
        tracePolyline(context, mappedLine(shortened(line, entered), map, plane, { pieces }));
      faded(context, dimmed, () => {
        context.strokeStyle = style.color;
        context.lineWidth = style.width;
        context.stroke();
      });
    }
}

/** Lines enter from the middle outwards, and each draws itself from its middle. */
function shortened(line: GridLine, entered: number): GridLine {
  if (entered >= 1) return line;
  const reach = line.to * lagged(Math.abs(line.at) * 4, line.to * 4, entered, 0.03);
  return { ...line, from: -reach, to: reach };
}
