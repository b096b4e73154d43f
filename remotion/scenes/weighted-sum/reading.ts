import { mix, span } from '../../motion/span';
import type { FormulaPaths } from '../../stage/formula';
import { drawFormula } from '../../stage/formula-draw';
import { drawGraphAxes, drawGraphCurve, graphCurve } from '../../stage/graph';
import { memo } from '../../stage/memo';
import { partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { discsAlong, freePlaces, type Candidate, type Label } from '../free-place';
import { drawNumberAt } from '../number-label';
import { ROW, storyOf } from './story';

/** Seconds after the cue `curve` at which the sum leaves the neuron, reaches the axis, and its image the other one. */
const LEAVES = 0.1;
const ARRIVES = 1.2;
const READ = 2.5;

/** How far the sum has come from the neuron to its axis, and the image from its own into the neuron. */
export const readingAt = ({ time, cue }: Pick<Moment, 'time' | 'cue'>) => ({
  leaving: span(cue('curve') + LEAVES, cue('curve') + ARRIVES, time),
  back: span(cue('image') - 0.1, cue('image') + 1.1, time),
});

/** How far the middle of the name's letters lies above its baseline, in em. */
const RISE = 0.22;

/** Where the sum, its image and the name of g stand in the graph, as middles in pixels: off the curve, the axes, and each other. */
const labelsOf = memo((given: Given): Readonly<Record<'sum' | 'image' | 'name', Candidate>> => {
  const { places, graph, activation, arithmetic, activationName, sum, image } = storyOf(given);
  const { formulas, layout } = given;
  const { unit } = layout;
  const { x, y, box } = graph;
  const size = places.label;
  const s = arithmetic.sums[ROW];
  const v = activation(s);
  const name = (activationName === 'tanh' ? formulas.tanh! : formulas.g!).width * size;
  const [sx, sy, vx, vy] = [x(s), y(0), x(0), y(v)];
  const [below, above] = [0.8 * size, -0.75 * size];
  const [away, back] = v < 0 ? [above, below] : [below, above];
  const outward = s < 0 ? 1 : -1;
  const beside = outward * (image.width / 2 + 0.4) * size;
  const half = ((sum.width + 0.5) * size) / 2;
  const [left, right] = [box.x + name / 2, box.x + box.width - name / 2];
  const [high, low] = [box.y + 0.25 * box.height - RISE * size, box.y + 0.95 * box.height - RISE * size];
  // In a quarter that the curve does not go through, and away from the numbers where the graph is flat.
  const falls = s >= 0 !== box.width > 2 * box.height;
  const labels: readonly Label[] = [
    {
      width: sum.width * size,
      height: 0.9 * size,
      candidates: [
        { x: sx, y: sy + away, cost: 0 },
        { x: sx - half, y: sy + away, cost: 1 },
        { x: sx + half, y: sy + away, cost: 1 },
        { x: sx - half, y: sy + back, cost: 2 },
        { x: sx + half, y: sy + back, cost: 2 },
      ],
    },
    {
      width: image.width * size,
      height: 0.9 * size,
      candidates: [
        { x: vx + beside, y: vy, cost: 0 },
        { x: vx + beside, y: vy + above, cost: 1 },
        { x: vx + beside, y: vy + below, cost: 1 },
        { x: vx - beside, y: vy + above, cost: 2 },
        { x: vx - beside, y: vy + below, cost: 2 },
      ],
    },
    {
      width: name,
      height: size,
      candidates: [
        { x: left, y: high, cost: falls ? 1 : 0 },
        { x: right, y: low, cost: falls ? 0 : 1 },
        { x: right, y: high, cost: 2 },
        { x: left, y: low, cost: 2 },
      ],
    },
  ];
  const [atSum, atImage, atName] = freePlaces(
    labels,
    [
      ...discsAlong(graphCurve(graph, activation), 5 * unit, 4),
      ...discsAlong([sx, sy, sx, vy, vx, vy], 4 * unit, 4),
      ...discsAlong([box.x, y(0), box.x + box.width, y(0)], 2 * unit, 0.15),
      ...discsAlong([x(0), box.y, x(0), box.y + box.height], 2 * unit, 0.15),
    ],
    layout.content,
  );
  return { sum: atSum!, image: atImage!, name: atName! };
});

/** The graph of g: the sum goes to its axis, up to the curve and across, and the image comes back into the neuron. */
export function drawReading(context: Context2D, { time, cue, given }: Moment): void {
  const { places, graph, activation, arithmetic, activationName, sum, image } = storyOf(given);
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const from = cue('bend') - 0.2;
  if (time < from) return;
  const { x, y } = graph;
  const hue = theme.terms.activation;
  const axes = span(from, from + 0.9, time);
  drawGraphAxes(context, given, graph, { drawn: axes, alpha: axes });
  drawGraphCurve(context, given, graph, activation, {
    color: hue,
    width: 5 * unit,
    drawn: span(from + 0.5, from + 1.9, time),
  });
  const s = arithmetic.sums[ROW];
  const v = activation(s);
  const name = activationName === 'tanh' ? formulas.tanh! : formulas.g!;
  const labels = labelsOf(given);
  drawFormula(context, name, labels.name.x, labels.name.y + RISE * places.label, {
    size: places.label,
    color: theme.ink,
    align: 'center',
    parts: { activation: { color: hue } },
    written: span(from + 1, from + 1.9, time, (t) => t),
  });
  const at = cue('curve');
  const [sx, sy, vx, vy] = [x(s), y(0), x(0), y(v)];
  const size = places.label;
  const draw = (formula: FormulaPaths, px: number, py: number, alpha: number): void =>
    drawNumberAt(context, formula, [px, py], { size, color: theme.accent, alpha });

  const { leaving: moved, back } = readingAt({ time, cue });
  if (moved > 0)
    draw(sum, mix(places.neuron[0], labels.sum.x, moved), mix(places.neuron[1], labels.sum.y, moved), 1);
  const read = span(at + ARRIVES + 0.1, at + READ, time);
  const path = [sx, sy, sx, y(v), vx, vy];
  const line = partOf(path, read);
  strokePolyline(context, line, { color: theme.accent, width: 3.5 * unit });
  const dot = (px: number, py: number, shown: number): void => {
    context.fillStyle = theme.accent;
    context.beginPath();
    context.arc(px, py, 9 * unit * shown, 0, 2 * Math.PI);
    context.fill();
  };
  const arrived = span(at + ARRIVES - 0.2, at + ARRIVES + 0.1, time);
  if (arrived > 0) {
    dot(sx, sy, arrived);
    const [ex = sx, ey = sy] = line.slice(-2);
    dot(ex, ey, arrived);
  }
  const seen = span(at + READ - 0.2, at + READ + 0.3, time);
  if (seen <= 0) return;
  // What goes into the neuron is a copy, too: the image can still be read at its axis.
  const { x: ix, y: iy } = labels.image;
  draw(image, ix, iy, seen * span(0.4, 0.65, back));
  draw(image, mix(ix, places.neuron[0], back), mix(iy, places.neuron[1], back), seen);
}
