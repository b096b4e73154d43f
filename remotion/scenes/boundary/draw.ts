import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { contourLines, logitTone } from '../../stage/field';
import { drawPicture, fieldPixels, paintPixels, pictureOf, type FieldPixels } from '../../stage/field-image';
import { between, translucent } from '../../stage/look';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import { clipped, faded, strokePolyline } from '../../stage/path';
import type { Context2D, Given, Moment } from '../../stage/scene';
import type { Network } from '../../../training/network';
import { sampleNetwork } from '../network-field';
import { drawDiagram } from './diagram';
import { drawProgress } from './progress';
import { progressAt, standAt, stateAt, storyOf, type Told } from './story';

/** Samples along a side of the plane: the field between them is interpolated. */
const SAMPLES = 96;
const FIELD = 0.46;

/** What a network says of the plane: its colours, and where it decides. */
interface Answers<Picture> {
  readonly picture: Picture;
  /** In pixels from the upper left of the plane's box, which has the same size all the time. */
  readonly lines: readonly (readonly number[])[];
}

function answersOf({ theme }: Given, plane: Plane, network: Network): Answers<FieldPixels> {
  const field = sampleNetwork(network, plane, { samples: SAMPLES });
  const style = { colors: theme.classes, ground: theme.background, alpha: FIELD, tone: logitTone };
  return {
    picture: fieldPixels(field, plane.box, style),
    lines: contourLines(field, 0, { box: { ...plane.box, x: 0, y: 0 } }),
  };
}

/** Of the network as it stands still before it learns (false) and in the end (true): kept when they are drawn first. */
const stills = memo(() => new Map<boolean, Answers<OffscreenCanvas>>());

/** Colours of what the network says, and its lines. */
function paintAnswers(context: Context2D, { given, state, plane }: Told): Answers<unknown>['lines'] {
  const end = state.progress >= 1;
  if (state.progress > 0 && !end) {
    const { picture, lines } = answersOf(given, plane, state.network);
    paintPixels(context, plane.box, picture);
    return lines;
  }
  const kept = stills(given);
  let still = kept.get(end);
  if (!still) {
    const { picture, lines } = answersOf(given, plane, state.network);
    kept.set(end, (still = { picture: pictureOf(picture), lines }));
  }
  drawPicture(context, plane.box, still.picture);
  return still.lines;
}

export function draw(context: Context2D, moment: Moment): void {
  const story = storyOf(moment.given);
  const stand = standAt(story, moment);
  const told: Told = {
    ...moment,
    story,
    stand,
    plane: planeOf(stand.plane, { x: 0, y: 0, half: story.reach }),
    state: stateAt(story, progressAt(moment)),
  };
  drawPlane(context, told);
  drawDiagram(context, told);
  drawProgress(context, told);
  drawCurtain(context, moment);
}

/** How far the end has come, where the look goes away from the plane to the layers. */
const lookingAway = ({ time, cue }: Moment): number => span(cue('but') - 0.2, cue('but') + 0.8, time);

function drawPlane(context: Context2D, told: Told): void {
  const { given, plane } = told;
  const { theme, layout } = given;
  const { box } = plane;
  clipped(context, box, () => {
    drawAxes(context, given, plane, 0.55);
    faded(context, 1 - 0.45 * lookingAway(told), () => {
      drawAnswers(context, told);
      drawPoints(context, told);
    });
    drawFollowed(context, told);
  });
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  strokePolyline(context, [box.x, box.y, right, box.y, right, bottom, box.x, bottom, box.x, box.y], {
    color: theme.gridStrong,
    width: 2.5 * layout.unit,
  });
}

/** What the network says everywhere: it spreads from the dot that was asked about over all of the plane. */
function drawAnswers(context: Context2D, told: Told): void {
  const { time, cue, given, story, plane } = told;
  const { sample } = story;
  const { theme, layout } = given;
  const spread = span(cue('field') - 0.1, cue('field') + 2.2, time);
  if (spread <= 0) return;
  const { box } = plane;
  const [x, y] = [plane.x(sample.point[0]), plane.y(sample.point[1])];
  const winding = window(cue('wind') - 0.2, cue('done') + 0.2, time, 0.6);
  context.save();
  if (spread < 1) {
    const far = Math.hypot(
      Math.max(x - box.x, box.x + box.width - x),
      Math.max(y - box.y, box.y + box.height - y),
    );
    context.beginPath();
    context.arc(x, y, spread * far, 0, 2 * Math.PI);
    context.clip();
  }
  faded(context, span(0, 0.25, spread), () => {
    const lines = paintAnswers(context, told);
    const style = {
      color: between(theme.ink, theme.accent, winding),
      width: (4 + 2 * winding) * layout.unit,
    };
    clipped(context, box, () => {
      context.translate(box.x, box.y);
      for (const points of lines) strokePolyline(context, points, style);
    });
  });
  context.restore();
}

function drawPoints(context: Context2D, { time, cue, given, story, plane }: Told): void {
  const { points, labels } = story.run;
  const count = labels.length;
  const entered = span(0, 1, time, (t) => t);
  const rejoice = span(cue('done') - 0.1, cue('done') + 1.7, time, (t) => t);
  const turn = (i: number): number => Math.floor((60 * i) / count);
  const x = Float64Array.from({ length: count }, (_, i) => plane.x(points[2 * i]!));
  const y = Float64Array.from({ length: count }, (_, i) => plane.y(points[2 * i + 1]!));
  drawDots(
    context,
    { x, y, classes: labels },
    {
      colors: given.theme.classes,
      radius: 7 * given.layout.unit,
      halo: given.theme.background,
      grown: (i) =>
        lagged(turn(i), 60, entered, 0.15, easeCubicOut) *
        (1 + 0.5 * lagged(turn(i), 60, rejoice, 0.12, (t) => Math.sin(Math.PI * t) ** 2)),
    },
  );
}

/** A ring around the dot that goes in, as long as it is spoken of. */
function drawFollowed(context: Context2D, { time, cue, given, story, plane }: Told): void {
  const { sample } = story;
  const { theme, layout } = given;
  const come = span(cue('input') - 0.4, cue('input') + 0.4, time);
  const shown = come * (1 - 0.6 * span(cue('but'), cue('but') + 0.8, time));
  if (shown <= 0) return;
  const { unit } = layout;
  const [x, y] = [plane.x(sample.point[0]), plane.y(sample.point[1])];
  context.save();
  context.globalAlpha = shown;
  context.lineWidth = 4 * unit;
  context.strokeStyle = theme.accent;
  context.fillStyle = translucent(theme.background, 0.35);
  context.beginPath();
  context.arc(x, y, (34 - 17 * come) * unit, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.fillStyle = theme.classes[sample.label] ?? theme.ink;
  context.beginPath();
  context.arc(x, y, 8.5 * unit, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}
