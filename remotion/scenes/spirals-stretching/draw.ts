import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { clipped, faded } from '../../stage/path';
import type { View } from '../../stage/camera';
import type { Context2D } from '../../stage/scene';
import { doneAt, type Walk, type WalkState } from '../layer-walk';
import { drawDepth } from '../walk-depth';
import type { Lens } from '../walk-lens';
import {
  drawPlane,
  drawRange,
  drawSeparatingLine,
  drawShift,
  drawWalkDots,
  type WalkDots,
} from '../walk-space';
import { drawPanel } from './panel';
import { lensAt, stateAt, type Told } from './story';

const RADIUS = 7;
/** A camera that has tipped so little sees the plane within pixels of where it is from above. */
const HARDLY = 0.03;

export function draw(context: Context2D, moment: Told): void {
  const state = stateAt(moment.story, moment.time);
  const lens = lensAt(moment, state);
  clipped(context, lens.plane.box, () => {
    if (lens.camera) drawTipped(context, moment, lens.camera, state);
    // As long as it has hardly tipped, the flat picture is still there: nothing pops where the one takes over.
    faded(context, 1 - span(0, HARDLY, state.pose.tilt), () => drawFlat(context, moment, lens, state));
  });
  drawPanel(context, moment, state);
  drawCurtain(context, moment);
}

/** The box of g's range comes with the first layer that bends. */
const rangeAt = ({ moves }: Walk, time: number): number => {
  const bends = moves.find(({ part }) => part === 'activation');
  return bends ? span(bends.from - 0.5, bends.from + 0.5, time) : 0;
};

function drawFlat(context: Context2D, moment: Told, lens: Lens, state: WalkState): void {
  const { time, cue, given, story } = moment;
  const { walk, sheet, lineFrom } = story;
  const { plane } = lens;
  const come = span(cue('field') - 0.2, cue('field') + 1.2, time);
  const field = come * (1 - span(story.tipsFrom - 0.7, story.tipsFrom, time));
  const grid = span(cue('sheet') - 0.2, cue('sheet') + 1.8, time);
  const ended = span(lineFrom - 0.2, lineFrom + 0.8, time);
  if (come > 0) {
    drawPlane(context, given, walk, sheet, plane, state, {
      axes: span(cue('sheet') - 0.2, cue('sheet') + 0.6, time),
      drawn: grid,
      border: span(cue('field') - 0.2, cue('field') + 1.4, time),
      gridAlpha: 1 - 0.3 * ended,
      glow: glowAt(moment),
      field,
      decision: Math.max(window(cue('field'), cue('two'), time, 0.6), ended),
    });
    drawRange(context, given, walk, plane, state, rangeAt(walk, time));
    drawShift(context, given, walk, plane, state, time);
  }
  drawSeparatingLine(context, given, walk, plane, {
    drawn: span(lineFrom - 0.1, lineFrom + 1.5, time),
    tint: span(lineFrom + 0.6, lineFrom + 1.9, time),
  });
  drawWalkDots(context, given, walk, lens, state, dotsOf(moment));
}

/** The border lights up as it comes, while a sentence asks to look at it, and when nothing was torn. */
function glowAt({ time, cue, given, story }: Told): number {
  const from = given.cues.border;
  const end = doneAt(story.walk, 2);
  return Math.max(
    window(cue('sheet') - 0.1, cue('sheet') + 1.8, time, 0.5),
    from === undefined || end === undefined ? 0 : window(from - 0.1, end + 0.8, time, 0.5),
    window(cue('whole') - 0.2, given.duration + 2, time, 0.6),
  );
}

/** A space of three axes, with the last layer's plane sliding in at the end. */
function drawTipped(context: Context2D, moment: Told, camera: View, state: WalkState): void {
  const { time, given, story } = moment;
  const { walk, sheet, lineFrom } = story;
  drawDepth(context, given, walk, camera, state, {
    sheet,
    dots: dotsOf(moment),
    glow: glowAt(moment),
    range: rangeAt(walk, time),
    separator: {
      drawn: span(lineFrom - 0.1, lineFrom + 1.8, time),
      tint: span(lineFrom + 1, lineFrom + 2.2, time),
    },
  });
}

function dotsOf({ time, cue, story }: Told): WalkDots {
  const { points, labels } = story;
  const entered = span(cue('dots') - 0.4, cue('dots') + 1.8, time, (t) => t);
  // The dataset's order is from the inside out, as a spiral is drawn.
  const turn = (i: number): number => Math.floor((60 * i) / labels.length);
  return {
    points,
    labels,
    radius: RADIUS,
    ...(entered < 1 && { grown: (i: number) => lagged(turn(i), 60, entered, 0.15, easeCubicOut) }),
  };
}
