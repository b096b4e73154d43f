import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import type { PlaneMap } from '../../motion/layer-path';
import { span, window } from '../../motion/span';
import { basisColors } from '../../stage/basis';
import { mappedLine } from '../../stage/grid-lines';
import { between } from '../../stage/look';
import { strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { storyOf } from './story';

/** Lines this far from the axes, and nearer, are lit. */
const LIT = 2;
/** Some neighbouring lines of each family shine: straight, and side by side. */
export function drawParallels(context: Context2D, moment: Moment, map: PlaneMap): void {
  const { given, time, cue } = moment;
  const { lines, plane } = storyOf(given);
  const { unit } = given.layout;
  const [alongX, alongY] = basisColors(given);
  const started = cue('parallel') - 0.1;
  if (time < started) return;
  const shown = 1 - 0.5 * span(cue('origin') - 0.3, cue('origin') + 0.4, time);
  for (const fixed of ['y', 'x'] as const) {
    const lit = lines.filter(
      ({ at, ...line }) => line.fixed === fixed && Number.isInteger(at) && Math.abs(at) <= LIT,
    );
    const from = started + (fixed === 'x' ? 0.9 : 0);
    lit.forEach((line, i) => {
      const drawn = lagged(
        i,
        lit.length,
        span(from, from + 1.5, time, (t) => t),
        0.25,
      );
      // From its middle outwards, slowly where the frame shows it: most of a line lies outside.
      const reach = line.to * drawn * drawn;
      const points = mappedLine({ ...line, from: -reach, to: reach }, map, plane, { pieces: 8 });
      if (reach <= 0) return;
      const color = fixed === 'y' ? alongX : alongY;
      strokePolyline(context, points, { color, width: 13 * unit, alpha: 0.22 * shown });
      strokePolyline(context, points, { color, width: 3.5 * unit, alpha: shown });
    });
  }
}

/** Dots where the lit lines cross, from the middle outwards: as far from one another everywhere. */
export function drawEvenness(context: Context2D, moment: Moment, map: PlaneMap): void {
  const { given, time, cue } = moment;
  const { plane } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const entered = span(cue('even') - 0.1, cue('even') + 1.5, time, (t) => t);
  if (entered <= 0) return;
  const pulse = window(cue('even') + 0.2, cue('origin') - 0.1, time, 0.5);
  const point = new Float64Array(3);
  for (let k = -LIT; k <= LIT; k++)
    for (let l = -LIT; l <= LIT; l++) {
      const away = Math.abs(k) + Math.abs(l);
      // The origin has a mark of its own, and at 1 ends an arrow.
      if (away === 0 || (away === 1 && k + l === 1)) continue;
      const grown = lagged(away, 2 * LIT + 1, entered, 0.3, easeCubicOut);
      map(k, l, point);
      plane.project(point);
      const radius = (8 + 3 * pulse) * unit * grown;
      if (radius <= 0) continue;
      context.beginPath();
      context.arc(point[0]!, point[1]!, radius, 0, 2 * Math.PI);
      context.strokeStyle = theme.background;
      context.lineWidth = 5 * unit * grown;
      context.stroke();
      context.fillStyle = theme.ink;
      context.fill();
    }
}

/** The origin: a dot that stays, and two rings that run out from it while it is spoken of. */
export function drawOrigin(context: Context2D, { given, time, cue }: Moment): void {
  const { plane } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const [x, y] = [plane.x(0), plane.y(0)];
  const shown = span(cue('right') - 0.3, cue('right') + 0.2, time);
  const named = span(cue('origin') - 0.1, cue('origin') + 0.4, time);
  const dot = (radius: number, color: string): void => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  };
  if (shown > 0) {
    dot((10 + 7 * named) * unit * shown, theme.background);
    dot((7 + 6 * named) * unit * shown, between(theme.ink, theme.accent, named));
  }
  for (const delay of [0, 0.45, 0.9]) {
    const out = span(cue('origin') + delay, cue('origin') + delay + 1.3, time, easeCubicOut);
    if (out <= 0 || out >= 1) continue;
    const before = context.globalAlpha;
    context.globalAlpha = before * (1 - out);
    context.strokeStyle = theme.accent;
    context.lineWidth = 5 * unit;
    context.beginPath();
    context.arc(x, y, (16 + 74 * out) * unit, 0, 2 * Math.PI);
    context.stroke();
    context.globalAlpha = before;
  }
}
