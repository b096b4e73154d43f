import { span, window } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import { drawNetwork } from '../../stage/network-diagram';
import { formatPercent } from '../../stage/number';
import { drawFilled } from '../../stage/numerals';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { lineName, signOf } from './line-name';
import { PARTS, type Part, type State, type Told } from './story';
import { headingOf } from './words';

/** What stands beside the plane: which layer this is, its formula with what is at work lit, its place in the network. */
export function drawPanel(context: Context2D, moment: Told, state: State): void {
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
function chapters({ story, cue }: Told): readonly { readonly done: number; readonly from: number }[] {
  const { moves, widths, line } = story;
  return [
    { done: 0, from: -1 },
    ...moves
      .filter(({ part }) => part === 'matrix')
      .map(({ layer, from }) => ({ done: layer + 1, from: from - 0.4 })),
    ...(line ? [{ done: widths.length - 1, from: cue('line') - 0.4 }] : []),
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

/** How much a part of a layer is at work now, 0 … 1. */
function lit({ story, time }: Told, layer: number, part: Part): number {
  const move = story.moves.find((m) => m.layer === layer && m.part === part);
  return move ? window(move.from - 0.3, move.to + 0.3, time, 0.4) : 0;
}

function drawLayerFormula(context: Context2D, moment: Told): void {
  const { given, story } = moment;
  const { places, numbers, line, widths } = story;
  const { theme, formulas } = given;
  inTurn(moment, (done, alpha) => {
    const formula = formulas[`layer-${done}`];
    if (!formula) return;
    const on = Object.fromEntries(PARTS.map((part) => [part, lit(moment, done - 1, part)])) as Record<
      Part,
      number
    >;
    const busy = Math.max(...Object.values(on));
    const rest = between(theme.ink, theme.muted, 0.85 * busy);
    const style = (part: Part) => ({ color: between(rest, theme.terms[part], on[part]) });
    const parts = Object.fromEntries(PARTS.map((part) => [part, style(part)]));
    const { x, y, size, align } = places.formula;
    // What every layer does is written out where the plane comes in.
    const entered = span(moment.cue('sheet') - 0.2, moment.cue('sheet') + 0.8, moment.time);
    drawFormula(context, formula, x, y, { size, align, alpha: alpha * entered, color: rest, parts });
    const values = numbers[done - 1];
    if (places.numbers && line && done === widths.length - 1) {
      const [w0, w1, b] = line;
      const template = formulas[lineName(signOf(w0), signOf(w1), signOf(b))]!;
      drawFilled(
        context,
        formulas,
        template,
        { w0, w1, b: Math.abs(b) },
        places.numbers.x,
        places.numbers.y,
        {
          ...places.numbers,
          alpha,
          color: theme.ink,
        },
      );
    }
    if (!places.numbers || !values) return;
    const entries = Object.fromEntries(
      Object.keys(values).map((key) => [key, style(key.startsWith('w') ? 'matrix' : 'bias')]),
    );
    drawFilled(context, formulas, formulas.numbers!, values, places.numbers.x, places.numbers.y, {
      size: places.numbers.size,
      align: places.numbers.align,
      alpha,
      color: rest,
      parts: { ...parts, ...entries },
    });
  });
}

function drawDiagram(context: Context2D, moment: Told, { layer }: State): void {
  const { given, time, cue, story } = moment;
  const { places, network, line, widths } = story;
  if (!places.neurons) return;
  const { theme } = given;
  const last = line ? span(cue('line') - 0.2, cue('line') + 0.6, time) : 0;
  const two = window(cue('two') - 0.1, cue('sheet') + 0.2, time, 0.5);
  const edges = widths.slice(1).map((_, k) => {
    const work = Math.max(...PARTS.map((part) => lit(moment, k, part)));
    return k === widths.length - 2 ? last : Math.max(work, k < layer ? 0.35 : 0);
  });
  drawNetwork(context, given, places.neurons, {
    radius: places.neuron,
    downwards: places.downwards ?? false,
    entered: span(cue('network') - 0.2, cue('network') + 1.6, time, (t) => t),
    edge: (k) => ({
      color: between(
        theme.gridStrong,
        theme.terms.matrix,
        k < network.layers.length ? lit(moment, k, 'matrix') : last,
      ),
      alpha: 0.55 + 0.45 * edges[k]!,
    }),
    neuron: (k) => {
      if (k === 0) return { ring: theme.ink, fill: theme.surface };
      const on = k - 1 < network.layers.length ? lit(moment, k - 1, 'bias') : last;
      const bent = lit(moment, k - 1, 'activation');
      const named = k <= network.layers.length ? two : 0;
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
  const { places, moves, labels, stripDots } = story;
  const { theme, layout } = given;
  places.strip.forEach((box, k) => {
    const done =
      k === 0
        ? cue('network') + 0.6
        : (moves.find((m) => m.layer === k - 1 && m.part === 'activation')?.to ?? 0);
    const shown = span(done - 0.1, done + 0.6, time);
    const frame = span(cue('network') + 0.1 * k, cue('network') + 0.8 + 0.1 * k, time);
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 10 * layout.unit);
    faded(context, frame, () => {
      context.fillStyle = theme.surface;
      context.fill();
      const named = k === 0 ? 0 : window(cue('two') - 0.1, cue('sheet') + 0.2, time, 0.5);
      const busy = k === 0 ? 0 : Math.max(...PARTS.map((part) => lit(moment, k - 1, part)));
      const recalled = window(cue('whole') + 0.4 * k, cue('whole') + 0.4 * k + 1.2, time, 0.5);
      context.strokeStyle = between(
        between(between(theme.grid, theme.gridStrong, shown), theme.muted, busy),
        theme.border,
        Math.max(recalled, named),
      );
      context.lineWidth = 2 * layout.unit;
      context.stroke();
    });
    const dots = stripDots[k]!;
    const count = dots.length / 2;
    const x = Float64Array.from({ length: count }, (_, i) => dots[2 * i]!);
    const y = Float64Array.from({ length: count }, (_, i) => dots[2 * i + 1]!);
    drawDots(
      context,
      { x, y, classes: labels },
      { colors: theme.classes, radius: 2.2 * layout.unit, alpha: shown },
    );
  });
}

/** What the last layer makes of it all, under its neuron: how many of the dots are on their own side. */
function drawScore(context: Context2D, { given, time, cue, story }: Told): void {
  const { places } = story;
  const { accuracy } = story.facts.measures;
  if (!places.score || accuracy === undefined) return;
  const { x, y } = places.score;
  const alpha = span(cue('line') + 1.6, cue('line') + 2.4, time);
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
