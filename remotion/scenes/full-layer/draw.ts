import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { layerMap } from '../../motion/layer-path';
import { span, window } from '../../motion/span';
import { drawArrow } from '../../stage/arrow';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { clipped } from '../../stage/path';
import { drawRangeBox } from '../../stage/range-box';
import { drawSheet } from '../../stage/sheet';
import type { Context2D, Moment } from '../../stage/scene';
import { drawButtons } from './button';
import { drawLens, lensShown } from './lens';
import { drawPanel } from './panel';
import { dotsAt, litAt, sceneryAt, storyOf, type Scenery } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const story = storyOf(moment.given);
  const scenery = sceneryAt(story, moment);
  clipped(context, scenery.plane.box, () => {
    drawSpace(context, moment, scenery);
    drawRange(context, moment, scenery);
    drawPoints(context, moment, scenery);
    drawShift(context, moment, scenery);
  });
  drawLens(context, moment, scenery);
  drawPanel(context, moment);
  drawButtons(context, moment);
  drawCurtain(context, moment);
}

function drawSpace(context: Context2D, { time, cue, given }: Moment, { progress, plane }: Scenery): void {
  const { layer, path, sheet, runs } = storyOf(given);
  const from = cue('dots') + 0.7;
  drawAxes(context, given, plane, span(from - 0.4, from + 0.6, time));
  drawSheet(context, given, plane, layerMap(layer, progress, path), sheet, {
    drawn: span(from, from + 2, time),
    border: span(from + 0.6, from + 2.2, time),
    glow: Math.max(
      litAt(runs, 'matrix', time),
      litAt(runs, 'activation', time),
      window(cue('next') - 0.2, given.duration + 2, time, 0.6),
    ),
  });
}

/** The box that g's values cannot leave, with its bounds at its sides while the layer is done. */
function drawRange(context: Context2D, { time, cue, given }: Moment, { progress, plane }: Scenery): void {
  const done = span(0.85, 1, progress.activation);
  drawRangeBox(context, given, plane, storyOf(given).range, {
    shown: span(cue('activation') - 0.6, cue('activation') + 0.3, time),
    numbers: done,
    alpha: 0.55 + 0.35 * done,
    width: 2.5,
  });
}

function drawPoints(context: Context2D, { time, cue, given }: Moment, scenery: Scenery): void {
  const story = storyOf(given);
  const { theme, layout } = given;
  const dots = dotsAt(story, scenery);
  const count = dots.length / 2;
  const entered = span(cue('dots') - 0.3, cue('dots') + 1.6, time, (t) => t);
  drawDots(
    context,
    {
      x: Float64Array.from({ length: count }, (_, i) => dots[2 * i]!),
      y: Float64Array.from({ length: count }, (_, i) => dots[2 * i + 1]!),
      classes: story.labels,
    },
    {
      colors: theme.classes,
      radius: 7 * layout.unit,
      halo: theme.background,
      ...(entered < 1 && {
        grown: (i: number) => lagged(Math.floor((60 * i) / count), 60, entered, 0.15, easeCubicOut),
      }),
    },
  );
}

/** The arrow b, where it is long enough to be seen without a lens. */
function drawShift(context: Context2D, moment: Moment, { plane }: Scenery): void {
  const { given, time, cue } = moment;
  const { layer, magnified } = storyOf(given);
  const shown = lensShown(moment);
  if (magnified > 1 || shown <= 0) return;
  const grown = span(cue('bias'), cue('bias') + 0.9, time);
  const { theme, layout } = given;
  drawArrow(context, plane.x(0), plane.y(0), plane.x(layer.bias[0] * grown), plane.y(layer.bias[1] * grown), {
    color: theme.terms.bias,
    width: 7 * layout.unit,
    alpha: shown,
  });
}
