import type { PlaneMap } from '../../motion/layer-path';
import { mix } from '../../motion/span';

/**
 * How far points are from the origin at every third of every layer, so that a camera can keep all of them in sight: it goes
 * away while they are stretched and comes back while they are bent.
 * @param at the map at a layer progress
 * @returns the furthest distance at any progress, between thirds mixed
 */
export function reachAlong(
  at: (progress: number) => PlaneMap,
  points: ArrayLike<number>,
  layers: number,
): (progress: number) => number {
  const out = new Float64Array(3);
  const reaches = Array.from({ length: 3 * layers + 1 }, (_, i) => {
    const map = at(i / 3);
    let most = 0;
    for (let k = 0; k + 1 < points.length; k += 2) {
      map(points[k]!, points[k + 1]!, out);
      most = Math.max(most, Math.hypot(out[0]!, out[1]!, out[2]!));
    }
    return most || 1;
  });
  return (progress) => {
    const place = Math.min(3 * layers, Math.max(0, 3 * progress));
    const below = Math.min(3 * layers - 1, Math.floor(place));
    return layers === 0 ? reaches[0]! : mix(reaches[below]!, reaches[below + 1]!, place - below);
  };
}

/** Places of every so-manieth of each class, so that about `most` are left, and as many of one as of another. */
export function thinned(labels: ArrayLike<number>, most: number): number[] {
  const every = Math.ceil(labels.length / most);
  const seen = new Map<number, number>();
  return Array.from({ length: labels.length }, (_, i) => i).filter((i) => {
    const before = seen.get(labels[i]!) ?? 0;
    seen.set(labels[i]!, before + 1);
    return before % every === 0;
  });
}
