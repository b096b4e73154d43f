import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import {
  drawNetwork,
  drawPulses,
  weightEdge,
  type EdgeStyle,
  type NeuronColumn,
} from '../../stage/network-diagram';
import { drawNumeral } from '../../stage/numerals';
import { faded, strokePolyline } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { numberWidth } from './places';
import { foldedAt, sampleAt, type Told } from './story';
import { headingOf } from './words';

/** The layer beside the plane: eight neurons first, then two, with the numbers that go in and come out. */
export function drawLayer(context: Context2D, told: Told): void {
  const { time, cue } = told;
  const entered = span(cue('net') + 0.1, cue('net') + 1.4, time, (t) => t);
  if (entered <= 0) return;
  drawHeading(context, told);
  const columns = columnsAt(told);
  drawEdgesAndNeurons(context, told, columns, entered);
  drawNames(context, told, columns);
  drawInputs(context, told);
  drawWideValues(context, told, columns[1]!);
  drawTwoValues(context, told);
}

function drawHeading(context: Context2D, told: Told): void {
  const { given, story, time, cue } = told;
  const { x, y, size } = story.places.heading;
  const two = foldedAt(told).two;
  const shown = span(cue('net') + 0.2, cue('net') + 0.8, time);
  const alphas = [shown * (1 - span(0, 0.45, two)), span(0.55, 1, two)];
  story.widths.forEach((widths, i) =>
    drawText(context, given, headingOf(widths), x, y, {
      size,
      weight: 600,
      color: given.theme.ink,
      alpha: alphas[i]!,
    }),
  );
  drawText(context, given, 'first layer', x, y + (size + 12) * given.layout.unit, {
    size: Math.max(26, size - 6),
    weight: 500,
    color: given.theme.muted,
    alpha: shown,
  });
}

/** How far each neuron of the wide layer has folded away; those that stay never do. */
function goneOf({ story, ...moment }: Told, neuron: number): number {
  if (story.kept.includes(neuron)) return 0;
  const going = Array.from({ length: story.wide.rows }, (_, k) => k).filter((k) => !story.kept.includes(k));
  // From the last one upwards.
  const place = going.length - 1 - going.indexOf(neuron);
  return lagged(place, going.length, foldedAt(moment).gone, 0.35);
}

/** A neuron that goes folds up to the one above it that stays; then those that stay take the places of two. */
function columnsAt(told: Told): NeuronColumn[] {
  const { wide, two, kept } = { ...told.story.places, kept: told.story.kept };
  const settled = foldedAt(told).two;
  const [input, neurons] = [wide[0]!, wide[1]!];
  const ys = neurons.ys.map((y, k) => {
    const nearest = kept.filter((j) => j <= k).at(-1) ?? 0;
    const stays = kept.indexOf(k);
    if (stays >= 0) return mix(y, two[1]!.ys[stays] ?? y, settled);
    return mix(y, neurons.ys[nearest]!, 0.6 * goneOf(told, k));
  });
  return [input, { x: neurons.x, ys }];
}

function edgeAt(told: Told, from: number, to: number): EdgeStyle {
  const { story, given } = told;
  const { wide, two, strongest, kept } = story;
  // A layer of one has no second neuron yet.
  const weight = wide.data[wide.cols * to + from];
  const before: EdgeStyle =
    weight === undefined ? { color: given.theme.grid, alpha: 0 } : weightEdge(given, weight, strongest);
  const stays = kept.indexOf(to);
  if (stays < 0) return { ...before, alpha: before.alpha * (1 - goneOf(told, to)) };
  const t = foldedAt(told).two;
  if (t <= 0) return before;
  const after = weightEdge(given, two.data[two.cols * stays + from]!, strongest);
  return {
    color: between(before.color, after.color, t),
    alpha: mix(before.alpha, after.alpha, t),
    width: mix(before.width ?? 1, after.width ?? 1, t),
  };
}

function drawEdgesAndNeurons(
  context: Context2D,
  told: Told,
  columns: readonly NeuronColumn[],
  entered: number,
): void {
  const { given, story, time } = told;
  const { theme, layout } = given;
  const { places, wideValues, kept } = story;
  const { two } = foldedAt(told);
  const [wideLit, twoLit] = [arrived(told, 'eight'), arrived(told, 'out')];
  const after = sampleAt(story, 1);
  drawNetwork(context, given, columns, {
    radius: places.radius,
    entered,
    edge: (_, from, to) => edgeAt(told, from, to),
    neuron: (column, i) => {
      if (column === 0) return { ring: theme.ink, fill: theme.surface };
      const gone = goneOf(told, i);
      const stays = kept.indexOf(i);
      const value = Math.abs(wideValues[i] ?? 0) * wideLit * (1 - two) + Math.abs(after[stays] ?? 0) * twoLit;
      return {
        ring: theme.ink,
        fill: between(theme.surface, theme.accent, 0.5 * Math.min(1, value)),
        alpha: i < wideValues.length ? 1 - gone : two,
        scale: mix(places.smallRadius / places.radius, 1, stays >= 0 ? two : 0) * (1 - 0.7 * gone),
      };
    },
  });
  const run = (name: string, from: number, seconds: number): void => {
    if (time < from) return;
    drawPulses(context, given, columns, {
      layer: 0,
      progress: span(from, from + seconds, time, (t) => t),
      radius: 8 * layout.unit,
      inset: places.smallRadius,
      color: () => theme.accent,
      alpha: (_, to) => (name === 'eight' || kept.includes(to) ? 1 : 0),
    });
  };
  run('eight', eightAt(told), PULSE);
  run('out', inAt(told), PULSE);
}

/** Seconds that a pulse takes along an edge. */
const PULSE = 1;
const eightAt = ({ cue }: Told): number => Math.max(cue('eight') - 0.3, cue('net') + 1.5);
const inAt = ({ cue }: Told): number => Math.max(cue('in') + 0.3, cue('out') - PULSE);

/** How much of what a pulse brings has been seen to arrive. */
function arrived(told: Told, which: 'eight' | 'out'): number {
  const at = which === 'eight' ? eightAt(told) + PULSE : inAt(told) + PULSE;
  return span(at - 0.1, at + 0.7, told.time);
}

function drawNames(context: Context2D, told: Told, columns: readonly NeuronColumn[]): void {
  const { given, story, time, cue } = told;
  const { theme, formulas, layout } = given;
  const size = 44 * layout.unit;
  const put = (name: string, x: number, y: number, alpha: number): void =>
    drawFormula(context, formulas[name]!, x, y + 0.22 * size, {
      size,
      color: theme.ink,
      align: 'center',
      alpha,
    });
  const shown = span(cue('net') + 0.5, cue('net') + 1.1, time);
  columns[0]!.ys.forEach((y, i) => put(i === 0 ? 'in1' : 'in2', columns[0]!.x, y, shown));
  story.kept.forEach((k, i) =>
    put(i === 0 ? 'out1' : 'out2', columns[1]!.x, columns[1]!.ys[k] ?? 0, span(0.5, 1, foldedAt(told).two)),
  );
}

/** A number that ends at `right`, in the middle of its neuron's row. */
function drawValue(
  context: Context2D,
  { given, story }: Told,
  value: number,
  right: number,
  y: number,
  style: { readonly color: string; readonly alpha: number },
): void {
  const size = story.places.size * given.layout.unit;
  const { decimals } = story.sample;
  drawNumeral(context, given.formulas, value, right, y + 0.33 * size, { ...style, size, decimals });
}

function drawInputs(context: Context2D, told: Told): void {
  const { given, story, time, cue } = told;
  const { places } = story;
  const shown = span(cue('net') + 0.7, cue('net') + 1.3, time);
  const lit = window(cue('in') - 0.1, cue('out') + 0.2, time, 0.3);
  sampleAt(story, 0).forEach((value, i) =>
    drawValue(context, told, value, places.numbers[0], places.two[0]!.ys[i]!, {
      color: between(given.theme.ink, given.theme.accent, lit),
      alpha: shown,
    }),
  );
}

/** What the wide layer makes of the dot: a column of numbers, in brackets once it is called a point. */
function drawWideValues(context: Context2D, told: Told, column: NeuronColumn): void {
  const { given, story, time, cue } = told;
  const { places, wideValues } = story;
  const { theme, layout } = given;
  const { unit } = layout;
  const from = eightAt(told) + 0.85 * PULSE;
  const entered = span(from, from + 1, time, (t) => t);
  const left = 1 - span(cue('fold') + 0.6, cue('fold') + 1.3, time);
  const lit = span(cue('point') - 0.1, cue('point') + 0.5, time);
  const right = places.numbers[1];
  const full = places.wide[1]!.ys;
  const step = (full[1] ?? Infinity) - (full[0] ?? 0);
  const rows = story.wide.rows;
  // Too many to be read are brackets only.
  const readable = step >= 1.1 * places.size * unit;
  if (readable)
    wideValues.forEach((value, i) =>
      drawValue(context, told, value, right, column.ys[i]!, {
        color: between(theme.ink, theme.accent, lit),
        alpha: lagged(i, rows, entered, 0.3) * (1 - span(0, 0.15, goneOf(told, i))) * left,
      }),
    );
  const pad = 0.75 * places.size * unit;
  const [top, bottom] = [full[0]! - pad, full.at(-1)! + pad];
  const [x0, x1] = [
    right - (places.size * numberWidth(story.sample.decimals) + 16) * unit,
    right + 18 * unit,
  ];
  const opened = span(cue('point') - 0.1, cue('point') + 0.8, time);
  const bracket = opened * (1 - span(cue('fold') - 0.2, cue('fold') + 0.4, time));
  const hook = 14 * unit;
  faded(context, bracket, () => {
    const middle = (top + bottom) / 2;
    const reach = ((bottom - top) / 2) * opened;
    for (const [x, towards] of [
      [x0, hook],
      [x1, -hook],
    ] as const)
      strokePolyline(
        context,
        [x + towards, middle - reach, x, middle - reach, x, middle + reach, x + towards, middle + reach],
        { color: theme.accent, width: 3.5 * unit },
      );
  });
}

/** What the two neurons make of it. */
function drawTwoValues(context: Context2D, told: Told): void {
  const { given, story } = told;
  const { places } = story;
  const entered = arrived(told, 'out');
  sampleAt(story, 1).forEach((value, i) =>
    drawValue(context, told, value, places.numbers[1], places.two[1]!.ys[i]!, {
      color: given.theme.accent,
      alpha: entered,
    }),
  );
}
