import type { SpaceNetwork } from '../motion/space-path';
import { lensOf, poseOf, seenPoints } from './walk-lens';

/** How far round the camera may stand, the nearest first. */
const TURNS = [0, 1, -1, 2, -2, 3, -3, 4, -4].map((eighth) => (eighth * Math.PI) / 8);
/** So much of the best is as good as the best. */
const ENOUGH = 0.8;

/** Standard deviations of places in the picture along their main axis and across it, added up. */
function spreadOf(places: Float64Array): number {
  const count = places.length / 2;
  const mean = [0, 0];
  places.forEach((v, i) => (mean[i % 2]! += v / count));
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i]! - mean[0]!, places[i + 1]! - mean[1]!];
    xx += (x * x) / count;
    xy += (x * y) / count;
    yy += (y * y) / count;
  }
  // (σ₁ + σ₂)² = trace + 2·√determinant
  return Math.sqrt(xx + yy + 2 * Math.sqrt(Math.max(0, xx * yy - xy * xy)));
}

/**
 * How far the tipped camera comes round, in radians, for all spaces of three axes on a walk: as little as it can without seeing one
 * of them from its end, where a sheet that is stretched along the line of sight is hardly to be seen.
 * @param points [x₀, y₀, …]
 */
export function turnFor(space: SpaceNetwork, points: ArrayLike<number>): number {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const pose = poseOf({ low: [-1, -1], high: [1, 1], radius: 8 }, 1, box);
  const shares = space.layers.flatMap(({ outputs }, layer) =>
    outputs === 3
      ? [layer + 1 / 3, layer + 1].map((progress) => {
          const map = space.at(progress);
          const spreads = TURNS.map((turn) =>
            spreadOf(seenPoints(points, map, lensOf(box, { ...pose, turn }))),
          );
          const most = Math.max(...spreads);
          return spreads.map((spread) => (most > 0 ? spread / most : 1));
        })
      : [],
  );
  const worst = TURNS.map((_, i) => Math.min(1, ...shares.map((all) => all[i]!)));
  const best = Math.max(...worst);
  return TURNS[worst.findIndex((share) => share >= ENOUGH * best)]!;
}
