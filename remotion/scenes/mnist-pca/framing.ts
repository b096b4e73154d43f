import { mix } from '../../motion/span';
import { project, projectAll, screenFor, viewOf, type Frame, type View } from '../../stage/camera';
import type { Box } from '../../stage/layout';
import { boxEdges } from '../../stage/solid';
import { drawnBack } from './plot';
import { cameraAt, pointsAt, type Story } from './story';

/** Seconds between the moments that are looked at. */
const STEP = 0.25;
/** So much of the view the heap fills at first, and never more than so many times enlarged. */
const FILLED = 0.94;
const MOST_NEAR = 9;
/** Nobody knows how small the heap is that somebody brings; beyond this, single precision shows in its dots. */
const MOST_NEAR_BROUGHT = 1e4;

export interface Framing {
  /** All of the window. */
  readonly whole: Frame;
  /** How many times as large the heap is seen at first. */
  readonly near: number;
  /** Middle of the view. */
  readonly middle: readonly [x: number, y: number];
}

/**
 * The one frame in which all that is seen from where the camera stands, at any time of the scene, is as large as it can be in the
 * view: the window's box and every dot, also those outside of the box.
 */
export function framingOf(story: Story, view: Box): Framing {
  const unit: Frame = { centreX: 0, centreY: 0, pixelsPerUnit: 1 };
  const screen = screenFor(story.samples);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const see = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  for (let time = story.plot.drawBack.to; time < story.plot.end + STEP; time += STEP) {
    const seen = viewOf(cameraAt(story, time), unit);
    projectAll(seen, pointsAt(story, time), screen);
    for (let i = 0; i < story.samples; i++) see(screen.x[i]!, screen.y[i]!);
    for (const { from, to } of boxEdges(seen, story.half))
      for (const { x, y } of [project(seen, from), project(seen, to)]) see(x, y);
  }
  const pixelsPerUnit = Math.min(view.width / (right - left), view.height / (bottom - top));
  const middle = [view.x + view.width / 2, view.y + view.height / 2] as const;
  const room = FILLED * Math.min(view.width, view.height);
  const most = story.kind === 'activations' ? MOST_NEAR_BROUGHT : MOST_NEAR;
  return {
    whole: {
      centreX: middle[0] - ((left + right) / 2) * pixelsPerUnit,
      centreY: middle[1] - ((top + bottom) / 2) * pixelsPerUnit,
      pixelsPerUnit,
    },
    near: Math.min(most, Math.max(1, room / (2 * story.heap.radius * pixelsPerUnit || room))),
    middle,
  };
}

/** How many times enlarged the picture is at a time. */
export const nearAt = (story: Story, { near }: Framing, time: number): number =>
  near ** (1 - drawnBack(story.plot, time));

/** What the camera of a time sees: it looks at the heap first, and then at the window's middle. */
export function viewFor(story: Story, framing: Framing, time: number): View {
  const { whole, middle } = framing;
  const back = drawnBack(story.plot, time);
  const near = nearAt(story, framing, time);
  // On the screen the heap goes straight to its place in the window, however much it was enlarged.
  const held = 1 - back / near;
  const [x, y, z] = story.heap.middle;
  return viewOf(
    { ...cameraAt(story, time), target: [held * x, held * y, held * z] },
    {
      centreX: mix(middle[0], whole.centreX, back),
      centreY: mix(middle[1], whole.centreY, back),
      pixelsPerUnit: whole.pixelsPerUnit * near,
    },
  );
}
