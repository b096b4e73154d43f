import type { Tensor } from '../../../cache/npy';
import { epochClock, stepsOf, type EpochClock } from '../../motion/epoch-clock';
import { wideStates, type RunStates } from '../../motion/run-states';
import { mix, span, through, type Stop } from '../../motion/span';
import type { Camera } from '../../stage/camera';
import { orbiting, type Leg } from '../../stage/orbit';
import type { ExperimentFacts, ProjectionFacts } from '../../stage/facts';
import type { Given, Moment } from '../../stage/scene';
import { firstEpoch } from './words';

/** When what moves: derived once from the cues. All times are seconds since the scene began. */

/** Seconds from layer to layer: even a dot that crosses the whole box stays well under 4 % of the frame a frame. */
const LEAST_MOVE = 1.6;
const LONGEST_MOVE = 3;
/** The window's share of the radius that the projection gives: a few stragglers may stand outside the box. */
const WINDOW = 0.6;

export interface Story {
  readonly facts: ExperimentFacts;
  readonly projection: ProjectionFacts;
  /** Index of the last layer; 0 is the input. */
  readonly last: number;
  readonly samples: number;
  /** Digits 0 … classes − 1. */
  readonly classes: number;
  readonly labels: Tensor;
  readonly images: Tensor;
  /** By how far the last layer's points move. */
  readonly run: EpochClock;
  /** Where the dots are; its epochs are the clock's knots, 0 … 1. */
  readonly states: RunStates;
  /** Half the window's width. */
  readonly half: number;
  /** Progress of the epochs' run, and place between the layers, as stops. */
  readonly progress: readonly Stop<number>[];
  readonly place: readonly Stop<number>[];
  readonly legs: readonly Leg[];
}

type Cue = (name: string) => number;

/** The digits go through the untrained network. */
function outward(last: number, cue: Cue): Stop<number> {
  const from = cue('through');
  return { from, to: Math.max(from + LEAST_MOVE * last, cue('learn') - 2), value: last };
}

/** The epochs run; where one of them is spoken of, they wait. Never before the digits are where they begin. */
function progressStops(run: EpochClock, first: number | null, ready: number, cue: Cue): Stop<number>[] {
  const start = { from: 0, to: 0, value: 0 };
  const learn = Math.max(cue('learn'), ready);
  // The clock arrives while the sentence that says so is still heard.
  const end = Math.max(cue('end'), Math.min(cue('end') + 2, cue('around') - 0.6));
  if (first === null) return [start, { from: learn, to: end, value: 1 }];
  return [
    start,
    { from: learn, to: cue('first'), value: run.knots[first]! },
    { from: cue('on'), to: end, value: 1 },
  ];
}

/** Back from the output to the pixels, and forward again layer by layer. */
function placeStops(last: number, out: Stop<number>, trained: number, cue: Cue): Stop<number>[] {
  const back = Math.max(cue('input'), trained);
  const stops = [{ from: 0, to: 0, value: 0 }, out, { from: back, to: back + LEAST_MOVE * last, value: 0 }];
  let free = stops.at(-1)!.to;
  for (let layer = 1; layer <= last; layer++) {
    const from = Math.max(cue(`layer-${layer}`) - 0.1, free);
    const next = layer < last ? cue(`layer-${layer + 1}`) : Infinity;
    free = from + Math.min(LONGEST_MOVE, Math.max(LEAST_MOVE, next - 0.3 - from));
    stops.push({ from, to: free, value: layer });
  }
  return stops;
}

const degrees = (angle: number): number => (angle * Math.PI) / 180;

/** Where the camera stands at first and at last: one turn on. Where it rests between was chosen by how far apart the digits are seen. */
const AZIMUTH = degrees(-120);

/** One turn in three legs, while nothing else moves. */
function orbit(place: readonly Stop<number>[], duration: number, cue: Cue): Leg[] {
  const [, out, back] = place;
  return [
    { from: cue('axes') - 0.2, to: out!.from - 0.1, angle: degrees(140) },
    { from: cue('around') - 0.3, to: back!.from - 0.1, angle: degrees(120) },
    { from: Math.max(cue('close') - 1.5, place.at(-1)!.to), to: duration - 0.2, angle: degrees(100) },
  ];
}

/** @throws RangeError when a sentence lacks a cue that the scene waits for */
export function storyOf(given: Given, experiment: string): Story {
  const facts = given.facts.experiment(experiment);
  const projection = given.facts.projection(experiment);
  const last = facts.widths.length - 1;
  const cue: Cue = (name) => {
    const at = given.cues[name];
    if (at === undefined) throw new RangeError(`no sentence of mnist-pca has the cue "${name}"`);
    return at;
  };
  const layers = facts.widths.map((_, k) => given.tensor('projection', experiment, `points-${k}`));
  const output = layers[last]!;
  const run = epochClock(facts.epochs, stepsOf(output));
  const out = outward(last, cue);
  const progress = progressStops(run, firstEpoch(facts), out.to, cue);
  const place = placeStops(last, out, progress.at(-1)!.to, cue);
  return {
    facts,
    projection,
    last,
    samples: output.shape[1]!,
    classes: facts.widths[last]!,
    labels: given.tensor('training', experiment, 'labels'),
    images: given.tensor('training', experiment, 'images'),
    run,
    states: wideStates(run.knots, layers),
    half: projection.radius * WINDOW,
    progress,
    place,
    legs: orbit(place, given.duration, cue),
  };
}

/** Progress of the epochs' run, 0 … 1. */
export const progressAt = ({ progress }: Story, time: number): number => through(progress, time, mix);

/** Place between the layers: 0 is the input, `last` the output. */
export const placeAt = ({ place }: Story, time: number): number => through(place, time, mix);

/** `[samples, 3]` in projected units. */
export const pointsAt = (story: Story, time: number): Float64Array =>
  story.states.state(progressAt(story, time), placeAt(story, time));

const ELEVATION = degrees(15);
/** Of the camera, in half windows: near enough to see what is in front, far enough not to distort. */
const DISTANCE = 6;

/** The camera of this moment. */
export const cameraAt = ({ half, legs }: Story, time: number): Camera =>
  orbiting(
    { target: [0, 0, 0], azimuth: AZIMUTH, elevation: ELEVATION, distance: DISTANCE * half },
    legs,
    time,
  );

/** How much of what enters at a cue is there. */
export const entered = ({ time, cue }: Moment, name: string, seconds = 0.8): number =>
  span(cue(name) - 0.1, cue(name) - 0.1 + seconds, time);
