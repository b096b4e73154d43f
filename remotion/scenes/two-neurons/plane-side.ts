import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawDots, type Dots } from '../../stage/dots';
import { mappedLine } from '../../stage/grid-lines';
import { memo } from '../../stage/memo';
import { clipped, faded, strokePolyline } from '../../stage/path';
import type { Context2D, Given } from '../../stage/scene';
import { gridLineStyle } from '../../stage/sheet';
import { drawText } from '../../stage/text';
import type { Plane } from '../../stage/plane';
import { mappedDots } from '../mapped-dots';
import { drawGuides } from './guides';
import { foldedAt, movedAt, planeAt, planeWith, roomAt, sampleAt, storyOf, type Told } from './story';

/** The plane of the dots; in between, the axes that would have to find room in it. */
export function drawPlaneSide(context: Context2D, told: Told): void {
  const plane = planeAt(told);
  clipped(context, plane.box, () => {
    drawGrid(context, told, plane);
    drawOthers(context, told, plane);
  });
  drawFan(context, told, plane);
  drawSample(context, told, plane);
}

/** Whether the plane is spoken of, and not the space of eight: 0 … 1. */
function planeShown(told: Told): number {
  const { time, cue } = told;
  const away = span(cue('space') - 0.5, cue('space') + 0.5, time);
  return 1 - away * (1 - foldedAt(told).two);
}

function drawGrid(context: Context2D, told: Told, plane: Plane): void {
  const { time, cue, given, story } = told;
  const { grid } = story;
  const entered = span(0, 0.7, time);
  const shown = entered * planeShown(told);
  for (const line of grid)
    strokePolyline(context, mappedLine(line, identity, plane, { pieces: 1, depth: 0 }), {
      ...gridLineStyle(given, line),
      color: given.theme.grid,
      alpha: (line.rank === 'minor' ? 0.45 : 0.75) * shown,
    });
  // The fan's own axes take their place.
  const fan = span(cue('space') - 0.1, cue('space') + 0.6, time) * (1 - span(0.5, 1, foldedAt(told).gone));
  drawAxes(context, given, plane, entered * (1 - fan));
}

const identity = (x: number, y: number, out: Float64Array): void => {
  out[0] = x;
  out[1] = y;
  out[2] = 0;
};

/** All dots: at rest until they are spoken of, faint marks where they were. */
function drawOthers(context: Context2D, told: Told, plane: Plane): void {
  const { time, cue, given, story } = told;
  const { points, labels, map } = story;
  const { theme, layout } = given;
  const moved = movedAt(told).others;
  const entered = span(0.1, 0.9, time);
  const away = span(cue('space') - 0.5, cue('space') + 0.3, time);
  const back = span(0.45, 1, foldedAt(told).two);
  const spoken = span(cue('all') - 0.3, cue('all') + 0.3, time);
  const there = entered * Math.max(1 - away, back);
  // A smaller plane has smaller dots.
  const small = Math.sqrt(Math.min(1, plane.box.width / story.places.opening.width));
  const style = { colors: theme.classes, radius: 7 * small * layout.unit, halo: theme.background };
  const { opening, before, after } = restingDots(given);
  const room = roomAt(told);
  const now =
    room <= 0 && moved <= 0
      ? opening
      : room < 1 || (moved > 0 && moved < 1)
        ? mappedDots(points, labels, map(moved), plane)
        : moved < 1
          ? before
          : after;
  if (moved > 0)
    drawDots(context, before, {
      colors: theme.classes,
      radius: 4 * small * layout.unit,
      alpha: 0.3 * moved,
    });
  drawDots(context, now, { ...style, alpha: there * mix(0.5, 1, spoken) });
}

/** Where all dots lie while they and the plane are at rest: alone, beside the layer, and after its move. */
const restingDots = memo((given: Given): Readonly<Record<'opening' | 'before' | 'after', Dots>> => {
  const story = storyOf(given);
  const { points, labels, map } = story;
  const dots = (progress: 0 | 1, room: 0 | 1): Dots =>
    mappedDots(points, labels, map(progress), planeWith(story, room));
  return { opening: dots(0, 0), before: dots(0, 1), after: dots(1, 1) };
});

/** As many axes as the wide layer has neurons, through one point of a plane that has room for two of them. */
function drawFan(context: Context2D, told: Told, plane: Plane): void {
  const { time, cue, given, story } = told;
  const { wideValues, kept } = story;
  const from = cue('space') + 0.1;
  const entered = span(from, from + 2, time, (t) => t);
  const gone = foldedAt(told).gone;
  if (entered <= 0 || gone >= 1) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const [cx, cy] = [plane.x(0), plane.y(0)];
  const length = plane.box.width / 2 - 44 * unit;
  const count = wideValues.length;
  // An activation without bounds may say more than 1: then the largest is as far out as 1 is otherwise.
  const most = Math.max(1, ...wideValues.map(Math.abs));
  const folded = span(0, 1, gone);
  const spokes = Array.from(wideValues, (value, k) => {
    const stays = kept.includes(k);
    const open = (Math.PI * k) / count;
    // It folds up to the axis that stays and is nearest.
    const angle = mix(open, stays ? open : (Math.PI / 2) * Math.round((2 * k) / count), folded);
    const grown = lagged(k, count, entered, 0.5);
    return {
      name: String(k + 1),
      at: 0.92 * length * (value / most) * grown,
      reach: length * grown,
      ux: Math.cos(angle),
      uy: -Math.sin(angle),
      alpha: grown * (1 - span(stays ? 0.5 : 0.3, 1, gone)),
    };
  });
  for (const { reach, ux, uy, alpha } of spokes)
    strokePolyline(context, [cx - ux * reach, cy - uy * reach, cx + ux * reach, cy + uy * reach], {
      color: theme.axis,
      width: 2.5 * unit,
      alpha,
    });
  const away = length + 24 * unit;
  for (const { name, at, ux, uy, alpha } of spokes)
    faded(context, alpha, () => {
      context.fillStyle = theme.accent;
      context.beginPath();
      context.arc(cx + ux * at, cy + uy * at, 9 * unit, 0, 2 * Math.PI);
      context.fill();
      if (count <= MOST_NAMED)
        drawText(context, given, name, cx + ux * away, cy + uy * away, {
          size: 28,
          weight: 500,
          color: theme.muted,
          align: 'center',
          baseline: 'middle',
          alpha: 1 - span(0, 0.3, gone),
        });
    });
}

/** Axes of which each has room for its number. */
const MOST_NAMED = 12;

/** The followed dot, with what it is and what the layer makes of it read off at the axes. */
function drawSample(context: Context2D, told: Told, plane: Plane): void {
  const { time, cue, given, story } = told;
  const { labels, sample } = story;
  const { theme, layout } = given;
  const { unit } = layout;
  const away = span(cue('space') - 0.5, cue('space') + 0.3, time);
  const back = span(0.45, 1, foldedAt(told).two);
  const entered = span(cue('dot') - 0.2, cue('dot') + 0.6, time, easeCubicOut);
  const shown = entered * Math.max(1 - away, back);
  const moved = movedAt(told).sample;
  const start = sampleAt(story, 0);
  const end = sampleAt(story, 1);
  const now = sampleAt(story, moved);
  const first = Math.max(
    window(cue('dot'), cue('space') + 0.1, time, 0.7),
    window(cue('in') - 0.1, Math.max(cue('out') - 0.2, cue('in') + 1.2), time, 0.5),
  );
  drawGuides(context, told, plane, 'start', { shown: first, color: theme.ink });
  const target = span(cue('out') + 0.2, cue('out') + 1.2, time);
  const gone = 1 - span(cue('all') - 0.4, cue('all') + 0.2, time);
  drawGuides(context, told, plane, 'end', { shown: target * gone, color: theme.accent });
  // Where it will land, and the way it went.
  ring(end, 17, target * gone, true);
  if (moved > 0) {
    ring(start, 10, 0.6 * span(0, 0.3, moved) * gone, false);
    const trail = Array.from({ length: 41 }, (_, i) => sampleAt(story, (moved * i) / 40)).flatMap(
      ([x, y]) => [plane.x(x), plane.y(y)],
    );
    strokePolyline(context, trail, { color: theme.accent, width: 3.5 * unit, alpha: 0.7 * gone });
  }
  const [px, py] = [plane.x(now[0]), plane.y(now[1])];
  faded(context, shown, () => {
    for (const [radius, color] of [
      [17, theme.background],
      [15, theme.ink],
      [11, theme.classes[labels[sample.index] === 1 ? 1 : 0]],
    ] as const) {
      context.fillStyle = color;
      context.beginPath();
      context.arc(px, py, radius * unit * mix(0.3, 1, entered), 0, 2 * Math.PI);
      context.fill();
    }
  });

  function ring([x, y]: readonly [number, number], radius: number, alpha: number, accent: boolean): void {
    faded(context, alpha, () => {
      context.strokeStyle = accent ? theme.accent : theme.ink;
      context.lineWidth = 3 * unit;
      context.beginPath();
      context.arc(plane.x(x), plane.y(y), radius * unit, 0, 2 * Math.PI);
      context.stroke();
    });
  }
}
