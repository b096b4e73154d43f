import { mix, span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import type { Box } from '../../stage/layout';
import { between } from '../../stage/look';
import { faded } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawBoxBefore, drawBoxBehind, drawBoxLight, turned } from '../solid-box';
import { drawCredits } from './credits';
import { freePlace, litAt, stateAt, storyOf, type Told } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const story = storyOf(moment.given);
  const told: Told = { ...moment, story, state: stateAt(story, moment) };
  const { state } = told;
  if (state.freed <= 0) drawBoxed(context, told);
  else drawOut(context, told);
  drawCredits(context, moment.given, story.places.credits, story.credits, state.credits);
  drawCurtain(context, moment);
}

/** Light along the box's edges: while it opens, and as it is said to be open. */
const glowOf = ({ time, cue, state }: Told): number =>
  Math.max(0.75 * (1 - state.opened), 0.25, span(cue('open') - 0.3, cue('open') + 0.2, time));

/** How much of the closed box's black is gone. */
const glassOf = ({ state }: Told): number => span(0.08, 0.55, state.opened);

/** The box with all panels in the plane through its middle. */
function drawBoxed(context: Context2D, told: Told): void {
  const { given, story, state } = told;
  const { view, halves } = state;
  const { places } = story;
  const style = { glass: glassOf(told), glow: glowOf(told) };
  const floor = given.layout.captionBand.y - 8 * given.layout.unit;
  drawBoxLight(context, given, view, halves, mix(style.glow, 0, span(0, 0.04, state.opened)), floor);
  drawBoxBehind(context, given, view, halves, style);
  if (style.glass > 0) {
    context.save();
    context.transform(...turned(view, halves, 0));
    // From the open box to one that is smaller, and of another shape: what is in it stays in it.
    const [wide, high] = [0, 1].map((i) => halves[i]! / places.open.halves[i]!) as [number, number];
    const share = (view.scale / places.open.view.scale) * Math.min(wide, high);
    context.translate(view.x, view.y);
    context.scale(share, share);
    context.translate(-places.open.view.x, -places.open.view.y);
    faded(context, style.glass, () =>
      story.panels.forEach((panel, i) => drawPanel(context, told, i, panel.box)),
    );
    context.restore();
  }
  drawBoxBefore(context, given, view, halves, style);
}

/** The panels as they come out of the box, and what is left of it behind and before them. */
function drawOut(context: Context2D, told: Told): void {
  const { given, state } = told;
  const { view, halves } = state;
  const style = { glass: 1, glow: 1 };
  const left = 1 - span(0, 0.8, state.freed);
  faded(context, left, () => drawBoxBehind(context, given, view, halves, style));
  drawFree(context, told);
  faded(context, left, () => drawBoxBefore(context, given, view, halves, style));
}

function drawFree(context: Context2D, told: Told): void {
  told.story.panels.forEach(({ box }, i) => {
    const place = freePlace(told, i);
    const share = Math.min(place.width / box.width, place.height / box.height);
    context.save();
    context.translate(place.x + place.width / 2, place.y + place.height / 2);
    context.scale(share, share);
    context.translate(-(box.x + box.width / 2), -(box.y + box.height / 2));
    drawPanel(context, told, i, box);
    context.restore();
  });
}

const CORNER = 18;

function drawPanel(context: Context2D, told: Told, i: number, { x, y, width, height }: Box): void {
  const { given, story, state, time, cue } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const lit = litAt(told, story.spaces[i]!);
  const spoken = window(cue('apart'), cue('open') + 0.2, time, 0.5);
  const outline = (): void => {
    context.beginPath();
    context.roundRect(x, y, width, height, CORNER * unit);
  };
  context.save();
  outline();
  context.fillStyle = theme.background;
  context.fill();
  context.clip();
  story.panels[i]!.draw(context, state.beat);
  const dimmed = 0.45 * spoken * (1 - lit);
  if (dimmed > 0) {
    const before = context.globalAlpha;
    context.globalAlpha = before * dimmed;
    context.fillStyle = theme.background;
    context.fillRect(x, y, width, height);
    context.globalAlpha = before;
  }
  context.restore();
  outline();
  context.strokeStyle = between(theme.gridStrong, theme.accent, lit);
  context.lineWidth = mix(2, 5, lit) * unit;
  context.stroke();
}
