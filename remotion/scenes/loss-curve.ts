import { interpolateSeries } from '../motion/interpolate';
import type { ExperimentFacts } from '../stage/facts';
import { drawGraphAxes, graphCurve, graphOf, type Graph } from '../stage/graph';
import type { Box } from '../stage/layout';
import { translucent, type Look } from '../stage/look';
import { fillPolygon, strokePolyline } from '../stage/path';
import type { Context2D } from '../stage/scene';

/** The loss of a run over its epochs, both axes linear and the loss from 0, so that what is half as high is half the loss. */
export interface LossCurve {
  readonly graph: Graph;
  /** All of the curve, in pixels. */
  readonly points: readonly number[];
  /** As recorded at recorded epochs, on a monotone cubic between them. */
  lossAt(epoch: number): number;
}

/** @param box Where the curve is; its ticks stand to the left and below. */
export function lossCurve({ epochs, loss }: Pick<ExperimentFacts, 'epochs' | 'loss'>, box: Box): LossCurve {
  const [from, to] = [epochs[0] ?? 0, epochs.at(-1) ?? 0];
  const graph = graphOf(box, {
    x: [from, Math.max(to, from + 1)],
    y: [0, 1.06 * (Math.max(...loss) || 1)],
  });
  const lossAt = (epoch: number): number => interpolateSeries(epochs, loss, epoch);
  return { graph, points: graphCurve(graph, lossAt, [from, Math.max(to, from + 1e-6)]), lossAt };
}

export interface LossCurveStyle {
  /** How far its axes have grown, and how much of their ticks is there, 0 … 1. */
  readonly axes: number;
  readonly ticks: number;
  /** 0 … 1: stronger while it is spoken of. */
  readonly lit?: number;
  /** A line from its end down to the epoch that it has come to. */
  readonly playhead?: boolean;
}

/** The curve up to an epoch, and a dot where that is. */
export function drawLossCurve(
  context: Context2D,
  look: Look,
  { graph, points: all, lossAt }: LossCurve,
  epoch: number,
  { axes, ticks, lit = 0, playhead = false }: LossCurveStyle,
): void {
  const { theme } = look;
  const { unit } = look.layout;
  const { x, y, box } = graph;
  drawGraphAxes(context, look, graph, {
    drawn: axes,
    labels: ticks,
    ticksX: x.ticks(4).slice(1),
    ticksY: y.ticks(3).slice(1),
  });
  const [endX, endY] = [x(epoch), y(lossAt(epoch))];
  const points: number[] = [];
  for (let i = 0; i < all.length && all[i]! < endX; i += 2) points.push(all[i]!, all[i + 1]!);
  points.push(endX, endY);
  const floor = box.y + box.height;
  fillPolygon(context, [box.x, floor, ...points, endX, floor], translucent(theme.accent, 0.14));
  if (playhead)
    strokePolyline(context, [endX, floor, endX, box.y], { color: theme.ink, width: 2 * unit, alpha: 0.5 });
  strokePolyline(context, points, { color: theme.accent, width: (4 + 2 * lit) * unit });
  context.beginPath();
  context.arc(endX, endY, (8 + 5 * lit) * unit, 0, 2 * Math.PI);
  context.fillStyle = theme.accent;
  context.fill();
}
