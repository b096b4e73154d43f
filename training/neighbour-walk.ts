import type { Neighbours } from './neighbours';

/**
 * Ways from image to image over neighbours: an image is joined to its nearest ones and to those that it is a nearest one of, as
 * in Isomap (Tenenbaum, de Silva, Langford 2000). A step costs a power of its length (Hwang, Damelin, Hero 2016, "Shortest path
 * through random points"), so that many small steps are cheaper than a few large ones: with the length itself the way from a
 * zero to a one takes four large leaps, with its cube eleven small steps.
 */
const POWER = 3;

/** A graph as lists: the neighbours of image i are `to[start[i]] … to[start[i + 1] - 1]`, with their distances. */
interface Graph {
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly distance: Float64Array;
}

/** Both directions of every neighbourhood; one that is mutual stands twice, which no shortest way minds. */
function graphOf({ indices, distances, k }: Neighbours): Graph {
  const n = indices.length / k;
  const start = new Int32Array(n + 1);
  for (const j of indices) start[j + 1]!++;
  for (let i = 0; i < n; i++) start[i + 1]! += start[i]! + k;
  const free = start.slice(0, n);
  const to = new Int32Array(2 * indices.length);
  const distance = new Float64Array(2 * indices.length);
  const join = (a: number, b: number, length: number): void => {
    const at = free[a]!++;
    to[at] = b;
    distance[at] = length;
  };
  indices.forEach((j, at) => {
    join(Math.floor(at / k), j, distances[at]!);
    join(j, Math.floor(at / k), distances[at]!);
  });
  return { start, to, distance };
}

/** The cheapest ways from one image to all that can be reached from it. */
export interface Ways {
  /** One an image: the sum of the powers of the steps' lengths; Infinity where no way leads. */
  readonly spent: Float64Array;
  /** The images from the first one to this, both among them; undefined where no way leads there. */
  to(image: number): number[] | undefined;
}

/**
 * Dijkstra 1959: each image of a way is a neighbour of the one before it, or the other way round; of equally cheap ways it is always
 * the same one.
 */
export function waysFrom(neighbours: Neighbours, from: number): Ways {
  const graph = graphOf(neighbours);
  const n = graph.start.length - 1;
  const spent = new Float64Array(n).fill(Infinity);
  const before = new Int32Array(n).fill(-1);
  const settled = new Uint8Array(n);
  spent[from] = 0;
  for (;;) {
    // Of a few thousand images the cheapest is found by looking at all: a heap would save milliseconds.
    let at = -1;
    for (let i = 0; i < n; i++) if (!settled[i] && spent[i]! < (at < 0 ? Infinity : spent[at]!)) at = i;
    if (at < 0) break;
    settled[at] = 1;
    for (let e = graph.start[at]!; e < graph.start[at + 1]!; e++) {
      const next = graph.to[e]!;
      const whole = spent[at]! + graph.distance[e]! ** POWER;
      if (whole < spent[next]!) {
        spent[next] = whole;
        before[next] = at;
      }
    }
  }
  return {
    spent,
    to: (image) => {
      if (spent[image] === Infinity) return undefined;
      const way = [image];
      while (way[0] !== from) way.unshift(before[way[0]!]!);
      return way;
    },
  };
}

/** The means of the classes that have images, `[classes, pixels]`, grey values 0 … 255; of a class without any, undefined. */
export function classMeans(
  images: Uint8Array,
  labels: ArrayLike<number>,
  pixels: number,
): (Float64Array | undefined)[] {
  const count: number[] = [];
  const sums: (Float64Array | undefined)[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const sum = (sums[label] ??= new Float64Array(pixels));
    count[label] = (count[label] ?? 0) + 1;
    for (let p = 0; p < pixels; p++) sum[p]! += images[i * pixels + p]!;
  }
  return Array.from(sums, (sum, label) => sum?.map((value) => value / count[label]!));
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let p = 0; p < a.length; p++) sum += (a[p]! - b[p]!) ** 2;
  return Math.sqrt(sum) / 255;
}

/** The image nearest to a point of the space, grey values 0 … 255, among those that count; the first of equals. */
export function nearestTo(
  images: Uint8Array,
  point: ArrayLike<number>,
  counts: (image: number) => boolean = () => true,
): { readonly image: number; readonly distance: number } {
  let nearest = { image: -1, distance: Infinity };
  for (let i = 0; i * point.length < images.length; i++) {
    if (!counts(i)) continue;
    const away = distance(images.subarray(i * point.length, (i + 1) * point.length), point);
    if (away < nearest.distance) nearest = { image: i, distance: away };
  }
  return nearest;
}

export interface Walk {
  /** Images from end to end, two at least: each is one of the nearest of the one before it, or the other way round. */
  readonly way: readonly number[];
  /** Euclidean, pixels counting from 0 to 1: the longest step, from end to end, and from the straight way's middle to the nearest image. */
  readonly longestStep: number;
  readonly straight: number;
  readonly middle: number;
}

/**
 * A walk between images that lie far apart: from the medoid of one class (the image nearest to its mean) to that of another, of the
 * two classes whose means lie furthest apart of all that a way joins. Where none is joined to another, from the first medoid to the
 * image that is furthest from it of those it is joined to.
 *
 * @param images `[n, pixels]`, bytes
 * @throws RangeError where the first medoid is joined to no image at all
 */
export function walkOf(
  images: Uint8Array,
  labels: ArrayLike<number>,
  pixels: number,
  near: Neighbours,
): Walk {
  const image = (i: number): Uint8Array => images.subarray(i * pixels, (i + 1) * pixels);
  const classes = classMeans(images, labels, pixels).flatMap((mean, label) =>
    mean ? [{ mean, medoid: nearestTo(images, mean, (i) => labels[i] === label).image }] : [],
  );
  const pairs = classes
    .flatMap((a, i) => classes.slice(i + 1).map((b) => ({ a, b, apart: distance(a.mean, b.mean) })))
    .sort((p, q) => q.apart - p.apart);
  for (const { a, b } of pairs) {
    const way = waysFrom(near, a.medoid).to(b.medoid);
    if (way) return measured(way);
  }
  const from = classes[0]!.medoid;
  const { spent, to } = waysFrom(near, from);
  // Of equal images all are as far as the start itself, which is no walk's end.
  const reached = Array.from(spent, (cost, i) =>
    cost < Infinity && i !== from ? distance(image(from), image(i)) : -1,
  );
  const furthest = Math.max(...reached);
  if (furthest < 0) throw new RangeError(`image ${from} has no neighbours to walk to`);
  return measured(to(reached.indexOf(furthest))!);

  function measured(way: readonly number[]): Walk {
    const [first, last] = [image(way[0]!), image(way.at(-1)!)];
    const steps = way.slice(1).map((i, step) => distance(image(way[step]!), image(i)));
    const middle = Float64Array.from(first, (value, p) => (value + last[p]!) / 2);
    return {
      way,
      longestStep: Math.max(0, ...steps),
      straight: distance(first, last),
      middle: nearestTo(images, middle).distance,
    };
  }
}
