import { span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { clipped, faded, partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawSheet } from '../../stage/sheet';
import { drawText } from '../../stage/text';
import { seenCurve } from '../boundary-curve';
import { drawField } from '../walk-field';
import { drawSeparatingLine } from '../walk-space';
import { drawNumberLine, drawNumberWords, shareOfNumbers } from './measure';
import { drawPanel } from './panel';
import { dotsAt, grownAt, toldOf, unwoundAt, type Told } from './story';
import { drawStrip } from './strip';

export function draw(context: Context2D, moment: Moment): void {
  const told = toldOf(moment);
  clipped(context, told.story.places.plane, () => {
    drawSpace(context, told);
    drawLine(context, told);
    drawBoundary(context, told);
    drawNumberLine(context, told);
    drawPoints(context, told);
    drawNumberWords(context, told);
    drawNothing(context, told);
  });
  drawPanel(context, told);
  drawStrip(context, told);
  drawCurtain(context, moment);
}

/** How strong the network's colours are on the sheet: with the line, hardly while numbers are read, and most in the end. */
function tintAt({ story, time }: Told): number {
  const { times } = story;
  const come = span(times.line + 0.8, times.line + 2, time);
  const arrived = span(times.curve, times.curve + 1.4, time);
  return come * (0.55 + 0.45 * arrived);
}

function drawSpace(context: Context2D, told: Told): void {
  const { time, given, story, state, plane } = told;
  const { network, trained, sheet } = story;
  const quiet = shareOfNumbers(told);
  drawAxes(context, given, plane, 1 - 0.6 * quiet);
  drawSheet(context, given, plane, network.at(state.progress), sheet, {
    drawn: span(0.1, 1, time),
    border: span(0.1, 1.1, time),
    gridAlpha: 0.55 - 0.3 * quiet,
    onto: (outline) =>
      drawField(context, given, plane, trained, state.progress, {
        alpha: tintAt(told) * (1 - 0.6 * quiet),
        line: { color: given.theme.ink, width: 1, alpha: 0 },
        inside: outline,
      }),
  });
}

/** The last layer's line through all of the last space, and on which side of it the numbers are below 0 and above. */
function drawLine(context: Context2D, { time, given, story, plane }: Told): void {
  const { times, trained } = story;
  // Only the sheet has been anywhere before: what is beside it cannot be followed back.
  const left = 1 - span(times.back - 0.5, times.back + 0.05, time);
  const home = 1 - span(times.home, times.home + 0.8, time);
  const side = (from: number): number => span(from, from + 0.7, time) * home;
  faded(context, left, () =>
    drawSeparatingLine(context, given, { network: trained }, plane, {
      drawn: span(times.line, times.line + 1.5, time),
      tint: [side(times.sides), side(times.sides + 0.7)],
    }),
  );
}

/** What of the line lies on the sheet, which goes wherever the sheet goes; in the end a light follows it as it winds. */
function drawBoundary(context: Context2D, { time, given, story, state, plane }: Told): void {
  const { times, network, curves } = story;
  const { theme, layout } = given;
  const width = 6 * layout.unit;
  if (time < times.back - 0.6) return;
  const map = network.at(state.progress);
  const glow = window(times.back - 0.5, times.back + 0.9, time, 0.5);
  const there = Math.max(times.curve + 0.3, unwoundAt(story));
  const followed = span(there, there + 2.2, time);
  for (const curve of curves) {
    const pixels = seenCurve(curve, (x, y, out) => {
      map(x, y, out);
      plane.project(out);
    });
    const light = { color: theme.accent, width: 3.2 * width };
    strokePolyline(context, pixels, { ...light, alpha: 0.28 * glow });
    strokePolyline(context, partOf(pixels, followed), { ...light, alpha: 0.34 });
    strokePolyline(context, pixels, {
      color: theme.ink,
      width,
      alpha: span(times.back - 0.6, times.back - 0.5, time),
    });
  }
}

/** Where the last layer has no weights there is no line to be seen, and that is said. */
function drawNothing(context: Context2D, { time, given, story }: Told): void {
  if (story.numbers) return;
  const { x, y, width, height } = story.places.plane;
  const { times } = story;
  drawText(
    context,
    given,
    'All of its weights are 0: there is no line.',
    x + width / 2,
    y + height - 30 * given.layout.unit,
    {
      size: 32,
      align: 'center',
      color: given.theme.muted,
      alpha: span(times.line + 0.6, times.line + 1.4, time) * (1 - span(times.back - 0.5, times.back, time)),
    },
  );
}

function drawPoints(context: Context2D, { time, given, story, state, plane }: Told): void {
  const dots = dotsAt(story, state, plane);
  const count = dots.length / 2;
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) [x[i], y[i]] = [dots[2 * i]!, dots[2 * i + 1]!];
  drawDots(
    context,
    { x, y, classes: story.labels },
    {
      colors: given.theme.classes,
      radius: 7 * given.layout.unit,
      halo: given.theme.background,
      ...(time < 1.2 && { grown: (i: number) => grownAt(i, count, time) }),
    },
  );
}
