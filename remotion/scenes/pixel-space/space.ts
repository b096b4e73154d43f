import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import { translucent } from '../../stage/look';
import { clipped, faded, strokePolyline } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawPixels } from './pixels';
import { bandAt, type Place } from './sketch';
import {
  asideAt,
  bandPlaceAt,
  dotAt,
  NOISE_PICTURES,
  onScreen,
  spaceAt,
  stepsAt,
  straightAt,
  unrolledAt,
  type Told,
} from './story';
import { SKETCH } from './words';

const RADIUS = 6;
/** A power of two, so that every other line can begin further out. */
const AXES = 128;
/** Units between lines where they begin. */
const SPACING = 13;

/** The sketch of the space: axes, noise, the band of digits, and the walks in it. */
export function drawSpace(context: Context2D, told: Told): void {
  const there = span(0.1, 1, unrolledAt(told).dot);
  if (there <= 0) return;
  drawAxes(context, told, there);
  drawNoise(context, told);
  drawDigits(context, told);
  drawWalks(context, told);
  drawNoisePictures(context, told);
  drawDigitPictures(context, told);
  drawNote(context, told, span(0.6, 1, there));
}

/** Far more axes than a plane has room for, from one point. */
function drawAxes(context: Context2D, told: Told, there: number): void {
  const { theme, layout } = told.given;
  const box = spaceAt(told);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const far = Math.hypot(box.width, box.height) / 2;
  const ink = context.createRadialGradient(x, y, 0, x, y, far);
  ink.addColorStop(0, translucent(theme.gridStrong, 0.9));
  ink.addColorStop(0.4, translucent(theme.grid, 0.95));
  ink.addColorStop(1, translucent(theme.grid, 0.35));
  clipped(context, box, () => {
    context.strokeStyle = ink;
    context.lineWidth = 1.5 * layout.unit;
    context.beginPath();
    for (let i = 0; i < AXES; i++) {
      const angle = (2 * Math.PI * i) / AXES;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      // Only as many reach the point where they meet as can be told apart there.
      const among = AXES / (i & -i || AXES);
      const near = i % (AXES / 8) === 0 ? 0 : (SPACING * layout.unit * among) / (2 * Math.PI);
      const length = Math.max(near, far * lagged(i % 8, 8, there, 0.1));
      context.moveTo(x + near * dx, y + near * dy);
      context.lineTo(x + length * dx, y + length * dy);
    }
    context.stroke();
  });
}

function dotsOf(told: Told, places: readonly Place[]) {
  const at = places.map(onScreen(told));
  return {
    x: Float64Array.from(at, ([x]) => x),
    y: Float64Array.from(at, ([, y]) => y),
    classes: new Uint8Array(at.length),
  };
}

function drawNoise(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const entered = span(cue('noise') - 0.2, cue('noise') + 1.4, time, (t) => t);
  const count = story.noise.length;
  drawDots(context, dotsOf(told, story.noise), {
    colors: [given.theme.muted],
    radius: mix(RADIUS, 4.5, asideAt(told)) * given.layout.unit,
    halo: given.theme.background,
    alpha: mix(0.85, 0.5, span(cue('thin'), cue('thin') + 0.8, time)),
    grown: (i) => lagged(i, count, entered, 0.02, easeCubicOut),
  });
}

function drawDigits(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const entered = span(cue('thin') - 0.3, cue('thin') + 1.3, time, (t) => t);
  const count = story.digits.length;
  drawDots(context, dotsOf(told, story.digits), {
    colors: [given.theme.classes[0]],
    radius: mix(RADIUS + 0.5, 5, asideAt(told)) * given.layout.unit,
    halo: given.theme.background,
    grown: (i) => lagged(i, count, entered, 0.03, easeCubicOut),
  });
}

/** The two walks: straight between the ends, and from neighbour to neighbour. */
function drawWalks(context: Context2D, told: Told): void {
  const { time, cue, story, given } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { along } = story;
  const at = onScreen(told);
  const straight = straightAt(told, along.length - 1);
  const [x0, y0] = at(bandAt(0));
  const [x1, y1] = at(bandAt(1));
  const head: Place = [mix(x0, x1, straight), mix(y0, y1, straight)];
  if (straight > 0)
    strokePolyline(context, [x0, y0, ...head], {
      color: theme.classes[1],
      width: 4 * unit,
      dash: [12 * unit, 10 * unit],
    });
  const steps = stepsAt(told, along.length - 1);
  if (steps > 0) {
    const gone = along.slice(0, Math.floor(steps) + 1).map((s) => at(bandAt(s)));
    strokePolyline(context, [...gone, at(bandPlaceAt(along, steps))].flat(), {
      color: theme.accent,
      width: 4 * unit,
    });
    gone.forEach((place) => drawDisc(context, told, place, { radius: 8, color: theme.accent }));
  }
  const set = span(cue('straight') + 0.4, cue('straight') + 0.8, time);
  drawDisc(context, told, head, { radius: 12, color: theme.classes[1], shown: set });
  // The unrolled digit is the dot from which both set out.
  drawDisc(context, told, at(bandPlaceAt(along, steps)), {
    radius: 12,
    color: theme.accent,
    shown: span(0.8, 1, unrolledAt(told).dot),
  });
}

function drawDisc(
  context: Context2D,
  { given }: Told,
  [x, y]: Place,
  { radius, color, shown = 1 }: { readonly radius: number; readonly color: string; readonly shown?: number },
): void {
  const { theme, layout } = given;
  faded(context, shown, () => {
    for (const [r, fill] of [
      [radius + 3, theme.background],
      [radius, color],
    ] as const) {
      context.fillStyle = fill;
      context.beginPath();
      context.arc(x, y, r * layout.unit, 0, 2 * Math.PI);
      context.fill();
    }
  });
}

/** Where noise is seen as a picture: between the axes, off the band. */
const SEEN_NOISE: readonly Place[] = [
  [-0.8, -0.68],
  [0.02, -0.08],
  [0.8, -0.72],
  [-0.3, 0.42],
  [0.3, 0.58],
];

/** A picture over its dot, out of which it has grown. */
function drawCard(
  context: Context2D,
  { given }: Told,
  picture: OffscreenCanvas,
  [x, y]: Place,
  { side, edge, grown }: { readonly side: number; readonly edge: string; readonly grown: number },
): void {
  if (grown <= 0) return;
  const { unit } = given.layout;
  const full = side * unit * grown;
  drawPixels(context, picture, { x: x - full / 2, y: y - full / 2, width: full, height: full });
  context.strokeStyle = edge;
  context.lineWidth = 3 * unit * grown;
  context.strokeRect(x - full / 2, y - full / 2, full, full);
}

function drawNoisePictures(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const from = cue('noise') - 0.1;
  const entered = span(from, from + 1.5, time, (t) => t);
  const gone = asideAt(told);
  if (entered <= 0 || gone >= 1) return;
  const at = onScreen(told);
  story.pictures().noise.forEach((picture, i) =>
    drawCard(context, told, picture, at(SEEN_NOISE[i]!), {
      side: 124,
      edge: given.theme.muted,
      grown: lagged(i, NOISE_PICTURES, entered, 0.5) * (1 - span(0, 0.5, gone)),
    }),
  );
}

/** Real digits where they stand on the band; the two between which one walks stay. */
function drawDigitPictures(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const from = cue('thin') + 0.1;
  const entered = span(from, from + 1.3, time, (t) => t);
  // What was unrolled is seen beside the dot that it is.
  const first = span(0, 0.7, time - dotAt(told));
  if (first <= 0) return;
  const gone = asideAt(told);
  const { along } = story;
  const last = along.length - 1;
  const shown = [...new Set([0, Math.round(last / 3), Math.round((2 * last) / 3), last])];
  const at = onScreen(told);
  const { stops } = story.pictures();
  shown.forEach((stop, i) => {
    const end = stop === 0 || stop === last;
    const side = mix(112, end ? 76 : 0, gone);
    const [x, y] = at(bandAt(along[stop]!));
    const [before, after] = [at(bandAt(along[stop]! - 0.01)), at(bandAt(along[stop]! + 0.01))];
    // To the band's outer side, square to it as it is seen.
    const [u, v] = [after[1] - before[1], before[0] - after[0]];
    const size = Math.hypot(u, v);
    const away = (30 + 0.66 * side) * given.layout.unit;
    drawCard(context, told, stops[stop]!, [x + (u / size) * away, y + (v / size) * away], {
      side,
      edge: given.theme.classes[0],
      grown: i === 0 ? first : lagged(i, shown.length, entered, 0.5),
    });
  });
}

function drawNote(context: Context2D, told: Told, shown: number): void {
  const { given } = told;
  const { unit } = given.layout;
  const box = spaceAt(told);
  drawText(context, given, SKETCH, box.x + box.width / 2, box.y + box.height - 16 * unit, {
    size: 26,
    color: given.theme.muted,
    align: 'center',
    alpha: shown,
  });
}
