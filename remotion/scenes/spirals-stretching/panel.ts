import { span, window } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import { drawNetwork } from '../../stage/network-diagram';
import { formatPercent } from '../../stage/number';
import { faded, strokePolyline } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawNamed, drawNumbers, type Shining } from '../layer-formula';
import { doneAt, litAt, PARTS, type Part, type WalkState } from '../layer-walk';
import type { Told } from './story';
import { headingOf } from './words';

/** What stands beside the plane: which layer this is, its formula with what is at work lit, its place in the network. */
export function drawPanel(context: Context2D, moment: Told, state: WalkState): void {
  const { time, cue } = moment;
  faded(context, span(cue('network') - 0.3, cue('network') + 0.6, time), () => {
    drawHeading(context, moment);
    drawLayerFormula(context, moment);
    drawDiagram(context, moment, state);
    drawStrip(context, moment);
    drawScore(context, moment);
  });
}

/** What is shown of each layer in turn: the input, the hidden layers, the last layer; with the time it takes over. */
function chapters({ story }: Told): readonly { readonly done: number; readonly from: number }[] {
  const { walk, widths, line, lineFrom } = story;
  return [
    { done: 0, from: -1 },
    ...walk.moves
      .filter(({ layer }, i) => walk.moves.findIndex((move) => move.layer === layer) === i)
      .map(({ layer, from }) => ({ done: layer + 1, from: from - 0.4 })),
    ...(line ? [{ done: widths.length - 1, from: lineFrom - 0.4 }] : []),
  ];
}

/** Draws each chapter's things with the opacity they have now: one fades out before the next fades in. */
function inTurn(moment: Told, draw: (done: number, alpha: number) => void): void {
  const all = chapters(moment);
  all.forEach(({ done, from }, i) => {
    const next = all[i + 1]?.from ?? Infinity;
    const alpha = Math.min(
      span(from + 0.2, from + 0.6, moment.time),
      1 - span(next - 0.1, next + 0.25, moment.time),
    );
    if (alpha > 0) draw(done, alpha);
  });
}

function drawHeading(context: Context2D, moment: Told): void {
  const { given, story } = moment;
  const { places, widths } = story;
  const { x, y, size } = places.heading;
  inTurn(moment, (done, alpha) =>
    drawText(context, given, headingOf(done, widths.length - 1), x, y, {
      size,
      weight: 600,
      color: given.theme.ink,
      alpha,
    }),
  );
}

const lit = ({ story, time }: Told, layer: number, part: Part): number =>
  litAt(story.walk, layer, part, time);

const NOTHING: Shining = { matrix: 0, bias: 0, activation: 0 };

function drawLayerFormula(context: Context2D, moment: Told): void {
  const { given, story, time, cue } = moment;
  const { places, line, widths, walk } = story;
  const { theme } = given;
  const last = widths.length - 1;
  inTurn(moment, (done, alpha) => {
    const on: Shining = {
      matrix: lit(moment, done - 1, 'matrix'),
      bias: lit(moment, done - 1, 'bias'),
      activation: lit(moment, done - 1, 'activation'),
    };
    if (done === last) {
      drawNamed(context, given, last, places.formula, NOTHING, alpha);
      const { x, y, align, size, widest = Infinity } = places.numbers;
      if (line)
        drawFormula(context, line, x, y, {
          size: Math.min(size, widest / line.width),
          align,
          alpha,
          color: theme.ink,
        });
      return;
    }
    // What every layer does is written out where the plane comes in.
    const entered = span(cue('sheet') - 0.2, cue('sheet') + 0.8, time);
    drawNamed(context, given, done, places.formula, on, alpha * entered);
    if (done > 0) drawNumbers(context, given, walk.network, done, places.numbers, on, alpha);
  });
}

function drawDiagram(context: Context2D, moment: Told, { layer }: WalkState): void {
  const { given, time, cue, story } = moment;
  const { places, walk, widths, lineFrom } = story;
  const hidden = walk.space.layers.length;
  const { theme } = given;
  const last = span(lineFrom - 0.2, lineFrom + 0.6, time);
  const two = window(cue('two') - 0.1, cue('sheet') + 0.2, time, 0.5);
  const edges = widths.slice(1).map((_, k) => {
    const work = Math.max(...PARTS.map((part) => lit(moment, k, part)));
    return k === widths.length - 2 ? last : Math.max(work, k < layer ? 0.35 : 0);
  });
  drawNetwork(context, given, places.neurons, {
    radius: places.neuron,
    downwards: places.downwards,
    entered: span(cue('network') - 0.2, cue('network') + 1.6, time, (t) => t),
    edge: (k) => ({
      color: between(theme.gridStrong, theme.terms.matrix, k < hidden ? lit(moment, k, 'matrix') : last),
      alpha: 0.55 + 0.45 * edges[k]!,
    }),
    neuron: (k) => {
      if (k === 0) return { ring: theme.ink, fill: theme.surface };
      const on = k - 1 < hidden ? lit(moment, k - 1, 'bias') : last;
      const bent = lit(moment, k - 1, 'activation');
      const named = k <= hidden ? two : 0;
      return {
        ring: between(
          between(between(theme.axis, theme.accent, named), theme.terms.bias, on),
          theme.terms.activation,
          bent,
        ),
        fill: between(
          between(between(theme.surface, theme.accent, 0.45 * named), theme.terms.bias, 0.6 * on),
          theme.terms.activation,
          0.6 * bent,
        ),
      };
    },
  });
}

function drawStrip(context: Context2D, moment: Told): void {
  const { given, time, cue, story } = moment;
  const { places, walk, labels, strip } = story;
  const { theme, layout } = given;
  const { unit } = layout;
  places.strip.forEach((box, k) => {
    const done = k === 0 ? cue('network') + 0.6 : (doneAt(walk, k - 1) ?? 0);
    const shown = span(done - 0.1, done + 0.6, time);
    const frame = span(cue('network') + 0.1 * k, cue('network') + 0.8 + 0.1 * k, time);
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 10 * unit);
    faded(context, frame, () => {
      context.fillStyle = theme.surface;
      context.fill();
      const named = k === 0 ? 0 : window(cue('two') - 0.1, cue('sheet') + 0.2, time, 0.5);
      const busy = k === 0 ? 0 : Math.max(...PARTS.map((part) => lit(moment, k - 1, part)));
      const recalled = window(cue('whole') + 0.3 * k, cue('whole') + 0.3 * k + 1.2, time, 0.5);
      context.strokeStyle = between(
        between(between(theme.grid, theme.gridStrong, shown), theme.muted, busy),
        theme.border,
        Math.max(recalled, named),
      );
      context.lineWidth = 2 * unit;
      context.stroke();
    });
    if (shown <= 0) return;
    const { dots, border } = strip[k]!;
    strokePolyline(context, border, { color: theme.border, width: 1.5 * unit, alpha: 0.7 * shown });
    drawDots(
      context,
      {
        x: Float64Array.from(labels, (_, i) => dots[2 * i]!),
        y: Float64Array.from(labels, (_, i) => dots[2 * i + 1]!),
        classes: labels,
      },
      { colors: theme.classes, radius: 2.2 * unit, alpha: shown },
    );
  });
}

/** What the last layer makes of it all, under its neuron: how many of the dots are on their own side. */
function drawScore(context: Context2D, { given, time, story }: Told): void {
  const { places, lineFrom } = story;
  const { accuracy } = story.facts.measures;
  if (accuracy === undefined) return;
  const { x, y } = places.score;
  const alpha = span(lineFrom + 1.4, lineFrom + 2.2, time);
  const style = { align: 'center', alpha, baseline: 'middle' } as const;
  const { theme, layout } = given;
  drawText(context, given, formatPercent(accuracy), x, y - 14 * layout.unit, {
    ...style,
    size: 38,
    weight: 600,
    color: theme.ink,
  });
  drawText(context, given, 'correct', x, y + 26 * layout.unit, { ...style, size: 26, color: theme.muted });
}
