import { clamp01 } from '../../motion/ease';
import { span, window } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import { drawPulses, type NeuronColumn } from '../../stage/network-diagram';
import { formatPercent } from '../../stage/number';
import { drawNumeral } from '../../stage/numerals';
import { faded, strokePolyline } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import type { Told } from './story';

/** What goes into the box and what comes out of it: two numbers on their wires, and the answer. */
export function drawWires(context: Context2D, told: Told): void {
  const { time, cue, state } = told;
  const here = 1 - span(0, 0.35, state.title);
  const dark = window(cue('dark') - 0.1, cue('open') + 0.6, time, 0.6);
  const shown = span(cue('in') - 0.3, cue('in') + 0.3, time) * here * (1 - 0.45 * dark);
  faded(context, shown, () => {
    drawLines(context, told);
    drawNumbers(context, told);
    drawAnswer(context, told);
  });
}

/** Each wire as two columns of one neuron, so that pulses run along it as they do along edges. */
function wiresOf({ story, columns, state }: Told): {
  readonly into: readonly (readonly NeuronColumn[])[];
  readonly out: readonly NeuronColumn[];
} {
  const { wires, downwards, halves } = story.places;
  const middle = downwards ? state.view.y : state.view.x;
  // As far as the box's side in the plane of its middle: what stands before hides the rest.
  const half = (downwards ? halves[1] : halves[0]) * state.view.scale * 0.8;
  return {
    into: columns[0]!.ys.map((y) => [
      { x: wires.from, ys: [y] },
      { x: middle - half, ys: [y] },
    ]),
    out: [
      { x: middle + half, ys: [columns.at(-1)!.ys[0]!] },
      { x: wires.to, ys: [columns.at(-1)!.ys[0]!] },
    ],
  };
}

function drawLines(context: Context2D, told: Told): void {
  const { given, time, cue, story, signal } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { downwards } = story.places;
  const { into, out } = wiresOf(told);
  const line = (wire: readonly NeuronColumn[], progress: number, drawn: number): void => {
    const [a, b] = [wire[0]!, wire[1]!];
    const end = a.x + (b.x - a.x) * drawn;
    const y = a.ys[0]!;
    strokePolyline(context, downwards ? [y, a.x, y, end] : [a.x, y, end, y], {
      color: between(theme.gridStrong, theme.axis, 0.5),
      width: 4 * unit,
    });
    drawPulses(context, given, wire, {
      layer: 0,
      progress,
      radius: 9 * unit,
      downwards,
      trail: 0.5,
      color: () => theme.accent,
    });
  };
  into.forEach((wire, i) =>
    line(wire, signal.at, span(cue('in') - 0.1 + 0.15 * i, cue('in') + 0.5 + 0.15 * i, time)),
  );
  line(out, signal.at - signal.layers - 1, span(cue('out') - 0.5, cue('out') + 0.2, time));
}

/** The followed dot's two numbers, where the wires begin. */
function drawNumbers(context: Context2D, { given, story, columns, signal }: Told): void {
  const { places, sample } = story;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const { downwards, wires } = places;
  const em = (layout.name === 'square' ? 33 : 44) * unit;
  const sent = clamp01(1 - Math.abs(2 * signal.at - 0.6));
  columns[0]!.ys.forEach((across, i) => {
    const value = sample.point[i]!;
    const width = (value < 0 ? 2.9 : 2.1) * em + 0.5 * em;
    const gap = 0.36 * em;
    const right = !downwards ? wires.from - gap : across + (i === 0 ? 0.4 * em : 0.4 * em + width);
    const y = (downwards ? wires.from - 0.75 * em : across) + 0.32 * em;
    const left = downwards ? right - width : wires.from - gap - 3.3 * em;
    drawNumeral(context, formulas, value, right, y, {
      size: em,
      color: between(theme.ink, theme.accent, sent),
    });
    drawFormula(context, formulas[i === 0 ? 'x' : 'y']!, left, y, { size: 1.05 * em, color: theme.muted });
  });
}

/** The class that the network finds, as a dot of its colour, and how sure it is. */
function drawAnswer(context: Context2D, { given, story, signal, time, cue }: Told): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const { answer, places } = story;
  const { x, y } = places.answer;
  const shown = time < cue('run') - 0.1 ? span(0.65, 1.1, signal.at - signal.layers - 1) : 1;
  const again = window(cue('answer') + 0.2, cue('title') - 0.2, time, 0.5);
  const color = theme.classes[answer < 0.5 ? 0 : 1];
  const radius = (layout.name === 'square' ? 22 : 27) * unit * (0.6 + 0.4 * shown);
  const tall = story.places.downwards;
  const [dx, dy] = tall ? [-62 * unit, 0] : [0, -34 * unit];
  faded(context, shown, () => {
    context.fillStyle = color;
    context.beginPath();
    context.arc(x + dx, y + dy, radius, 0, 2 * Math.PI);
    context.fill();
    if (again > 0)
      faded(context, again, () => {
        context.strokeStyle = theme.accent;
        context.lineWidth = 4 * unit;
        context.beginPath();
        context.arc(x + dx, y + dy, radius + (20 - 10 * again) * unit, 0, 2 * Math.PI);
        context.stroke();
      });
    drawText(
      context,
      given,
      formatPercent(Math.max(answer, 1 - answer)),
      x + (tall ? 36 * unit : 0),
      y + (tall ? 0 : 38 * unit),
      {
        size: layout.name === 'square' ? 38 : 46,
        weight: 600,
        color: theme.ink,
        align: 'center',
        baseline: 'middle',
      },
    );
  });
}
