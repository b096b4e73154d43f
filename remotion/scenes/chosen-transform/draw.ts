import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { drawDots, type Dots } from '../../stage/dots';
import { fillPolygon, partOf, strokePolyline } from '../../stage/path';
import { between as mixed } from '../../stage/look';
import type { Context2D, Moment } from '../../stage/scene';
import { gridLineStyle } from '../../stage/sheet';
import { arcLine, beltOutline, rayLine, seenPoint, type Seen } from './lines';
import { drawMeasures, measuring } from './measures';
import { drawNames } from './names';
import { healedAt, movesOf, planeAt, polarMapAt, storyOf, unrolledAt, type Told } from './story';

/** Rays of the grid: one every fifteen degrees, and strong ones every forty-five. */
const [RAYS, EVERY] = [24, 3];

export function draw(context: Context2D, moment: Moment): void {
  const told = { ...moment, story: storyOf(moment.given) };
  const seen: Seen = { map: polarMapAt(told), plane: planeAt(told) };
  drawGrid(context, told, seen);
  drawBelts(context, told, seen);
  drawLine(context, told, seen);
  drawPoints(context, told, seen);
  drawTear(context, told, seen);
  drawMeasures(context, told, seen);
  drawNames(context, told, seen);
  drawCurtain(context, told);
}

/** Rings and rays: they become the straight grid of the polar plane. */
function drawGrid(context: Context2D, told: Told, seen: Seen): void {
  const { time, cue, given, story } = told;
  const { sheet, rings } = story;
  const { theme, layout } = given;
  const drawn = span(0.1, 1.5, time, (t) => t);
  fillPolygon(context, beltOutline(seen, 0, sheet), theme.surface, 0.85 * span(0, 0.8, time));
  const healed = healedAt(told);
  // The opposite ray is where the plane will be torn; it is a ray like any other until then, and again when that has healed.
  const torn = span(...movesOf(told).tear, time) - healed;
  // What the dots were made in stands out from it.
  const alpha = 1 - 0.6 * (span(cue('made') - 0.1, cue('made') + 0.9, time) - healed);
  for (let k = 0; k < RAYS; k++) {
    const angle = Math.PI * ((2 * k) / RAYS - 1) + (k === 0 ? 2 * Math.PI : 0);
    const rank = k === RAYS / 2 ? 'axis' : k % EVERY === 0 ? 'major' : 'minor';
    const share = lagged(k, RAYS, drawn, 0.06);
    strokePolyline(context, partOf(rayLine(seen, angle, 0, sheet), share), {
      ...gridLineStyle(given, { fixed: 'x', at: 0, from: 0, to: 0, rank }),
      alpha: k === 0 ? alpha * (1 - torn) : alpha,
    });
  }
  rings.forEach((radius, k) => {
    const rank = k % 2 === 1 ? 'major' : 'minor';
    const share = lagged(k, rings.length, drawn, 0.2);
    strokePolyline(context, partOf(arcLine(seen, radius), share), {
      ...gridLineStyle(given, { fixed: 'y', at: 0, from: 0, to: 0, rank }),
      alpha,
    });
  });
  const rim = span(0.5, 1.6, time);
  const whole = { color: theme.axis, width: 3 * layout.unit };
  strokePolyline(context, partOf(arcLine(seen, sheet), rim), whole);
  if (unrolledAt(told) > 0) strokePolyline(context, arcLine(seen, 0), whole);
}

/** The two sides of the line that parts the classes, which draw in to the two rectangles that the dots were made in. */
function drawBelts(context: Context2D, told: Told, seen: Seen): void {
  const { time, cue, given, story } = told;
  const { shape, between, sheet } = story;
  const tinted = span(cue('line') + 0.7, cue('line') + 1.5, time);
  if (tinted <= 0) return;
  const made = span(cue('made') - 0.1, cue('made') + 1.1, time);
  const gone = healedAt(told);
  const bounds = [
    [0, mix(between, shape.innerRadius, made)],
    [mix(between, shape.ringRadii[0], made), mix(sheet, shape.ringRadii[1], made)],
  ] as const;
  bounds.forEach(([from, to], label) => {
    const color = given.theme.classes[label]!;
    const outline = beltOutline(seen, from, to);
    fillPolygon(context, outline, color, 0.2 * tinted * (1 - gone));
    const rim = { color, width: 4 * given.layout.unit, alpha: made * (1 - gone) };
    for (const radius of from > 0 ? [from, to] : [to]) strokePolyline(context, arcLine(seen, radius), rim);
    if (unrolledAt(told) <= 0) return;
    if (from <= 0) strokePolyline(context, arcLine(seen, from), rim);
    for (const angle of [-Math.PI, Math.PI]) strokePolyline(context, rayLine(seen, angle, from, to), rim);
  });
}

/** The ray along which the plane is cut, and then both sides of the cut; closed again it is nothing special. */
function drawTear(context: Context2D, told: Told, seen: Seen): void {
  const { time, given, story } = told;
  const cut = span(...movesOf(told).tear, time);
  if (cut <= 0) return;
  const alpha = 1 - healedAt(told);
  for (const angle of [-Math.PI, Math.PI])
    strokePolyline(context, partOf(rayLine(seen, angle, 0, story.sheet), cut), {
      color: given.theme.accent,
      width: 5.5 * given.layout.unit,
      alpha,
    });
}

function drawPoints(context: Context2D, told: Told, seen: Seen): void {
  const { time, given, story } = told;
  const { polar, labels, sheet } = story;
  const entered = span(0.3, 1.7, time, (t) => t);
  const [x, y] = [new Float64Array(polar.length), new Float64Array(polar.length)];
  polar.forEach(({ radius, angle }, i) => {
    [x[i], y[i]] = seenPoint(seen, radius, angle);
  });
  const dots: Dots = { x, y, classes: labels };
  drawDots(context, dots, {
    colors: given.theme.classes,
    radius: 5.6 * given.layout.unit,
    halo: given.theme.background,
    alpha: 1 - 0.55 * measuring(told),
    grown: (i) => lagged((40 * polar[i]!.radius) / sheet, 40, entered, 0.1, easeCubicOut),
  });
}

/** One straight line, at one distance from the centre: rolled up, it is a closed curve, and what it holds it goes on to hold. */
function drawLine(context: Context2D, told: Told, seen: Seen): void {
  const { time, cue, given, story } = told;
  const drawn = span(cue('line') - 0.15, cue('line') + 1, time);
  if (drawn <= 0) return;
  const { theme, layout } = given;
  const healed = healedAt(told);
  const alpha = 1 - 0.5 * (span(cue('made') - 0.3, cue('made') + 0.6, time) - healed);
  const line = partOf(arcLine(seen, story.between), drawn);
  fillPolygon(context, line, theme.classes[0], 0.16 * healed);
  strokePolyline(context, line, { color: theme.background, width: 12 * layout.unit, alpha: 0.7 * alpha });
  strokePolyline(context, line, {
    color: mixed(theme.ink, theme.accent, healed),
    width: 6 * layout.unit,
    alpha,
  });
}
