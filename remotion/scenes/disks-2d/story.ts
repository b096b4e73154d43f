import { forward, networkAt } from '../../../training/network';
import type { ExperimentFacts } from '../../stage/facts';
import { memo } from '../../stage/memo';
import type { Given, Moment } from '../../stage/scene';
import { sheetOf, type Sheet } from '../../stage/sheet';
import { stateAt as walkAt, type WalkState } from '../layer-walk';
import { DISKS, disksShape } from '../disks-data';
import { networkRun } from '../network-run';
import { lensOf, type Lens } from '../walk-lens';
import { lookedAt, type Looked } from './looked';
import type { Shape } from './magnification';
import { placesOf, type Places } from './places';

export interface Story extends Looked {
  readonly facts: ExperimentFacts;
  readonly widths: readonly number[];
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
  /** When the line is there, and what it leaves on the wrong side is marked and counted. */
  readonly scoreFrom: number;
}

/** Of a dot, in units: in the input, and once layers press them together. */
export const RADIUS = [5.6, 4.2] as const;

export interface Told extends Moment {
  readonly story: Story;
}

const PACE = { seconds: { matrix: 1.4, bias: 0.8, activation: 1.3 }, shortest: 0.4 } as const;

/** Seconds that the last layer's line takes to come. */
export const LINE = 1.4;

/** Circles in a disk, and in the ring from its inner edge to its outer one. */
const CIRCLES = { disk: 4, ring: 4 } as const;

function circlesOf({ disk, ring: [from, to] }: Shape): number[] {
  return [
    ...Array.from({ length: CIRCLES.disk }, (_, i) => (disk * (i + 1)) / CIRCLES.disk),
    ...Array.from({ length: CIRCLES.ring + 1 }, (_, i) => from + ((to - from) * i) / CIRCLES.ring),
  ];
}

export const storyOf = memo((given: Given): Story => {
  const { facts, weights, biases, widths, activation, points, labels } = networkRun(given, DISKS);
  const network = networkAt(weights, biases, -1, activation);
  const { innerRadius: disk, ringRadii: ring } = disksShape(given.facts);
  const half = Math.ceil(ring[1] * 1.06 * 4) / 4;
  const places = placesOf(given.layout, widths);
  const { cues, duration } = given;
  const radii: Shape = { disk, ring };
  const circles = circlesOf(radii);
  const line = cues.line ?? duration;
  const told = { walk: cues.walk ?? 0, inside: cues.inside ?? line, line };
  const walked = { network, points, half, box: places.plane, width: given.width, pace: PACE };
  const looked = lookedAt(walked, told, radii, circles, places);
  const lineFrom = Math.max(line, looked.walk.end);
  return {
    ...looked,
    facts,
    widths,
    points,
    labels,
    wrong: Array.from(
      labels,
      (label, i) => forward(network, [points[2 * i]!, points[2 * i + 1]!])[0]! > 0 !== (label === 1),
    ),
    sheet: sheetOf(half, half > 2 ? 0.5 : 0.25, 2),
    radii,
    circles,
    places,
    lineFrom,
    scoreFrom: Math.max(lineFrom + LINE, (cues.score ?? line) - 0.2),
  };
});

export const stateAt = ({ walk }: Pick<Story, 'walk'>, time: number): WalkState => walkAt(walk, time);

/** What the plane is seen through. */
export const viewAt = ({ places }: Story, { pose }: WalkState): Lens => lensOf(places.plane, pose);
