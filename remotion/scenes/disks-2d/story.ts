import { forward, networkAt, type Network } from '../../../training/network';
import { spaceLayers, spaceNetwork } from '../../motion/space-path';
import type { ExperimentFacts } from '../../stage/facts';
import { memo } from '../../stage/memo';
import type { Given, Moment } from '../../stage/scene';
import { sheetOf, type Sheet } from '../../stage/sheet';
import { doneAt, stateAt as walkAt, walkOf, type Walk, type WalkState } from '../layer-walk';
import { DISKS, disksShape } from '../disks-data';
import { networkRun } from '../network-run';
import { extentOf } from '../walk-extent';
import { lensOf, poseOf, type Lens } from '../walk-lens';
import { magnifiedAt, seenInLens, type Magnified, type Seen, type Shape } from './magnification';
import { placesOf, type Places } from './places';

export interface Story {
  readonly facts: ExperimentFacts;
  readonly widths: readonly number[];
  readonly walk: Walk;
  readonly points: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** Whether the last layer's line leaves dot i on the wrong side. */
  readonly wrong: readonly boolean[];
  readonly sheet: Sheet;
  /** The data's own. */
  readonly radii: Shape;
  /** Of the circles that fill the plane. */
  readonly circles: readonly number[];
  readonly places: Places;
  /** When the last layer's line comes. */
  readonly lineFrom: number;
  readonly lens: LensStory;
  /** When the lens comes, and when it has gone. */
  readonly lensFrom: number;
  readonly lensTo: number;
}

/** A lens over the space that a layer has left, and what is seen in it. */
export interface LensStory extends Magnified {
  /** How many layers are done then. */
  readonly layer: number;
  readonly seen: readonly Seen[];
}

/** Seconds that the lens is there. */
const LOOKED = 3;

/** Of a dot, in units: in the input, and once layers press them together. */
export const RADIUS = [5.6, 4.2] as const;

export interface Told extends Moment {
  readonly story: Story;
}

const PACE = { seconds: { matrix: 1.4, bias: 0.8, activation: 1.3 }, shortest: 0.5 } as const;

/** Circles in a disk, and in the ring from its inner edge to its outer one. */
const CIRCLES = { disk: 4, ring: 4 } as const;

function circlesOf({ disk, ring: [from, to] }: Shape): number[] {
  return [
    ...Array.from({ length: CIRCLES.disk }, (_, i) => (disk * (i + 1)) / CIRCLES.disk),
    ...Array.from({ length: CIRCLES.ring + 1 }, (_, i) => from + ((to - from) * i) / CIRCLES.ring),
  ];
}

/** The last layer after which a lens shows the disk in its ring: later ones may have pressed all of it into one line. */
function lensFor(
  network: Network,
  points: ArrayLike<number>,
  half: number,
  radii: Shape,
  { plane, lens: { radius } }: Places,
): LensStory {
  const space = spaceNetwork(spaceLayers(network));
  const last = space.layers.length;
  for (let layer = last; layer > 0; layer--) {
    const map = space.at(layer);
    const extent = extentOf(map, points, half, network.activation);
    const { scale } = lensOf(plane, poseOf(extent, 0, plane)).plane;
    const magnified = magnifiedAt(map, radii, scale, radius);
    if (magnified.times > 0)
      return { ...magnified, layer, seen: seenInLens(map, circlesOf(radii), magnified, scale, radius) };
  }
  return { at: [0, 0], times: 0, layer: last, seen: [] };
}

export const storyOf = memo((given: Given): Story => {
  const { facts, weights, biases, widths, activation, points, labels } = networkRun(given, DISKS);
  const network = networkAt(weights, biases, -1, activation);
  const { innerRadius: disk, ringRadii: ring } = disksShape(given.facts);
  const half = Math.ceil(ring[1] * 1.06 * 4) / 4;
  const places = placesOf(given.layout, widths);
  const { cues, duration } = given;
  const until = cues.line ?? duration;
  const radii: Shape = { disk, ring };
  const lens = lensFor(network, points, half, radii, places);
  const inside = cues.inside ?? until;
  const walk = walkOf({
    network,
    points,
    half,
    box: places.plane,
    width: given.width,
    at: (part, layer) => {
      if (part !== 'matrix') return undefined;
      return layer === 0 ? cues.walk : layer === lens.layer ? inside + LOOKED : undefined;
    },
    by: (layer) => (layer < lens.layer ? inside : undefined),
    until: lens.layer < network.weights.length - 1 ? until : inside,
    pace: PACE,
  });
  const lineFrom = Math.max(until, walk.end);
  const lensFrom = Math.max(inside, doneAt(walk, lens.layer - 1) ?? 0) - 0.1;
  const after = walk.moves.find(({ layer }) => layer === lens.layer)?.from;
  return {
    facts,
    widths,
    walk,
    points,
    labels,
    wrong: Array.from(
      labels,
      (label, i) => forward(network, [points[2 * i]!, points[2 * i + 1]!])[0]! > 0 !== (label === 1),
    ),
    sheet: sheetOf(half, half > 2 ? 0.5 : 0.25, 2),
    radii,
    circles: circlesOf(radii),
    places,
    lineFrom,
    lens,
    lensFrom,
    lensTo: after ?? Math.max(lineFrom, lensFrom + LOOKED),
  };
});

export const stateAt = ({ walk }: Pick<Story, 'walk'>, time: number): WalkState => walkAt(walk, time);

/** What the plane is seen through. */
export const viewAt = ({ places }: Story, { pose }: WalkState): Lens => lensOf(places.plane, pose);
