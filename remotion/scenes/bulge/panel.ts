import { clamp01 } from '../../motion/ease';
import { mix, span, window } from '../../motion/span';
import { between } from '../../stage/look';
import { drawNetwork, type NeuronColumn } from '../../stage/network-diagram';
import { formatPercent } from '../../stage/number';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawNamed, drawNumbers, type Shining } from '../layer-formula';
import { PARTS } from '../layer-walk';
import { drawLossCurve } from '../loss-curve';
import { networkEdge } from '../network-look';
import { drawRunStats, type Stat } from '../run-stats';
import type { Standing } from './places';
import type { State } from './shots';
import { accuracyAt, layerBegins, litAt, type Told } from './story';
import { leastMargin, marginText } from './words';

/** What stands beside the space: the network, what it has learnt, what its layers do, what has come of it. */
export function drawPanel(context: Context2D, told: Told, state: State): void {
  const { time, story } = told;
  const { learning, rewind, plane, layers } = story;
  drawDiagram(context, told, state);
  faded(context, window(learning.from - 0.5, rewind.from + 0.9, time, 0.5), () =>
    drawLearning(context, told, state),
  );
  for (let k = 0; k < layers; k++) {
    const from = k === 0 ? rewind.from + 0.8 : layerBegins(story, k) - 0.4;
    const to = k === layers - 1 ? plane + 0.15 : layerBegins(story, k + 1) - 0.4;
    drawLayer(context, told, k, window(from, to, time, 0.4));
  }
  drawResults(context, told);
}

/** A hidden layer as wide as it was, two neurons, and then with one more. */
function grown(columns: readonly NeuronColumn[], more: number): NeuronColumn[] {
  return columns.map(({ x, ys }, k) => {
    if (k === 0 || k === columns.length - 1) return { x, ys };
    const step = ys[1]! - ys[0]!;
    return { x, ys: ys.map((y) => mix(y + step / 2, y, more)) };
  });
}

const mixStandings = (a: Standing, b: Standing, t: number): Standing => ({
  columns: a.columns.map(({ x, ys }, k) => ({
    x: mix(x, b.columns[k]!.x, t),
    ys: ys.map((y, i) => mix(y, b.columns[k]!.ys[i]!, t)),
  })),
  radius: mix(a.radius, b.radius, t),
});

function drawDiagram(context: Context2D, { given, time, cue, story }: Told, { epoch }: State): void {
  const { places, states, run, layers, learning } = story;
  const { theme } = given;
  const beside = span(learning.from - 1.3, learning.from - 0.2, time);
  const { columns, radius } = mixStandings(places.alone, places.network, beside);
  const more = span(cue('neuron') - 0.3, cue('neuron') + 0.7, time);
  const named = window(cue('neuron') - 0.2, cue('tip') + 1.4, time, 0.5);
  const byWeight = networkEdge(given, states.network(epoch), run.strongest);
  const third = (k: number, i: number): number => (k > 0 && k <= layers && i === 2 ? more : 1);
  const lit = (k: number, part: (typeof PARTS)[number]): number => litAt(story, k, part, time);
  drawNetwork(context, given, grown(columns, more), {
    radius,
    entered: span(0, 1.2, time, (t) => t),
    edge: (k, from, to) => {
      const style = byWeight(k, from, to);
      const share = Math.min(third(k, from), third(k + 1, to));
      return { ...style, alpha: share * Math.min(1, style.alpha + 0.3 * lit(k, 'matrix')) };
    },
    neuron: (k, i) => {
      const on = k > 0 && k <= layers ? k - 1 : -1;
      const [bias, bent] = [lit(on, 'bias'), lit(on, 'activation')];
      const newcomer = on >= 0 && i === 2 ? named : 0;
      const tone = (base: string, strength: number): string =>
        between(
          between(between(base, theme.accent, newcomer * strength), theme.terms.bias, bias * strength),
          theme.terms.activation,
          bent * strength,
        );
      return {
        ring: tone(theme.axis, 1),
        fill: tone(theme.surface, 0.6),
        scale: third(k, i),
        alpha: clamp01(third(k, i)),
      };
    },
  });
}

function drawLearning(context: Context2D, { given, time, story }: Told, state: State): void {
  const { epoch, learnt } = state;
  const { places, curve, run, learning } = story;
  const { epochs, loss } = run.facts;
  const lossAt = curve ? curve.lossAt(epoch) : (loss[epochs.findLastIndex((e) => e <= epoch)] ?? 0);
  drawRunStats(
    context,
    given,
    places.stats,
    { epoch, loss: lossAt, accuracy: accuracyAt(story, state) },
    { rolling: learnt < 1 ? 1 : 0, lit: 0 },
  );
  if (curve)
    drawLossCurve(context, given, curve, epoch, {
      axes: span(learning.from - 0.5, learning.from + 0.3, time),
      ticks: span(learning.from - 0.5, learning.from + 0.3, time),
    });
}

function drawLayer(context: Context2D, { given, time, story }: Told, layer: number, alpha: number): void {
  if (alpha <= 0) return;
  const { places, trained } = story;
  const on = Object.fromEntries(
    PARTS.map((part) => [part, litAt(story, layer, part, time)]),
  ) as unknown as Shining;
  drawNamed(context, given, layer + 1, places.named, on, alpha);
  if (places.numbers) drawNumbers(context, given, trained, layer + 1, places.numbers, on, alpha);
}

function drawResults(context: Context2D, { given, time, cue, story }: Told): void {
  const { theme } = given;
  const { places, run, plane, edge } = story;
  const { accuracy = 0 } = run.facts.measures;
  const margin = leastMargin(run.facts);
  const result = (
    name: string,
    value: string,
    { name: above, value: below }: Stat,
    from: number,
    color = theme.ink,
  ): void =>
    faded(context, span(from, from + 0.6, time), () => {
      drawText(context, given, name, above.x, above.y, { size: 28, color: theme.muted });
      drawText(context, given, value, below.x, below.y, { size: 54, weight: 600, color });
    });
  const last = run.widths.length - 1;
  const comes = span(plane + 0.2, plane + 0.8, time);
  if (places.numbers)
    drawNamed(context, given, last, places.named, { matrix: 0, bias: 0, activation: 0 }, comes);
  result('correct', formatPercent(accuracy, 1), places.results[0], plane + 1.2);
  if (margin > 0)
    result(
      'margin',
      marginText(margin),
      places.results[1],
      Math.max(cue('margin') - 0.2, edge.to - 0.2),
      theme.accent,
    );
}
