import { mix, span, window } from '../../motion/span';
import { mixBoxes } from '../../stage/plane';
import type { Box } from '../../stage/layout';
import { memo } from '../../stage/memo';
import type { Given, Moment } from '../../stage/scene';
import { mixBoxViews, projectBox, type BoxView, type Halves } from '../solid-box';
import { clockOf, MOST_LAYERS, type Beat, type Clock, type Cues } from './clock';
import { creditsOf, type Credit } from './credits';
import type { Panel, Space } from './panel';
import { placesOf, type Places } from './places';
import { spacesOf } from './spaces';
import { PARTED } from './words';

export interface Story {
  readonly spaces: readonly Space[];
  readonly panels: readonly Panel[];
  readonly places: Places;
  readonly clock: Clock;
  readonly credits: readonly Credit[];
}

/** Of words that this run leaves out, the cues fall somewhere; none may be missing. */
function cuesOf({ cues }: Given): Cues {
  const at = (name: string): number => {
    const time = cues[name];
    if (time === undefined) throw new RangeError(`no sentence of closing has the cue "${name}"`);
    return time;
  };
  const stretch = at('stretch');
  const shift = Math.max(at('shift'), stretch + 0.4);
  const again = at('again');
  const bend = Math.min(Math.max(cues['bend'] ?? 0, shift + 0.4), Math.max(again, shift + 0.4));
  return { stretch, shift, bend, again: Math.max(again, bend + 0.4), open: at('open') };
}

export const storyOf = memo((given: Given): Story => {
  const spaces = spacesOf(given);
  const places = placesOf(given.layout, spaces.length);
  const deepest = Math.max(...spaces.map(({ layers }) => layers));
  return {
    spaces,
    panels: spaces.map((space, i) => space.in(places.panels[i]!)),
    places,
    clock: clockOf(cuesOf(given), Math.min(MOST_LAYERS, Math.max(2, deepest))),
    credits: creditsOf(given.facts, given.voice),
  };
});

/** What of the scene has come how far, 0 … 1 each. */
export interface State {
  readonly beat: Beat;
  /** From the closed box to the open one that holds all panels. */
  readonly opened: number;
  /** How much the panels have come out of it, and it is gone. */
  readonly freed: number;
  /** From there to the frieze above the credits. */
  readonly settled: number;
  readonly credits: number;
  readonly view: BoxView;
  readonly halves: Halves;
}

/** When the panels leave for the frieze, after the box is said to be open. */
const AFTER = 0.7;

/** The same box so much smaller that all of it is within `content`; as it is, where it is. */
function within(content: Box, view: BoxView, halves: Halves): BoxView {
  let share = 1;
  for (let corner = 0; corner < 8; corner++) {
    const at = halves.map((half, i) => ((corner >> i) & 1 ? half : -half)) as unknown as Halves;
    const [x, y] = projectBox(view, at);
    share = Math.min(
      share,
      (x > view.x ? content.x + content.width - view.x : view.x - content.x) / Math.abs(x - view.x),
      (y > view.y ? content.y + content.height - view.y : view.y - content.y) / Math.abs(y - view.y),
    );
  }
  return { ...view, scale: share * view.scale };
}

export function stateAt({ places, clock }: Story, { time, cue, given }: Moment): State {
  const opened = span(0.5, Math.max(2.1, cue('stretch') + 1), time);
  const out = cue('open');
  const freed = span(out + 0.1, out + 1.1, time);
  const from = out + AFTER;
  const settled = span(from, from + 1.25, time);
  const { closed, open } = places;
  const halves = closed.halves.map((half, i) => mix(half, open.halves[i]!, opened)) as unknown as Halves;
  return {
    beat: { time, progress: clock.at(time), layers: clock.layers },
    opened,
    freed,
    settled,
    credits: span(from + 0.5, from + 1.3, time, (t) => t),
    view: within(given.layout.content, mixBoxViews(closed.view, open.view, opened), halves),
    halves,
  };
}

/** A moment of the scene with what it shows worked out. */
export interface Told extends Moment {
  readonly story: Story;
  readonly state: State;
}

/** Where a panel is when it has left the box: where the box's front had been, then in the frieze. */
export function freePlace({ story, state }: Told, i: number): Box {
  const { places } = story;
  const own = places.panels[i]!;
  const { view, halves } = places.open;
  // Of a plane that comes from the box's middle to its front, everything grows about the middle.
  const [, top] = projectBox(view, [0, halves[1], halves[2]]);
  const grown = mix(1, (view.y - top) / (view.scale * halves[1]), state.freed);
  const at = (v: number, middle: number): number => middle + (v - middle) * grown;
  const out = {
    x: at(own.x, view.x),
    y: at(own.y, view.y),
    width: own.width * grown,
    height: own.height * grown,
  };
  return mixBoxes(out, places.frieze[i]!, state.settled);
}

/** How much a panel is spoken of: while what it pulls apart is named, and all of them at the end. */
export function litAt({ time, cue, given }: Told, { experiment }: Space): number {
  const names = Object.entries(PARTED);
  const own = names.find(([, name]) => name === experiment)?.[0];
  if (own === undefined || given.cues[own] === undefined) return 0;
  return window(cue(own) - 0.15, cue('open') + 0.5, time, 0.4, 0.6);
}
