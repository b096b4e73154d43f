import { span, window } from '../../motion/span';
import { between } from '../../stage/look';
import { drawNetwork } from '../../stage/network-diagram';
import { formatPercent } from '../../stage/number';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { litAt, PARTS } from '../layer-walk';
import type { Places } from './places';
import type { Told } from './story';

/** What stands beside the plane: which layer this is, its place in the network, and in the end what was measured. */
export function drawPanel(context: Context2D, told: Told): void {
  const { time, cue } = told;
  faded(context, span(cue('network') - 0.3, cue('network') + 0.5, time), () => {
    drawHeading(context, told);
    drawDiagram(context, told);
  });
  drawScore(context, told);
}

function drawHeading(context: Context2D, { time, given, story }: Told): void {
  const { walk, widths, places, lineFrom } = story;
  const { x, y, size } = places.heading;
  const layers = widths.length - 1;
  const starts = [
    -1,
    ...walk.moves.filter(({ part }) => part === 'matrix').map(({ from }) => from - 0.25),
    lineFrom - 0.3,
  ];
  starts.forEach((from, k) => {
    const next = starts[k + 1] ?? Infinity;
    const alpha = Math.min(span(from + 0.15, from + 0.45, time), 1 - span(next - 0.1, next + 0.15, time));
    drawText(context, given, k === 0 ? 'Input' : `Layer ${k} of ${layers}`, x, y, {
      size,
      weight: 600,
      color: given.theme.ink,
      alpha,
    });
  });
}

function drawDiagram(context: Context2D, { time, cue, given, story }: Told): void {
  const { walk, widths, places, lineFrom } = story;
  const { theme, layout } = given;
  const last = widths.length - 2;
  const named = window(cue('network') + 0.4, cue('walk') - 0.1, time, 0.5);
  const final = span(lineFrom - 0.2, lineFrom + 0.6, time);
  const work = (k: number): number =>
    k === last ? final : Math.max(...PARTS.map((part) => litAt(walk, k, part, time)));
  drawNetwork(context, given, places.neurons, {
    radius: places.neuron,
    entered: span(cue('network') - 0.2, cue('network') + 1.4, time, (t) => t),
    edge: (k) => ({
      color: between(theme.gridStrong, theme.accent, work(k)),
      alpha: 0.6 + 0.4 * work(k),
      width: (3.5 + 1.5 * work(k)) * layout.unit,
    }),
    neuron: (k) => {
      if (k === 0) return { ring: theme.ink, fill: theme.surface };
      const on = Math.max(work(k - 1), k <= last ? named : 0);
      return {
        ring: between(theme.axis, theme.accent, on),
        fill: between(theme.surface, theme.accent, 0.55 * on),
      };
    },
  });
}

/** How many of the dots are on their own side of the line, and of many more that were never shown. */
function drawScore(context: Context2D, { time, given, story }: Told): void {
  const { places, scoreFrom, facts } = story;
  const { theme, layout } = given;
  const { accuracy, denseAccuracy } = facts.measures;
  const row = (
    value: number | undefined,
    what: string,
    { x, y, size, align }: Places['score'],
    at: number,
  ): void => {
    if (value === undefined) return;
    const alpha = span(at, at + 0.8, time);
    const style = { align, alpha } as const;
    drawText(context, given, formatPercent(value), x, y, { ...style, size, weight: 600, color: theme.ink });
    drawText(context, given, what, x, y + (0.22 * size + 34) * layout.unit, {
      ...style,
      size: 32,
      color: theme.muted,
    });
  };
  row(accuracy, 'of these dots', places.score, scoreFrom);
  row(denseAccuracy, 'of a denser set', places.dense, scoreFrom + 0.9);
}
