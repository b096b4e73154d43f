import { mix, span, through, type Stop } from '../../motion/span';

/** The one clock that all panels go by, so that what is said of one layer happens in all of them at once. */
export interface Clock {
  /** Layers that it counts. */
  readonly layers: number;
  /** Layers done, 0 … `layers`: a third of each for W, b and g, each eased. */
  at(time: number): number;
  /** When the first layer begins, and when the last is done. */
  readonly from: number;
  readonly to: number;
}

export interface Cues {
  readonly stretch: number;
  readonly shift: number;
  readonly bend: number;
  readonly again: number;
  readonly open: number;
}

/** Deeper networks pass several layers while the clock counts one: so many can be followed. */
export const MOST_LAYERS = 4;
/** What is apart in the end is seen so long before the box is said to be open. */
const SEEN = 1.2;
/** A part of a layer takes no less. */
const LEAST = 0.25;
/** Between two parts nothing moves for so long. */
const BREATH = 0.06;

/** The first layer goes with the words, its three parts one by one; all others from "again" on, evenly. */
export function clockOf({ stretch, shift, bend, again, open }: Cues, layers: number): Clock {
  const stops: Stop<number>[] = [{ from: 0, to: 0, value: 0 }];
  const go = (at: number, until: number): void => {
    const from = Math.max(at, stops.at(-1)!.to + BREATH);
    const value = stops.length / 3;
    stops.push({ from, to: Math.max(from + LEAST, until - BREATH), value });
  };
  const start = stretch - 0.1;
  go(start, shift - 0.1);
  go(shift - 0.1, bend - 0.1);
  go(bend - 0.1, again - 0.1);
  const parts = 3 * (layers - 1);
  const since = Math.max(again - 0.1, stops.at(-1)!.to);
  const each = Math.max(LEAST + BREATH, (open - SEEN - since) / Math.max(1, parts));
  for (let i = 0; i < parts; i++) go(since + i * each, since + (i + 1) * each);
  return {
    layers,
    from: start,
    to: stops.at(-1)!.to,
    at: (time) => through(stops, time, mix),
  };
}

/** Progress of a network of so many layers: it goes with the clock and rests when it is through, or goes faster where it is deeper. */
export const layersAt = ({ layers }: Pick<Clock, 'layers'>, progress: number, own: number): number =>
  own <= layers ? Math.min(own, progress) : (progress * own) / layers;

/** What all panels go by at a moment. */
export interface Beat {
  /** Seconds since the scene began: what turns, turns by them. */
  readonly time: number;
  /** Of the clock. */
  readonly progress: number;
  readonly layers: number;
}

/** How far all of the clock has come, 0 … 1. */
export const wholeOf = ({ progress, layers }: Beat): number => progress / layers;

/** Slow and even: what turns does not stop for words. */
export const turnedBy = ({ time }: Beat, perSecond: number): number => perSecond * time;

/** How much of the last layer's result is to be seen: only once a network of so many layers is through. */
export const throughOf = (beat: Beat, own: number): number =>
  span(own - 0.12, own, layersAt(beat, beat.progress, own));
