import { mix, span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { drawPicture } from '../../stage/field-image';
import { translucent } from '../../stage/look';
import { clipped, faded, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawTitle } from '../../stage/title';
import { drawInside } from './inside';
import { drawBoxBefore, drawBoxBehind, drawBoxLight, projectBox } from '../solid-box';
import { columnsIn, dotsAt, radiusIn, signalAt, stateAt, storyOf, type State, type Told } from './story';
import { drawWires } from './wires';
import { TITLE } from './words';

export function draw(context: Context2D, moment: Moment): void {
  const { given, time } = moment;
  const story = storyOf(given);
  const state = stateAt(story, moment);
  const columns = columnsIn(story, state.view);
  const told: Told = {
    ...moment,
    story,
    state,
    columns,
    signal: signalAt(story, moment),
    radius: radiusIn(columns, state.view),
  };
  drawBackdrop(context, told);
  const { halves, region } = story.places;
  drawBoxLight(context, given, state.view, halves, glowOf(told), region.y + region.height);
  drawPoints(context, told);
  drawShade(context, told);
  drawWires(context, told);
  drawBox(context, told);
  drawFilmTitle(context, told);
  // The film begins with this picture: it only leaves to the empty stage, and does not come from it.
  if (time > given.duration / 2) drawCurtain(context, moment);
}

/** How much of the poster is there: all as the film opens, most of it again behind the title. */
const poster = ({ settled, title }: State): number => Math.max(1 - span(0, 0.8, settled), 0.9 * title);

/** What the network says of every point of the frame, and where it decides. */
function drawBackdrop(context: Context2D, { given, story, state }: Told): void {
  const { region, poster: plane, finale } = story.places;
  const { theme, layout } = given;
  faded(context, poster(state), () => {
    clipped(context, region, () => {
      if (state.title > 0) {
        context.translate(finale.to.x, finale.to.y);
        context.scale(finale.scale, finale.scale);
        context.translate(-finale.from.x, -finale.from.y);
      }
      drawPicture(context, plane.box, story.field());
      for (const points of story.decision)
        strokePolyline(context, points, { color: theme.ink, width: 4 * layout.unit, alpha: 0.9 });
    });
    const middle = [region.x + region.width / 2, region.y + region.height / 2] as const;
    const far = Math.hypot(region.width, region.height) / 2;
    const night = context.createRadialGradient(...middle, 0.42 * far, ...middle, far);
    night.addColorStop(0, translucent(theme.background, 0));
    night.addColorStop(1, translucent(theme.background, 0.92));
    context.fillStyle = night;
    context.fillRect(region.x, region.y, region.width, region.height);
    const soft = 90 * layout.unit;
    const bottom = region.y + region.height;
    const floor = context.createLinearGradient(0, bottom - soft, 0, bottom);
    floor.addColorStop(0, translucent(theme.background, 0));
    floor.addColorStop(1, theme.background);
    context.fillStyle = floor;
    context.fillRect(region.x, bottom - soft, region.width, soft);
  });
}

function drawPoints(context: Context2D, told: Told): void {
  const { time, cue, given, story, state } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { settled, title } = state;
  const { x, y } = dotsAt(story, state);
  const dark = window(cue('dark') - 0.1, cue('open') + 0.6, time, 0.6);
  const shown = 1 - 0.6 * dark;
  drawDots(
    context,
    { x, y, classes: story.run.labels },
    {
      colors: theme.classes,
      radius: mix(mix(9.5, 5, settled), 9.5 * story.places.finale.scale, title) * unit,
      halo: theme.background,
      alpha: shown,
    },
  );
  const { index, label } = story.sample;
  const lit = span(cue('in') - 0.3, cue('in') + 0.4, time) * (1 - state.title);
  if (lit <= 0) return;
  faded(context, lit * shown, () => {
    context.beginPath();
    context.arc(x[index]!, y[index]!, (26 - 12 * lit) * unit, 0, 2 * Math.PI);
    context.fillStyle = translucent(theme.background, 0.5);
    context.fill();
    context.lineWidth = 3.5 * unit;
    context.strokeStyle = theme.accent;
    context.stroke();
    context.beginPath();
    context.arc(x[index]!, y[index]!, 7 * unit, 0, 2 * Math.PI);
    context.fillStyle = theme.classes[label] ?? theme.ink;
    context.fill();
  });
}

/** Heights between which the picture gives way to the title: above the first it is all there, below the second nothing is. */
function titleShade({ given, story }: Told): readonly [top: number, bottom: number] {
  const { ys, size } = story.places.title;
  const em = size * given.layout.unit;
  return [Math.min(...ys) - 2 * em, Math.min(...ys) - 0.8 * em];
}

/** The stage comes through from below, so that the title can be read over dots and field. */
function drawShade(context: Context2D, told: Told): void {
  const { given, story, state } = told;
  if (state.title <= 0) return;
  const { region } = story.places;
  const { theme } = given;
  const [top, bottom] = titleShade(told);
  const shade = context.createLinearGradient(0, top, 0, bottom);
  shade.addColorStop(0, translucent(theme.background, 0));
  shade.addColorStop(1, translucent(theme.background, 0.93 * state.title));
  context.fillStyle = shade;
  context.fillRect(region.x, top, region.width, region.y + region.height - top);
}

/** How much of the network is guessed through the black sides as the film opens. */
const GLIMPSE = 0.8;

/** Light along the box's edges. */
const glowOf = ({ time, cue, state }: Told): number =>
  Math.max(
    0.75 * window(cue('closed') - 0.2, cue('in') + 0.2, time, 0.6),
    0.9 * (1 - state.settled),
    0.25,
    window(cue('open') - 0.3, cue('neurons'), time, 0.6),
    0.75 * state.title,
  );

function drawBox(context: Context2D, told: Told): void {
  const { given, story, state } = told;
  const { view, opened, glimpse } = state;
  const { halves } = story.places;
  const style = { glass: opened, glow: glowOf(told) };
  drawBoxBehind(context, given, view, halves, style);
  if (glimpse <= 0) drawInside(context, told);
  drawBoxBefore(context, given, view, halves, style);
  if (glimpse > 0) faded(context, GLIMPSE * glimpse, () => drawInside(context, told));
  drawQuestion(context, told);
}

/** On the front of the box: nobody sees what happens in it. */
function drawQuestion(context: Context2D, { time, cue, given, story, state }: Told): void {
  const shown = window(cue('dark') - 0.1, cue('open') + 0.5, time, 0.6);
  const [, , depth] = story.places.halves;
  const [x, y] = projectBox(state.view, [0, 0, depth]);
  drawText(context, given, '?', x, y, {
    size: (0.95 * state.view.scale) / given.layout.unit,
    weight: 600,
    color: given.theme.muted,
    align: 'center',
    baseline: 'middle',
    alpha: shown,
  });
}

function drawFilmTitle(context: Context2D, { time, cue, given, story }: Told): void {
  const { x, ys, size } = story.places.title;
  const from = cue('title') + 0.4;
  const lines = ys.length === 1 ? [TITLE.join(' ')] : TITLE;
  lines.forEach((line, i) =>
    drawTitle(context, given, line, x, ys[i]!, {
      size,
      weight: 600,
      color: given.theme.ink,
      align: 'center',
      entered: span(from + 0.7 * i, from + 0.7 * i + 1.5, time, (t) => t),
    }),
  );
}
