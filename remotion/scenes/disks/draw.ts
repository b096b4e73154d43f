import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { span } from '../../motion/span';
import { drawCurtain, drawFloor } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { mappedLine } from '../../stage/grid-lines';
import { clipped, fillPolygon, partOf, strokePolyline } from '../../stage/path';
import { ringCurve } from '../../stage/rings';
import type { Context2D, Moment } from '../../stage/scene';
import { gridLineStyle } from '../../stage/sheet';
import { radiusBetween } from '../disks-data';
import { mappedDots } from '../mapped-dots';
import { seenPart } from './grid';
import { mapAt, mapOf, movesOf, poseAt, storyOf, type Told } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const told = { ...moment, story: storyOf(moment.given) };
  const { region } = told.story;
  clipped(context, region, () => {
    drawGrid(context, told);
    drawFence(context, told);
    drawPoints(context, told);
    drawFloor(context, told.given, region);
  });
  drawCurtain(context, told);
}

/** Quiet as long as the dots come, and clearer when it moves. */
function drawGrid(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const { plane, grid } = story;
  const pose = poseAt(told);
  const map = mapOf(story, pose);
  const alpha = 0.42 * span(0, 0.9, time) + 0.3 * span(cue('turn') - 0.5, cue('turn') + 0.3, time);
  for (const line of grid) {
    const part = seenPart(story, pose, line);
    if (part) strokePolyline(context, mappedLine(part, map, plane), { ...gridLineStyle(given, line), alpha });
  }
}

function drawPoints(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const { points, labels, turns, plane } = story;
  const entered = [
    span(cue('disk') - 0.1, cue('disk') + 1.5, time, (t) => t),
    span(cue('ring') - 0.2, cue('ring') + 1.5, time, (t) => t),
  ] as const;
  drawDots(context, mappedDots(points, labels, mapAt(told), plane), {
    colors: given.theme.classes,
    radius: 5.6 * given.layout.unit,
    halo: given.theme.background,
    grown: (i) => lagged(200 * turns[i]!, 200, entered[labels[i]! ? 1 : 0], 0.12, easeCubicOut),
  });
}

/** The closed curve between the two, all the way: what it holds, it goes on to hold. */
function drawFence(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const from = cue('turn') - 0.8;
  const drawn = span(from, from + 0.9, time);
  if (drawn <= 0) return;
  const fence = partOf(ringCurve(radiusBetween(story.shape), mapAt(told), story.plane), drawn);
  const { theme, layout } = given;
  const lit = span(
    Math.max(cue('out') - 0.2, movesOf(told).bend[1] - 0.3),
    movesOf(told).bend[1] + 0.6,
    time,
  );
  fillPolygon(context, fence, theme.classes[0], 0.18 * lit);
  strokePolyline(context, fence, { color: theme.background, width: 13 * layout.unit, alpha: 0.8 });
  strokePolyline(context, fence, { color: theme.accent, width: (4 + 3 * lit) * layout.unit });
}
