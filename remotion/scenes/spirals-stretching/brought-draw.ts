import { clamp01, easeCubicOut } from '../../motion/ease';
import { epochAt, recordedAt } from '../../motion/epoch-clock';
import { lagged } from '../../motion/lagged';
import { span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { projectAll, screenFor, type View } from '../../stage/camera';
import { depthShades, drawCloud } from '../../stage/cloud';
import { drawCurtain } from '../../stage/curtain';
import { drawDots, type DotStyle } from '../../stage/dots';
import { missingGlyph } from '../../stage/glyphs';
import { between } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { clipped, faded } from '../../stage/path';
import { planeOf } from '../../stage/plane';
import { drawRolling } from '../../stage/rolling';
import type { Context2D, Given } from '../../stage/scene';
import { boxEdges, floorGrid } from '../../stage/solid';
import { strokeBox, strokeSegments } from '../../stage/solid-draw';
import { drawText } from '../../stage/text';
import { epochDecimals } from './brought-epochs';
import {
  CUBE,
  lensAt,
  originAt,
  placeAt,
  pointsAt,
  progressAt,
  reachAt,
  seen,
  type BroughtTold,
} from './brought-story';
import { headingOf } from './words';

const RADIUS = 7;
const SHADES = 16;
const CELLS = 6;

/** Two classes as everywhere; more as the ten digits are. */
const colorsOf = ({ theme }: Given, classes: number): readonly string[] =>
  classes <= 2 ? theme.classes : theme.digits.slice(0, classes);

/** Dots come scattered, and not class by class. */
const turnOf = (i: number): number => (i * 0.618033988749895) % 1;

export function drawBrought(context: Context2D, told: BroughtTold): void {
  const { given, story, time } = told;
  const lens = lensAt(story, time);
  const points = pointsAt(story, time);
  if (lens.camera) drawSpaced(context, told, lens.camera, points);
  else
    clipped(context, story.places.plane, () => {
      const [x, y] = originAt(story, placeAt(story, time));
      drawAxes(context, given, planeOf(story.places.plane, { x: -x, y: -y, half: 1 }), cameIn(told));
      drawPixels(context, told, seen(points, lens), {
        radius: radiusOf(told),
        halo: given.theme.background,
        ...grown(told),
      });
    });
  drawPanel(context, told);
  drawCurtain(context, told);
}

/** All dots in their classes' colours. @param pixels [x₀, y₀, …] */
function drawPixels(
  context: Context2D,
  { given, story }: BroughtTold,
  pixels: Float64Array,
  style: Omit<DotStyle, 'colors'>,
): void {
  const x = pixels.filter((_, i) => i % 2 === 0);
  const y = pixels.filter((_, i) => i % 2 === 1);
  const colors = colorsOf(given, story.names.length);
  drawDots(context, { x, y, classes: story.labels }, { ...style, colors });
}

const cameIn = ({ cue, time }: BroughtTold): number => span(cue('dots') - 0.3, cue('dots') + 0.8, time);

/** Of thousands of dots each is smaller. */
const radiusOf = ({ story, given }: BroughtTold): number =>
  RADIUS * given.layout.unit * Math.min(1, Math.max(0.55, Math.sqrt(700 / story.labels.length)));

function grown({ cue, time }: BroughtTold): { grown?: (i: number) => number } {
  const from = cue('dots') - 0.2;
  if (time > from + 2.2) return {};
  return { grown: (i) => span(from + 1.4 * turnOf(i), from + 1.4 * turnOf(i) + 0.7, time, easeCubicOut) };
}

function drawSpaced(context: Context2D, told: BroughtTold, camera: View, points: Float64Array): void {
  const { given, story } = told;
  const { theme, layout } = given;
  const edges = boxEdges(camera, CUBE);
  const line = { color: theme.gridStrong, width: 1.6 * layout.unit, alpha: 0.8 * cameIn(told) };
  strokeSegments(context, camera, floorGrid(CUBE, CELLS), { ...line, color: theme.grid });
  strokeBox(context, camera, edges, 'back', line);
  const radius = radiusOf(told);
  drawCloud(
    context,
    camera,
    {
      screen: projectAll(camera, points, screenFor(points.length / 3)),
      classes: story.labels,
      reach: 1,
    },
    {
      shades: depthShades(colorsOf(given, story.names.length), theme.background, SHADES),
      rim: { color: theme.background, width: 0.28 * radius },
      radius,
      grown: grown(told).grown ?? (() => 1),
    },
  );
  strokeBox(context, camera, edges, 'front', line);
}

function drawPanel(context: Context2D, told: BroughtTold): void {
  faded(context, cameIn(told), () => {
    drawHeading(context, told);
    drawStats(context, told);
    drawStrip(context, told);
  });
  drawLegend(context, told);
}

/** 1 at its own layer, 0 half way to the next. */
function lit({ story, time }: BroughtTold, layer: number): number {
  const { from, to, t } = placeAt(story, time);
  return clamp01(2 * ((layer === from ? 1 - t : 0) + (layer === to ? t : 0)) - 1);
}

function drawHeading(context: Context2D, told: BroughtTold): void {
  const { given, story } = told;
  const { heading } = story.places;
  for (let k = 0; k < story.spaces; k++)
    drawText(context, given, headingOf(k, story.facts.widths.length - 1), heading.x, heading.y, {
      size: 46,
      weight: 600,
      color: given.theme.ink,
      alpha: lit(told, k),
    });
}

/** Epochs have decimals only as long as that says more than none would: then two, or more where it takes more. */
function decimalsOf(epochs: readonly number[]): number {
  if (epochs.every(Number.isInteger)) return 0;
  const range = epochs.at(-1)! - epochs[0]!;
  return Math.max(2, ...epochs.map((epoch) => epochDecimals(epoch, range)));
}

function drawStats(context: Context2D, { given, story, time }: BroughtTold): void {
  const { theme, layout } = given;
  const [first, second] = story.places.stats;
  const below = 52 * layout.unit;
  const name = { size: 26, color: theme.muted } as const;
  const value = { size: 42, weight: 600, color: theme.ink, tabular: true } as const;
  const { epochs } = story.facts;
  const reach = epochs.length > 1 ? second : first;
  if (epochs.length > 1) {
    const progress = progressAt(story, time);
    const still = progress <= 0 || progress >= 1;
    const epoch = still
      ? story.clock.epochs[recordedAt(story.clock, progress)]!
      : epochAt(story.clock, progress);
    drawText(context, given, 'epoch', first.x, first.y, name);
    drawRolling(context, given, epoch, first.x, first.y + below, {
      ...value,
      decimals: decimalsOf(epochs),
      rolling: still ? 0 : 1,
    });
  }
  drawText(context, given, 'middle to edge', reach.x, reach.y, name);
  drawText(
    context,
    given,
    formatNumber(reachAt(story, placeAt(story, time)), 2),
    reach.x,
    reach.y + below,
    value,
  );
}

/** The longest name that is written whole. */
const LONGEST = 9;

const written = (name: string, c: number): string => {
  if (name === '' || missingGlyph(name) !== undefined) return String(c);
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
};

function drawLegend(context: Context2D, { given, story, time, cue }: BroughtTold): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const { legend, legendColumns: columns } = story.places;
  const rows = Math.ceil(story.names.length / columns);
  const colors = colorsOf(given, story.names.length);
  story.names.forEach((name, c) => {
    const x = legend.x + ((c % columns) * legend.width) / columns;
    const y = legend.y + ((Math.floor(c / columns) + 0.5) * legend.height) / rows;
    faded(context, lagged(c, story.names.length, (time - cue('legend') + 0.2) / 1.2, 0.25), () => {
      context.beginPath();
      context.arc(x + 12 * unit, y, 11 * unit, 0, 2 * Math.PI);
      context.fillStyle = colors[c % colors.length]!;
      context.fill();
      drawText(context, given, written(name, c), x + 38 * unit, y, {
        size: 30,
        color: theme.ink,
        baseline: 'middle',
      });
    });
  });
}

/** Each space as its layer has left it at the last epoch, from when the dots have come to it. */
function drawStrip(context: Context2D, told: BroughtTold): void {
  const { given, story, time } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  story.places.strip.forEach((box, k) => {
    const arrived = story.place.findLast(({ value }) => value === k)?.to ?? 0;
    const shown =
      k === 0 && story.facts.epochs.length === 1 ? cameIn(told) : span(arrived - 0.2, arrived + 0.6, time);
    // At the end each is recalled.
    const at = told.cue('whole') + 0.3 * k;
    const light = Math.max(lit(told, k), window(at - 0.1, at + 1.3, time, 0.5));
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 10 * unit);
    context.fillStyle = theme.surface;
    context.fill();
    context.strokeStyle = between(theme.grid, theme.accent, light);
    context.lineWidth = 2.5 * unit;
    context.stroke();
    drawPixels(context, told, story.strip[k]!, {
      radius: Math.min(2.4 * unit, box.width / 60),
      alpha: shown,
    });
  });
}
