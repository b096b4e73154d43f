import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import { between } from '../../stage/look';
import { drawNetwork, drawPulses, networkColumns, weightEdge } from '../../stage/network-diagram';
import { faded } from '../../stage/path';
import { mixBoxes } from '../../stage/plane';
import type { Context2D, Moment } from '../../stage/scene';
import { drawNumberAt, drawNumberOn } from '../number-label';
import { litRow } from './rows';
import { roomMade, storyOf } from './story';

/** Where on its edge a weight stands: near the neuron it leads to, so that top to bottom they are the matrix, row by row. */
const WEIGHT = 0.7;
/** How faint an edge is while the other neuron's are spoken of. */
const DIM = 0.3;

/** Two values, four weights, two sums: the layer beside its matrix. */
export function drawDiagram(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const { places, weights, values, weightLabels, sums } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const room = roomMade(moment);
  const box = mixBoxes(places.first.diagram, places.beside.diagram, room);
  const columns = networkColumns([2, 2], box);
  const [inputs, outputs] = [columns[0]!, columns[1]!];
  const from = cue('sums');
  const entered = span(from - 0.3, from + 1.3, time);
  const strongest = Math.max(...weights.map(Math.abs));
  const rows = [litRow(moment, 0), litRow(moment, 1)] as const;
  /** A row that is not spoken of steps back while the other one is. */
  const strength = (row: 0 | 1): number => 1 - (1 - DIM) * rows[row === 0 ? 1 : 0] * (1 - rows[row]);
  const size = places.label;

  faded(context, mix(places.first.seen, places.beside.seen, room), () => {
    drawNetwork(context, given, columns, {
      radius: places.radius,
      entered,
      edge: (_, input, row) => {
        const style = weightEdge(given, weights[2 * row + input]!, strongest);
        return {
          color: theme.signs[weights[2 * row + input]! < 0 ? 0 : 1],
          alpha: Math.max(0.6, style.alpha) * strength(row as 0 | 1),
          width: Math.max(3 * unit, style.width ?? 0),
        };
      },
      neuron: (k, i) => ({
        ring: k === 0 ? theme.muted : between(theme.muted, theme.accent, rows[i as 0 | 1]),
        fill: theme.surface,
        lineWidth: 4 * unit,
      }),
    });
    for (const row of [0, 1] as const) {
      const at = cue(row === 0 ? 'first' : 'second');
      drawPulses(context, given, columns, {
        layer: 0,
        progress: span(at + 0.1, at + 1.3, time),
        radius: 10 * unit,
        inset: places.radius,
        color: () => theme.accent,
        alpha: (_, to) => (to === row ? 1 : 0),
      });
    }
    weightLabels.forEach((label, k) => {
      const [row, input] = [k < 2 ? 0 : 1, k % 2] as const;
      const shown = lagged(
        k,
        4,
        span(from + 0.9, from + 2.3, time, (t) => t),
        0.4,
      );
      const x = mix(inputs.x, outputs.x, WEIGHT);
      const y = mix(inputs.ys[input]!, outputs.ys[row]!, WEIGHT);
      const color = theme.signs[weights[k]! < 0 ? 0 : 1];
      drawNumberOn(context, given, label, [x, y], {
        size: 0.9 * size,
        color,
        alpha: shown,
        ink: strength(row),
      });
    });
    values.forEach((value, i) => {
      const alpha = span(from + 0.3, from + 1, time);
      drawNumberAt(context, value, [inputs.x, inputs.ys[i]!], { size, color: theme.ink, alpha });
    });
    sums.forEach((sum, row) => {
      const at = cue(row === 0 ? 'first' : 'second');
      const alpha = span(at + 1.2, at + 1.7, time);
      drawNumberAt(context, sum, [outputs.x, outputs.ys[row]!], { size, color: theme.accent, alpha });
    });
  });
}
