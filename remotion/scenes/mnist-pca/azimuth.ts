import { projectAll, screenFor, viewOf, type Camera } from '../../stage/camera';
import { apartness } from './journey';

/** Directions that are tried for the camera, all the way round. */
const DIRECTIONS = 36;

interface Seen {
  /** Where the dots rest while the camera goes round, and all clouds that it sees from where it rests last. `[samples, 3]` each. */
  readonly output: Float64Array;
  readonly clouds: readonly Float64Array[];
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  readonly camera: Pick<Camera, 'elevation' | 'distance'>;
}

/**
 * Azimuth from which the classes are seen far apart and all clouds large: the share of the dots' variance across the picture
 * that their centroids have, times how large the clouds can be shown. The first of equals.
 * @param rests radians on from it at which the camera rests, the last one for the walk through the layers
 */
export function bestAzimuth(
  { output, clouds, labels, classes, camera }: Seen,
  rests: readonly number[],
): number {
  const screen = screenFor(labels.length);
  const flat = new Float64Array(3 * labels.length);
  const see = (points: Float64Array, azimuth: number): void => {
    const view = viewOf(
      { ...camera, target: [0, 0, 0], azimuth },
      { centreX: 0, centreY: 0, pixelsPerUnit: 1 },
    );
    projectAll(view, points, screen);
  };
  const apartFrom = (azimuth: number): number => {
    see(output, azimuth);
    for (let i = 0; i < labels.length; i++) {
      flat[3 * i] = screen.x[i]!;
      flat[3 * i + 1] = screen.y[i]!;
    }
    return apartness(flat, labels, classes);
  };
  const heightFrom = (azimuth: number): number => {
    let [top, bottom] = [0, 0];
    for (const points of clouds) {
      see(points, azimuth);
      for (const y of screen.y) {
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
    return bottom - top;
  };
  let [best, most] = [0, -Infinity];
  for (let i = 0; i < DIRECTIONS; i++) {
    const azimuth = (2 * Math.PI * i) / DIRECTIONS;
    const apart = rests.reduce((sum, rest) => sum + apartFrom(azimuth + rest), 0);
    const score = apart / (heightFrom(azimuth + (rests.at(-1) ?? 0)) || 1);
    if (score > most * (1 + 1e-9)) [best, most] = [azimuth, score];
  }
  return best;
}
