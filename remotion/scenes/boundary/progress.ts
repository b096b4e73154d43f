import { span, window } from '../../motion/span';
import { drawGraphAxes } from '../../stage/graph';
import { between, translucent } from '../../stage/look';
import { formatNumber, formatPercent } from '../../stage/number';
import { faded, fillPolygon, strokePolyline } from '../../stage/path';
import { drawRolling } from '../../stage/rolling';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText, type TextStyle } from '../../stage/text';
import type { Told } from './story';
import type { Spot } from './places';

/** Epoch, loss and accuracy, and the loss as a curve that draws itself; gone when the look goes to the layers. */
export function drawProgress(context: Context2D, told: Told): void {
  const { time, cue } = told;
  const shown = span(cue('train') - 0.2, cue('train') + 0.4, time);
  faded(context, shown * (1 - span(cue('but') - 0.2, cue('but') + 0.5, time)), () => {
    drawStats(context, told);
    drawLoss(context, told);
  });
}

function drawStats(context: Context2D, { given, time, cue, story, state }: Told): void {
  const { theme } = given;
  const [epoch, loss, accuracy] = story.places.stats;
  const style = (lit: number): TextStyle => ({
    size: 48,
    weight: 600,
    color: between(theme.ink, theme.accent, lit),
    tabular: true,
  });
  const label = (text: string, { x, y }: Spot): void =>
    drawText(context, given, text, x, y, { size: 28, color: theme.muted });

  label('epoch', epoch.name);
  drawRolling(context, given, state.epoch, epoch.value.x, epoch.value.y, {
    ...style(0),
    decimals: 0,
    rolling: state.progress < 1 ? 1 : 0,
  });
  label('loss', loss.name);
  drawText(
    context,
    given,
    formatNumber(state.loss, 3),
    loss.value.x,
    loss.value.y,
    // Its curve's colour.
    style(1),
  );
  label('correct', accuracy.name);
  drawText(
    context,
    given,
    formatPercent(state.accuracy, 1),
    accuracy.value.x,
    accuracy.value.y,
    style(window(cue('done') - 0.1, cue('but'), time, 0.5)),
  );
}

const falling = (cue: Moment['cue'], time: number): number =>
  window(cue('loss') - 0.1, cue('wind') + 0.6, time, 0.5);

function drawLoss(context: Context2D, { given, time, cue, story, state }: Told): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const { graph, curve } = story;
  const { x, y, box } = graph;
  drawGraphAxes(context, given, graph, {
    drawn: span(cue('train') - 0.3, cue('train') + 0.6, time),
    labels: span(cue('train'), cue('train') + 0.7, time),
    ticksX: x.ticks(4).slice(1),
    ticksY: y.ticks(3).slice(1),
  });
  const [endX, endY] = [x(state.epoch), y(state.loss)];
  const points: number[] = [];
  for (let i = 0; i < curve.length && curve[i]! < endX; i += 2) points.push(curve[i]!, curve[i + 1]!);
  points.push(endX, endY);
  const floor = box.y + box.height;
  const lit = falling(cue, time);
  fillPolygon(context, [box.x, floor, ...points, endX, floor], translucent(theme.accent, 0.14));
  strokePolyline(context, points, { color: theme.accent, width: (4 + 2 * lit) * unit });
  context.beginPath();
  context.arc(endX, endY, (8 + 5 * lit) * unit, 0, 2 * Math.PI);
  context.fillStyle = theme.accent;
  context.fill();
}
