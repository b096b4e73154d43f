import { z } from 'zod';
import { epochAt, recordedAt, type EpochClock } from '../../motion/epoch-clock';
import { networkDuring } from '../../motion/run-states';
import { span } from '../../motion/span';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { layerOutputs, type Network } from '../../../training/network';
import { lossCurve, type LossCurve } from '../loss-curve';
import { followed, networkRun, probability, reachOf, type Followed, type NetworkRun } from '../network-run';
import { experimentProp, sampleProp } from '../props';
import { fieldClock } from './clock';
import { mixStands, placesOf, type Places, type Stand } from './places';
import { EXPERIMENT } from './words';

export const propsSchema = z.object({
  experiment: experimentProp(EXPERIMENT),
  /** The dot whose two numbers go in. */
  sample: sampleProp,
});

export interface Story {
  readonly run: NetworkRun;
  readonly places: Places;
  readonly clock: EpochClock;
  readonly sample: Followed;
  /** Half the width of the window: an input of this size is fully lit. */
  readonly reach: number;
  readonly curve: LossCurve;
}

export const storyOf = memo((given: Given): Story => {
  const { experiment, sample } = propsSchema.parse(given.props);
  const run = networkRun(given, experiment);
  const places = placesOf(given.layout, run.widths);
  const reach = reachOf(run);
  const clock = fieldClock(run, planeOf(places.learning.plane, { x: 0, y: 0, half: reach }));
  return {
    run,
    places,
    clock,
    sample: followed(run, sample),
    reach,
    curve: lossCurve(run.facts, places.graph),
  };
});

/** What has been learnt at a moment. */
export interface State {
  /** Of the clock, 0 … 1. */
  readonly progress: number;
  readonly epoch: number;
  readonly loss: number;
  /** As measured at the last recorded epoch that has been reached. */
  readonly accuracy: number;
  readonly network: Network;
  /** Values after every layer for the dot that is followed; the last one is its logit. */
  readonly values: readonly Float64Array[];
  /** Of class 1, for the dot that is followed. */
  readonly answer: number;
}

/** It learns up to the last epoch: what is said in the end is measured there. */
export const progressAt = ({ time, cue }: Moment): number =>
  span(cue('train') + 0.4, cue('done') - 0.3, time);

export function stateAt(story: Story, progress: number): State {
  const { run, clock, sample, curve } = story;
  const { epochs, accuracy } = run.facts;
  const epoch = progress >= 1 ? epochs.at(-1)! : epochAt(clock, progress);
  const network = networkDuring(run, clock.knots, progress);
  const values = layerOutputs(network, sample.point);
  return {
    progress,
    epoch,
    loss: curve.lossAt(epoch),
    accuracy: accuracy[recordedAt(clock, progress)] ?? 0,
    network,
    values,
    answer: probability(values.at(-1)![0]!),
  };
}

/** Where plane and network stand: they make room while it learns. */
export const standAt = ({ places }: Story, { time, cue }: Moment): Stand =>
  mixStands(
    places.alone,
    places.learning,
    span(cue('train') - 1.1, cue('train') + 0.1, time) - span(cue('but') + 0.3, cue('but') + 1.5, time),
  );

/** A moment of the scene with what it shows worked out. */
export interface Told extends Moment {
  readonly stand: Stand;
  readonly plane: Plane;
  readonly story: Story;
  readonly state: State;
}
