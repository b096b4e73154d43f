import { span, window } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import { drawFormula } from '../../stage/formula-draw';
import { between, type Look } from '../../stage/look';
import { partOf, strokePolyline } from '../../stage/path';
import type { FormulaPaths } from '../../stage/formula';
import type { Context2D, Moment } from '../../stage/scene';
import { arcLine, rayLine, seenPoint, type Seen } from './lines';
import { movesOf, type Told } from './story';

/** The arc of the angle, in radii of the sheet, and how far outside of it its name stands. */
const [ARC, BESIDE] = [0.4, 0.1];

/** How much one dot is measured, and all others stand back. */
export const measuring = (moment: Moment): number => {
  const end = movesOf(moment).tear[0];
  return window(moment.cue('radius') - 0.3, end, moment.time, 0.6, 0.5);
};

/** A dot's distance from the centre and its angle, drawn and named, and the map that is made of them. */
export function drawMeasures(context: Context2D, told: Told, seen: Seen): void {
  const shown = measuring(told);
  const { time, cue, given, story } = told;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const { nameSize } = story.places;
  drawMap(context, told);
  if (shown <= 0) return;
  const { radius, angle } = story.polar[story.measured]!;
  const distance = span(cue('radius') - 0.2, cue('radius') + 0.6, time);
  const turned = span(cue('angle') - 0.2, cue('angle') + 0.6, time);
  const line = { color: theme.accent, width: 5 * unit, alpha: shown };
  strokePolyline(context, partOf(rayLine(seen, angle, 0, radius), distance), line);
  const arc = ARC * story.sheet;
  strokePolyline(context, arcLine(seen, arc, 0, angle * turned), line);
  const [x, y] = seenPoint(seen, radius, angle);
  drawDots(
    context,
    { x: Float64Array.of(x), y: Float64Array.of(y), classes: [0] },
    {
      colors: [theme.classes[story.labels[story.measured]!]!],
      radius: 10 * unit,
      halo: theme.ink,
      alpha: shown,
    },
  );
  const aside = angle + BESIDE / 0.6;
  const name = (paths: FormulaPaths, at: readonly [number, number], alpha: number): void =>
    drawNamePill(context, given, paths, at, { size: nameSize, color: theme.accent, alpha: alpha * shown });
  name(formulas.r!, seenPoint(seen, 0.66 * radius, aside), distance);
  name(formulas.theta!, seenPoint(seen, arc + BESIDE * story.sheet, angle / 2), turned);
}

/** The map as a formula, until all is rolled up again. */
function drawMap(context: Context2D, { time, cue, given, story, ...rest }: Told): void {
  const { theme, formulas } = given;
  const { x, y, size } = story.places.formula;
  const { gape, back } = movesOf({ time, cue, given, ...rest });
  const lit = (name: 'radius' | 'angle'): string =>
    between(theme.ink, theme.accent, window(cue(name) - 0.2, gape[0], time, 0.4));
  drawFormula(context, formulas.map!, x, y, {
    size,
    align: 'center',
    color: theme.ink,
    alpha: 1 - span(back[0] - 0.5, back[0], time),
    written: span(0.4, cue('radius') - 0.1, time, (t) => t),
    parts: { r: { color: lit('radius') }, theta: { color: lit('angle') } },
  });
}

/** A name with its middle at a place, on a pill of the empty stage. */
function drawNamePill(
  context: Context2D,
  { theme }: Look,
  paths: FormulaPaths,
  [x, y]: readonly [number, number],
  { size, color, alpha }: { readonly size: number; readonly color: string; readonly alpha: number },
): void {
  if (alpha <= 0) return;
  const [width, height] = [(paths.width + 0.4) * size, 1.15 * size];
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  context.fillStyle = theme.background;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  context.fill();
  context.globalAlpha = before;
  const middle = (paths.height - paths.depth) / 2;
  drawFormula(context, paths, x, y + middle * size, { size, color, alpha, align: 'center' });
}
