import type { Tensor } from '../../../cache/npy';
import { epochClock, stepsOf, type EpochClock } from '../../motion/epoch-clock';
import { wideStates, type RunStates } from '../../motion/run-states';
import { mix, span, through } from '../../motion/span';
import type { Camera, Vec3 } from '../../stage/camera';
import { orbitAngle } from '../../stage/orbit';
import type { ProjectionFacts, RecordingFacts } from '../../stage/facts';
import type { Given, Moment } from '../../stage/scene';
import { bestAzimuth } from './azimuth';
import { centroids } from './journey';
import { plotOf, type Plot } from './plot';

/** The window's share of the radius that the projection gives: a few stragglers may stand outside the box. */
const WINDOW = 0.56;

/** What the dots are: our own digits, with their pictures, or what was brought. */
export type Kind = 'digits' | 'activations';

export interface Story {
  readonly kind: Kind;
  readonly facts: RecordingFacts;
  readonly projection: ProjectionFacts;
  /** Index of the last layer; 0 is the input. */
  readonly last: number;
  readonly samples: number;
  /** Labels are 0 … classes − 1. */
  readonly classes: number;
  /** What each class is called. */
  readonly names: readonly string[];
  readonly labels: Tensor;
  readonly images: Tensor | undefined;
  /** By how far the last layer's points move. */
  readonly run: EpochClock;
  /** Where the dots are; its epochs are the clock's knots, 0 … 1. */
  readonly states: RunStates;
  /** Half the window's width. */
  readonly half: number;
  /** Middle of the last layer's dots where the epochs begin, and how far the outermost of them is from it. */
  readonly heap: { readonly middle: Vec3; readonly radius: number };
  readonly plot: Plot;
  readonly lens: Lens;
  /** Where the camera stands at first. */
  readonly azimuth: number;
}

/** Whatever the labels of digits are, there are as many as outputs; of other data there may be more than any label says. */
function namesOf({ classNames, widths }: RecordingFacts, kind: Kind, labels: ArrayLike<number>): string[] {
  const seen = Array.from(labels).reduce((most, label) => Math.max(most, label + 1), 0);
  const count = Math.max(seen, kind === 'digits' ? widths.at(-1)! : (classNames?.length ?? 0));
  return Array.from({ length: count }, (_, label) => classNames?.[label] ?? String(label));
}

function heapOf(points: Float64Array): Story['heap'] {
  const middle = centroids(points, new Uint8Array(points.length / 3), 1);
  let radius = 0;
  for (let i = 0; i < points.length; i += 3)
    radius = Math.max(
      radius,
      Math.hypot(points[i]! - middle[0]!, points[i + 1]! - middle[1]!, points[i + 2]! - middle[2]!),
    );
  return {
    middle: [middle[0]!, middle[1]!, middle[2]!],
    radius,
  };
}

/** @throws RangeError when a sentence lacks a cue that the scene waits for */
export function storyOf(given: Given, experiment: string, kind: Kind): Story {
  const facts = given.facts.recording(experiment);
  const projection = given.facts.projection(experiment);
  const last = facts.widths.length - 1;
  const layers = facts.widths.map((_, k) => given.tensor('projection', experiment, `points-${k}`));
  const output = layers[last]!;
  const learns = facts.epochs.length > 1 && output.shape[0] === facts.epochs.length;
  const run = learns
    ? epochClock(facts.epochs, stepsOf(output))
    : { epochs: facts.epochs.slice(-1), knots: [0] };
  const labels = given.tensor('training', experiment, 'labels');
  const names = namesOf(facts, kind, labels.data);
  const states = wideStates(run.knots, layers);
  const half = projection.radius * WINDOW;
  const clouds = layers.map((_, k) => states.state(1, k));
  const lens = lensOf(half, clouds);
  const plot = plotOf(last, learns ? run : undefined, given.cues);
  const rests = [1, 2].map((legs) => plot.legs.slice(0, legs).reduce((sum, { angle }) => sum + angle, 0));
  return {
    kind,
    facts,
    projection,
    last,
    samples: output.shape[1]!,
    classes: names.length,
    names,
    labels,
    images: kind === 'digits' ? given.tensor('training', experiment, 'images') : undefined,
    run,
    states,
    half,
    heap: heapOf(states.state(0, last)),
    plot,
    lens,
    azimuth: bestAzimuth(
      {
        output: states.state(1, last),
        clouds,
        labels: labels.data,
        classes: names.length,
        camera: lens,
      },
      rests,
    ),
  };
}

/** Progress of the epochs' run, 0 … 1. */
export const progressAt = ({ plot }: Story, time: number): number => through(plot.progress, time, mix);

/** Place between the layers: 0 is the input, `last` the output. On the way back it only says how far that has come. */
export const placeAt = ({ plot }: Story, time: number): number => through(plot.place, time, mix);

/** `[samples, 3]` in projected units. */
export function pointsAt(story: Story, time: number): Float64Array {
  const { states, last, plot } = story;
  const { from, to } = plot.back;
  if (time <= from || time >= to) return states.state(progressAt(story, time), placeAt(story, time));
  const [output, input] = [states.state(1, last), states.state(1, 0)];
  const share = span(from, to, time);
  return output.map((x, i) => mix(x, input[i]!, share));
}

/** Of the camera, in half windows: near enough to see what is in front, far enough not to distort. */
const DISTANCE = 6.5;
const ELEVATION = (11 * Math.PI) / 180;
/** Where a layer lies flat on the plane of the first two axes, it is seen from higher up. */
const ELEVATION_OF_PLANES = (38 * Math.PI) / 180;
/** Of the window: what is no higher lies flat. */
const FLAT = 0.02;

type Lens = Pick<Camera, 'elevation' | 'distance'>;

function lensOf(half: number, clouds: readonly Float64Array[]): Lens {
  const flat = clouds.some((points) => {
    let height = 0;
    for (let i = 2; i < points.length; i += 3) height = Math.max(height, Math.abs(points[i]!));
    return height < FLAT * half;
  });
  return { elevation: flat ? ELEVATION_OF_PLANES : ELEVATION, distance: DISTANCE * half };
}

/** The camera of this moment as it looks at the window's middle. */
export const cameraAt = ({ lens, plot, azimuth }: Story, time: number): Camera => ({
  target: [0, 0, 0],
  azimuth: azimuth + orbitAngle(plot.legs, time),
  ...lens,
});

/** How much of what enters at a cue is there. */
export const entered = ({ time, cue }: Moment, name: string, seconds = 0.8): number =>
  span(cue(name) - 0.1, cue(name) - 0.1 + seconds, time);
