import type { LiftedMatrix } from '../../motion/polar';
import { clamp01 } from '../../motion/ease';
import { span, window } from '../../motion/span';
import { basisColors, basisTips } from '../../stage/basis';
import { drawFormula } from '../../stage/formula-draw';
import { translucent } from '../../stage/look';
import { drawNumeral } from '../../stage/numerals';
import { faded, partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { progressAt, storyOf } from './story';

/** A patch of the empty stage behind what is written over the grid. */
function drawPatch(
  context: Context2D,
  { given }: Moment,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const { theme, layout } = given;
  context.fillStyle = translucent(theme.background, 0.8);
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, 12 * layout.unit);
  context.fill();
}

/** The names of the arrows beside them: e₁ and e₂, and once they are moved, what W made of them. */
export function drawArrowNames(context: Context2D, moment: Moment, now: LiftedMatrix): void {
  const { given, time, cue } = moment;
  const { plane } = storyOf(given);
  const { formulas, layout, theme } = given;
  const { unit } = layout;
  const size = 46 * unit;
  const { origin, tips } = basisTips(plane, now.matrix, now.lift);
  const moved = span(0.55, 1, progressAt(moment).first);
  const colors = basisColors(given);
  (['right', 'up'] as const).forEach((name, i) => {
    const shown = span(cue(name) + 0.5, cue(name) + 1.1, time);
    if (shown <= 0) return;
    const formula = formulas[`image-${i + 1}`]!;
    const [dx, dy] = [tips[i]![0] - origin[0], tips[i]![1] - origin[1]];
    const length = Math.hypot(dx, dy) || 1;
    const width = formula.width * size;
    // To the right of the first arrow and to the left of the second, so that the names keep out of each other's way; as far
    // from the shaft as the name is large in that direction.
    const side = i === 0 ? 1 : -1;
    const [nx, ny] = [(-side * dy) / length, (side * dx) / length];
    const away = 22 * unit + Math.abs(nx) * width * 0.42 + Math.abs(ny) * size * 0.5;
    const x = origin[0] + 0.56 * dx + nx * away;
    const y = origin[1] + 0.56 * dy + ny * away;
    const bare = formula.width - (formula.boxes['matrix']?.width ?? 0);
    faded(context, shown, () => {
      const room = (bare + (formula.width - bare) * moved) * size + 18 * unit;
      drawPatch(context, moment, x, y, room, size * 1.15);
      // Without its W the name stands in the middle; then it makes room.
      const left = x - (bare * size) / 2 - (formula.width - bare) * size * (1 - 0.5 * moved);
      drawFormula(context, formula, left, y + 0.26 * size, {
        size,
        color: colors[i]!,
        parts: { matrix: { color: theme.terms.matrix, alpha: moved } },
      });
    });
  });
}

/** Where a column says its arrow will go: so far across, so far up, and a ring that waits there. */
export function drawLanding(context: Context2D, moment: Moment): void {
  const { given, time, cue } = moment;
  const { plane, matrix, decimals } = storyOf(given);
  const { layout, formulas } = given;
  const { unit } = layout;
  const size = 44 * unit;
  const colors = basisColors(given);
  const { first } = progressAt(moment);
  const [ox, oy] = [plane.x(0), plane.y(0)];
  (['first', 'second'] as const).forEach((name, i) => {
    const [across, up] = [matrix[i]!, matrix[2 + i]!];
    const [x, y] = [plane.x(across), plane.y(up)];
    const color = colors[i]!;
    const from = cue(name) + 0.2;
    const drawn = span(from, from + 1.6, time);
    const gone = span(0.1, 0.5, first);
    if (drawn <= 0) return;
    faded(context, 1 - gone, () => {
      const legs = partOf([ox, oy, x, oy, x, y], drawn);
      // The grid's own lines would hide the dashes.
      strokePolyline(context, legs, { color: given.theme.background, width: 11 * unit, alpha: 0.85 });
      strokePolyline(context, legs, { color, width: 5 * unit, dash: [5 * unit, 12 * unit] });
      const label = (value: number, cx: number, cy: number, at: number): void => {
        if (Math.abs(value) * plane.scale < 40 * unit) return;
        faded(context, span(from + at, from + at + 0.5, time), () => {
          const width = size * (0.5 + (decimals > 0 ? 0.3 : 0) + 0.5 * decimals + (value < 0 ? 0.78 : 0));
          drawPatch(context, moment, cx, cy, width + 16 * unit, size);
          drawNumeral(context, formulas, value, cx + width / 2, cy + 0.33 * size, { size, color, decimals });
        });
      };
      // Outside of the corner that the two legs make, as long as that is in the frame.
      const below = up < 0 ? -1 : 1;
      const outer = x + (across < 0 ? -1 : 1) * 1.15 * size;
      const { content } = layout;
      const fits = outer > content.x + size && outer < content.x + content.width - size;
      // Under the end of its leg: there it is read like a place on the axis.
      label(across, x, oy + below * 0.82 * size, 0.5);
      label(up, fits ? outer : 2 * x - outer, (oy + y) / 2, 1.2);
    });
    const landed = clamp01(span(0.92, 1, first));
    const waiting = span(from + 1.3, from + 1.8, time) * (1 - landed);
    const pulse = window(from + 1.3, from + 2.3, time, 0.3, 0.7);
    faded(context, waiting, () => {
      context.strokeStyle = color;
      context.lineWidth = 4 * unit;
      context.beginPath();
      context.arc(x, y, (17 + 6 * pulse) * unit, 0, 2 * Math.PI);
      context.stroke();
    });
  });
}
