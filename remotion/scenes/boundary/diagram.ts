import { clamp01 } from '../../motion/ease';
import { span, window } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import { between, type Look } from '../../stage/look';
import { drawNetwork, drawPulses, type EdgeStyle, type NeuronStyle } from '../../stage/network-diagram';
import { drawNumeral } from '../../stage/numerals';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { litNeuron, litOutput, networkEdge } from '../network-look';
import { INPUT } from './places';
import type { Told } from './story';

/** Seconds a signal takes from one layer to the next. */
const HOP = 0.6;
/** Length of the scale of answers, in units. */
const SCALE = 74;

/** Column up to which the signal of the followed dot has come, from the input's 0; beyond the last, it stays lit. */
function arrived({ time, cue, story }: Told): number {
  const layers = story.run.widths.length - 1;
  const start = cue('input') + 0.7;
  const pace = Math.min(HOP, Math.max(0.2, (cue('output') + 1.3 - start) / layers));
  return (time - start) / pace;
}

/** How much layer k (its edges, from 0) is looked at in the end: one after another, and then the first alone. */
function looked({ time, cue, story }: Told, k: number): number {
  const layers = story.run.widths.length - 1;
  const [from, to] = [cue('but') + 0.3, cue('first') - 0.2];
  const step = (to - from) / layers;
  const passing = window(from + k * step, from + (k + 1.6) * step, time, 0.35);
  const first = k === 0 ? span(cue('first') - 0.1, cue('first') + 0.7, time) : 0;
  return Math.max(passing, first);
}

export function drawDiagram(context: Context2D, told: Told): void {
  const { given, time, cue, story, state } = told;
  const { columns, radius } = told.stand;
  const { downwards } = story.places;
  const { theme, layout } = given;
  const last = columns.length - 1;
  const signal = arrived(told);
  const away = span(cue('but') - 0.2, cue('but') + 0.6, time);
  const alone = span(cue('first') - 0.1, cue('first') + 0.8, time);
  const dim = (k: number): number => {
    const light = looked(told, k);
    return 1 - away * (1 - light) * (0.55 + 0.35 * alone);
  };
  const byWeight = networkEdge(given, state.network, story.run.strongest);
  const edge = (k: number, from: number, to: number): EdgeStyle => {
    const { color, alpha, width = 0 } = byWeight(k, from, to);
    const wave = window(cue('random') - 0.2 + 0.22 * k, cue('random') + 1.1 + 0.22 * k, time, 0.4);
    return { color, alpha: Math.min(1, alpha * (1 + wave)) * dim(k), width: width * (1 + 0.7 * wave) };
  };
  const neuron = (k: number, i: number): NeuronStyle => {
    const light = clamp01(2.2 * (signal - k) + 1);
    const value = state.values[k]![i]!;
    const style =
      k === last
        ? litOutput(given, state.answer, light)
        : litNeuron(given, value, k === 0 ? story.reach : 1, light);
    const named = Math.max(looked(told, k), looked(told, k - 1));
    return {
      ...style,
      ring: between(style.ring, theme.accent, away * named),
      alpha: Math.max(dim(k), dim(k - 1)),
    };
  };
  drawNetwork(context, given, columns, {
    radius,
    downwards,
    entered: span(cue('network') - 0.3, cue('network') + 1.5, time, (t) => t),
    edge,
    neuron: (k, i) => {
      const { alpha = 1, ...style } = neuron(k, i);
      // Opaque, so that no edge is seen through it.
      return {
        ...style,
        ring: between(theme.background, style.ring, alpha),
        fill: between(theme.background, style.fill, alpha),
      };
    },
  });
  for (let k = 0; k < last; k++)
    drawPulses(context, given, columns, {
      layer: k,
      progress: signal - k,
      radius: 6 * layout.unit,
      inset: radius,
      downwards,
      color: (from) => theme.signs[state.values[k]![from]! < 0 ? 0 : 1],
      alpha: (from, to) => {
        const { cols, data } = state.network.weights[k]!;
        return clamp01(Math.abs(data[to * cols + from]! * state.values[k]![from]!) * 1.6);
      },
    });
  faded(context, 1 - away, () => drawEnds(context, told, signal));
}

/** The two numbers that go in, and the one that comes out. */
function drawEnds(context: Context2D, { given, time, cue, story, state, stand }: Told, signal: number): void {
  const { columns, radius } = stand;
  const { downwards } = story.places;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const size = 42 * unit;
  const base = 0.32 * size;
  const input = columns[0]!;
  input.ys.forEach((across, i) => {
    const shown = span(cue('input') - 0.2 + 0.25 * i, cue('input') + 0.4 + 0.25 * i, time);
    const [x, y] = downwards ? [across, input.x] : [input.x, across];
    const name = formulas[i === 0 ? 'x' : 'y']!;
    const value = story.sample.point[i]!;
    const room = (downwards && value >= 0 ? INPUT.room - 30 : INPUT.room) * unit;
    const right = downwards && i > 0 ? x + radius + 18 * unit + room : x - radius - INPUT.gap * unit;
    const left = right - room;
    faded(context, shown, () => {
      drawNumeral(context, formulas, value, right, y + base, { size, color: theme.ink });
      drawFormula(context, name, left, y + base, { size: 1.1 * size, color: theme.muted });
    });
  });
  const output = columns.at(-1)!;
  const [x, y] = downwards ? [output.ys[0]!, output.x] : [output.x, output.ys[0]!];
  const sure = 2 * state.answer - 1;
  drawNumeral(context, formulas, state.answer, x + radius + 108 * unit, y + base, {
    size: 1.1 * size,
    color: between(theme.ink, theme.classes[sure < 0 ? 0 : 1], Math.abs(sure)),
    alpha: span(columns.length - 1.1, columns.length - 0.4, signal),
  });
  // Where no number stands: below it, or on the neuron's other side.
  const [left, middle] = downwards
    ? [x - radius - (SCALE + 62) * unit, y]
    : [x + 26 * unit, y + radius + 46 * unit];
  faded(context, span(columns.length - 0.8, columns.length - 0.1, signal), () =>
    drawScale(context, given, state.answer, left, middle),
  );
}

/** What the answer means: from 0, blue, to 1, orange, and where it is between them. */
function drawScale(context: Context2D, { theme, layout }: Look, answer: number, x: number, y: number): void {
  const { unit } = layout;
  const [low, high] = theme.classes;
  const width = SCALE * unit;
  const run = context.createLinearGradient(x, 0, x + width, 0);
  run.addColorStop(0, low);
  run.addColorStop(0.5, theme.surface);
  run.addColorStop(1, high);
  context.fillStyle = run;
  context.fillRect(x, y - 5 * unit, width, 10 * unit);
  ['0', '1'].forEach((end, i) =>
    drawText(context, { theme, layout }, end, x + (i === 0 ? -14 * unit : width + 14 * unit), y, {
      size: 26,
      weight: 600,
      color: theme.classes[i]!,
      align: i === 0 ? 'right' : 'left',
      baseline: 'middle',
    }),
  );
  context.beginPath();
  context.arc(x + answer * width, y, 10 * unit, 0, 2 * Math.PI);
  context.fillStyle = theme.ink;
  context.fill();
}
