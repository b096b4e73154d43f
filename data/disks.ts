import { DENSE_PER_CLASS } from './dense';
import { createRandom } from './random';
import type { LabelledPoints } from './spirals';

export interface DisksShape {
  /** Radius of the disk in the middle, class 0. */
  readonly innerRadius: number;
  /** Inner and outer radius of the ring around it, class 1. */
  readonly ringRadii: readonly [number, number];
}

export interface DisksParameters extends DisksShape {
  readonly seed: number;
  readonly samplesPerClass: number;
}

/**
 * A disk and the ring around it, as in the lesson: the radius uniform in 0 … innerRadius or in the ring's range, the
 * angle uniform, so that they are two rectangles in polar coordinates. The samples of both classes alternate.
 *
 * @throws RangeError unless 0 < innerRadius < ringRadii[0] < ringRadii[1].
 */
export function disks({ seed, samplesPerClass, ...shape }: DisksParameters): LabelledPoints {
  const ranges = radiiOf(shape);
  const random = createRandom(seed).stream('disks');
  return alternating(samplesPerClass, (_, label) => {
    const [from, to] = ranges[label];
    const radius = from + (to - from) * random.uniform();
    return { radius, angle: 2 * Math.PI * random.uniform() };
  });
}

/**
 * 5,000 points a class on the same disk and ring, evenly by area, boundaries included; no seed has a say.
 *
 * @throws RangeError unless 0 < innerRadius < ringRadii[0] < ringRadii[1].
 */
export function denseDisks(shape: DisksShape): LabelledPoints {
  const lattices = radiiOf(shape).map(([from, to]) => sunflower(from, to, DENSE_PER_CLASS));
  return alternating(DENSE_PER_CLASS, (i, label) => lattices[label]![i]!);
}

interface Polar {
  readonly radius: number;
  readonly angle: number;
}

/** The angle between neighbours in time: π(3 − √5), a full turn divided by the golden section. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * Points evenly over an annulus (a disk where `from` is 0): the spiral of the sunflower, r² growing evenly and the angle
 * by the golden angle (Vogel 1979, A better way to construct the sunflower head, Mathematical Biosciences 44), with
 * points along each edge that stand for the strip between edge and spiral.
 */
function sunflower(from: number, to: number, count: number): Polar[] {
  // A point's cell is a square of this side; those on an edge have half a cell inside, so they stand twice as far apart.
  const side = Math.sqrt((Math.PI * (to ** 2 - from ** 2)) / count);
  const strip = Math.min(side / 2, (to - from) / 4);
  const edges = [from, to].flatMap((radius) =>
    circle(radius, Math.round((2 * Math.PI * radius * strip) / side ** 2)),
  );
  const inner = from === 0 ? 0 : from + strip;
  const spiral = count - edges.length;
  return [
    ...edges,
    ...Array.from({ length: spiral }, (_, i) => ({
      radius: Math.sqrt(inner ** 2 + ((to - strip) ** 2 - inner ** 2) * ((i + 0.5) / spiral)),
      angle: i * GOLDEN_ANGLE,
    })),
  ];
}

const circle = (radius: number, count: number): Polar[] =>
  Array.from({ length: count }, (_, i) => ({ radius, angle: (2 * Math.PI * i) / count }));

function radiiOf({ innerRadius, ringRadii: [from, to] }: DisksShape) {
  if (!(0 < innerRadius && innerRadius < from && from < to))
    throw new RangeError(
      `a disk of radius ${innerRadius} and a ring from ${from} to ${to}: 0 < innerRadius < ringRadii[0] < ringRadii[1] is needed`,
    );
  return [
    [0, innerRadius],
    [from, to],
  ] as const;
}

function alternating(samplesPerClass: number, place: (i: number, label: 0 | 1) => Polar): LabelledPoints {
  const points = new Float32Array(samplesPerClass * 4);
  const labels = new Uint8Array(samplesPerClass * 2);
  for (let sample = 0; sample < labels.length; sample++) {
    const label = sample % 2 === 0 ? 0 : 1;
    const { radius, angle } = place(Math.floor(sample / 2), label);
    labels[sample] = label;
    points[2 * sample] = radius * Math.cos(angle);
    points[2 * sample + 1] = radius * Math.sin(angle);
  }
  return { points, labels };
}
