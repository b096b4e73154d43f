import type { PlaneMap } from '../../motion/layer-path';
import type { Vec3 } from '../../stage/camera';

/** The six examples, as maps of a number or of two from [−1, 1] into space. */

export interface CurveShape {
  readonly dimension: 1;
  /** Writes the point at u ∈ [−1, 1]. */
  readonly map: (u: number, out: Float64Array) => void;
  /** World units that it goes for one of u; the same everywhere. */
  readonly speed: number;
  /** Distance of its marks along u. */
  readonly step: number;
  /** Whether it comes back to where it began: then u goes on beyond ±1. */
  readonly round: boolean;
}

export interface SurfaceShape {
  readonly dimension: 2;
  /** Writes the point at (u, v) ∈ [−1, 1]²; ∂u × ∂v points outside. */
  readonly map: PlaneMap;
  /** World units that it goes for one of u and of v, at v. */
  readonly speeds: (v: number) => readonly [u: number, v: number];
  /** Its outside is all that can be seen of it. */
  readonly closed: boolean;
  /** Distance of its grid lines along u and along v. */
  readonly steps: readonly [u: number, v: number];
  /** Whether u and v come back to where they began: then they go on beyond ±1. */
  readonly round: readonly [u: boolean, v: boolean];
}

export const SPHERE = { radius: 1 } as const;
/** Of the circle that the tube goes round on, and of the tube. */
export const TORUS = { ring: 0.76, tube: 0.36 } as const;
export const CIRCLE = { radius: 0.94 } as const;
const LINE = { half: 1, rise: 0.34 } as const;
const PLANE = { half: 0.86 } as const;

export const line: CurveShape = {
  dimension: 1,
  map(u, out) {
    out[0] = LINE.half * u;
    out[1] = 0;
    out[2] = LINE.rise * u;
  },
  speed: Math.hypot(LINE.half, LINE.rise),
  step: 1 / 4,
  round: false,
};

/** It stands upright, so that one sees it turn. */
export const circle: CurveShape = {
  dimension: 1,
  map(u, out) {
    out[0] = CIRCLE.radius * Math.sin(Math.PI * u);
    out[1] = 0;
    out[2] = -CIRCLE.radius * Math.cos(Math.PI * u);
  },
  speed: Math.PI * CIRCLE.radius,
  step: 1 / 12,
  round: true,
};

export const plane: SurfaceShape = {
  dimension: 2,
  map(u, v, out) {
    out[0] = PLANE.half * u;
    out[1] = PLANE.half * v;
    out[2] = 0;
  },
  speeds: () => [PLANE.half, PLANE.half],
  closed: false,
  steps: [1 / 4, 1 / 4],
  round: [false, false],
};

/** By longitude and latitude. */
export const sphere: SurfaceShape = {
  dimension: 2,
  map(u, v, out) {
    const [longitude, latitude] = [Math.PI * u, (Math.PI / 2) * v];
    out[0] = SPHERE.radius * Math.cos(latitude) * Math.cos(longitude);
    out[1] = SPHERE.radius * Math.cos(latitude) * Math.sin(longitude);
    out[2] = SPHERE.radius * Math.sin(latitude);
  },
  speeds: (v) => [Math.PI * SPHERE.radius * Math.cos((Math.PI / 2) * v), (Math.PI / 2) * SPHERE.radius],
  closed: true,
  steps: [1 / 8, 1 / 4],
  round: [true, false],
};

/** Round the ring, and round the tube. */
export const torus: SurfaceShape = {
  dimension: 2,
  map(u, v, out) {
    const [round, tube] = [Math.PI * u, Math.PI * v];
    const radius = TORUS.ring + TORUS.tube * Math.cos(tube);
    out[0] = radius * Math.cos(round);
    out[1] = radius * Math.sin(round);
    out[2] = TORUS.tube * Math.sin(tube);
  },
  speeds: (v) => [Math.PI * (TORUS.ring + TORUS.tube * Math.cos(Math.PI * v)), Math.PI * TORUS.tube],
  closed: true,
  steps: [1 / 10, 1 / 4],
  round: [true, true],
};

/** Where a shape is at a place of its own. */
export function pointOn(shape: CurveShape | SurfaceShape, [u, v = 0]: readonly number[]): Vec3 {
  const out = new Float64Array(3);
  if (shape.dimension === 1) shape.map(u!, out);
  else shape.map(u!, v, out);
  return [out[0]!, out[1]!, out[2]!];
}
