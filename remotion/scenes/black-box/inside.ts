import { clamp01 } from '../../motion/ease';
import { span, window } from '../../motion/span';
import { between } from '../../stage/look';
import { drawNetwork, drawPulses, type NeuronStyle } from '../../stage/network-diagram';
import type { Context2D } from '../../stage/scene';
import { litNeuron, litOutput, networkEdge } from '../network-look';
import { turned } from '../solid-box';
import { columnsIn, radiusIn, type Told } from './story';

/** How much neurons of column k are lit: as the signal comes to them, and from then on. */
export function lightOf({ time, cue, signal, state }: Told, k: number): number {
  return time < cue('run') - 0.1 ? (state.glimpse > 0 ? 1 : 0) : clamp01(3.5 * (signal.at - 1 - k) + 0.5);
}

/** The network that is in the box: its neurons, its edges by their weights, and the signal that runs through them. */
export function drawInside(context: Context2D, told: Told): void {
  const { view, glimpse } = told.state;
  // What is guessed is guessed behind the front; what is seen stands in the middle.
  const { halves } = told.story.places;
  const depth = glimpse > 0 ? halves[2] : 0;
  const columns = columnsIn(told.story, { ...view, yaw: 0, pitch: 0 });
  context.save();
  context.transform(...turned(view, halves, depth));
  drawNeurons(context, { ...told, columns, radius: radiusIn(columns, view) });
  context.restore();
}

function drawNeurons(context: Context2D, told: Told): void {
  const { time, cue, given, story, signal, columns, radius, state } = told;
  const there = state.glimpse > 0 ? 1 : 0;
  const neurons = Math.max(
    there,
    span(cue('neurons') - 0.3, cue('neurons') + 1, time, (t) => t),
  );
  if (neurons <= 0) return;
  const { theme } = given;
  const { run, network, values, places } = story;
  const { downwards } = places;
  const last = columns.length - 1;
  const edge = networkEdge(given, network, run.strongest);
  const named = window(cue('edges') - 0.2, cue('run') - 0.2, time, 0.6);
  const running = span(cue('run') - 0.2, cue('run') + 0.6, time);
  drawNetwork(context, given, columns, {
    radius,
    downwards,
    entered: Math.max(
      there,
      span(cue('edges') - 0.3, cue('edges') + 1.3, time, (t) => t),
    ),
    edge: (...at) => {
      const style = edge(...at);
      return { ...style, alpha: style.alpha * (0.62 + 0.38 * Math.max(named, 1 - running)) };
    },
    neuron: () => ({ ring: theme.axis, fill: theme.surface, alpha: 0 }),
  });
  for (let k = 0; k < last; k++)
    drawPulses(context, given, columns, {
      layer: k,
      progress: time < cue('run') ? 0 : signal.at - 1 - k,
      radius: 0.28 * radius,
      inset: radius,
      downwards,
      trail: 0.3,
      color: (from) => between(theme.signs[values[k]![from]! < 0 ? 0 : 1], theme.ink, 0.25),
      alpha: (from, to) => {
        const { cols, data } = network.weights[k]!;
        return clamp01(1.5 * Math.abs(data[to * cols + from]! * values[k]![from]!));
      },
    });
  const styleOf = (k: number, i: number): NeuronStyle =>
    k === last
      ? litOutput(given, story.answer, lightOf(told, k))
      : litNeuron(given, values[k]![i]!, k === 0 ? story.reach : 1, lightOf(told, k));
  drawHalos(context, told, (k, i) => styleOf(k, i).fill);
  drawNetwork(context, given, columns, {
    radius,
    downwards,
    entered: neurons,
    edge: () => ({ color: theme.grid, alpha: 0 }),
    neuron: styleOf,
  });
}

/** Light around neurons, as strong as their values; it flares when the signal comes. */
function drawHalos(context: Context2D, told: Told, fill: (k: number, i: number) => string): void {
  const { story, signal, columns, radius } = told;
  const { downwards } = story.places;
  const last = columns.length - 1;
  const before = context.globalAlpha;
  columns.forEach(({ x, ys }, k) => {
    const light = lightOf(told, k);
    if (light <= 0) return;
    const flare = 0.55 + 0.45 * clamp01(1 - Math.abs(signal.at - 1 - k));
    ys.forEach((y, i) => {
      const value = story.values[k]![i]!;
      const size =
        k === last
          ? Math.abs(2 * story.answer - 1)
          : Math.min(1, Math.abs(value) / (k === 0 ? story.reach : 1));
      context.fillStyle = fill(k, i);
      for (const ring of [2.1, 1.75, 1.4]) {
        context.globalAlpha = before * light * flare * size * 0.13;
        context.beginPath();
        context.arc(downwards ? y : x, downwards ? x : y, radius * ring, 0, 2 * Math.PI);
        context.fill();
      }
    });
  });
  context.globalAlpha = before;
}
