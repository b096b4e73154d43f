import { mix } from '../../motion/span';

/**
 * Two arms that wind around the origin, one half a turn behind the other: at radius r, the arm of class 0 has the angle
 * `start` + `rate`·r (an Archimedean spiral, as the dots are made).
 */
export interface Arms {
  readonly start: number;
  /** Radians a unit of radius. */
  readonly rate: number;
  /** Radius of the outermost dot. */
  readonly outer: number;
}

/**
 * The arms that the dots lie on, by least squares: angles are followed along each arm and count by the square of their radius,
 * because noise turns a dot near the centre further than one far out.
 * @param points x₀, y₀, x₁, y₁, …, those of each class from the inside out
 * @param labels 0 or 1, one a point
 */
export function armsOf(points: ArrayLike<number>, labels: ArrayLike<number>): Arms {
  const radii: number[] = [];
  const angles: number[] = [];
  let first: number | undefined;
  for (const arm of [0, 1]) {
    let before: number | undefined;
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] !== arm) continue;
      const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
      // The second arm half a turn back, so that both are one.
      const raw = Math.atan2(y, x) - Math.PI * arm;
      const angle: number = nearestTurn(raw, before ?? first ?? raw);
      before = angle;
      first ??= angle;
      radii.push(Math.hypot(x, y));
      angles.push(angle);
    }
  }
  const weights = radii.map((r) => r * r);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, v, i) => sum + weights[i]! * v, 0) / total;
  const [r0, a0] = [mean(radii), mean(angles)];
  const spread = mean(radii.map((r) => (r - r0) ** 2));
  const rate = spread > 0 ? mean(radii.map((r, i) => (r - r0) * (angles[i]! - a0))) / spread : 0;
  return { start: a0 - rate * r0, rate, outer: Math.max(...radii) };
}

/** The same angle, whole turns away, that is nearest to another. */
const nearestTurn = (angle: number, to: number): number =>
  angle + 2 * Math.PI * Math.round((to - angle) / (2 * Math.PI));

/** Beyond the last dot the boundary winds on over about this much of the radius, then leaves straight. */
const RUN_OUT = 0.62;
/** A hand is not exact: the line sways by so much to both sides, in radians, on its two ways out differently, as far as there are dots. */
const SWAY = 0.075;

/** The angle of arm 0 at a radius; beyond the dots it stays. */
function armAngle({ start, rate, outer }: Arms, r: number): number {
  const beyond = r > outer ? RUN_OUT * Math.tanh((r - outer) / RUN_OUT) : 0;
  return start + rate * (Math.min(r, outer) + beyond);
}

function sway({ outer }: Arms, radius: number, end: 1 | -1): number {
  const r = Math.min(radius, outer);
  return (SWAY * r * Math.sin(2.6 * r + (end > 0 ? 0.4 : 2.1))) / (0.6 + r);
}

/**
 * The boundary that winds between the arms: a quarter turn from both, from far out through the centre (u = 0) and out again.
 * @param u radius, signed: the two ways out
 * @param out gets x and y
 */
export function boundaryPoint(arms: Arms, u: number, out: Float64Array): void {
  const r = Math.abs(u);
  const angle = armAngle(arms, r) + Math.PI / 2 + sway(arms, r, u < 0 ? -1 : 1);
  out[0] = u * Math.cos(angle);
  out[1] = u * Math.sin(angle);
}

/** The class on whose side of that boundary a point lies. */
export function sideOf(arms: Arms, x: number, y: number): 0 | 1 {
  const r = Math.hypot(x, y);
  // In [−π, π): from arm 0 to the point.
  const angle = nearestTurn(Math.atan2(y, x) - armAngle(arms, r), 0);
  const quarter = Math.PI / 2;
  return angle > sway(arms, r, -1) - quarter && angle < sway(arms, r, 1) + quarter ? 0 : 1;
}

/** The boundary as a polyline [x₀, y₀, …] from one end at this radius to the other. */
export function boundaryLine(arms: Arms, radius: number, pieces: number): Float64Array {
  const line = new Float64Array(2 * (pieces + 1));
  const out = new Float64Array(2);
  for (let i = 0; i <= pieces; i++) {
    boundaryPoint(arms, mix(-radius, radius, i / pieces), out);
    line.set(out, 2 * i);
  }
  return line;
}

/** The side of a class within a circle, as a closed polygon [x₀, y₀, …]: the boundary and the arc that it cuts off. */
export function sideRegion(arms: Arms, radius: number, side: 0 | 1, pieces: number): Float64Array {
  const line = boundaryLine(arms, radius, pieces);
  const middle = armAngle(arms, radius);
  const from = middle + Math.PI / 2 + sway(arms, radius, 1);
  const behind = middle - Math.PI / 2 + sway(arms, radius, -1);
  const to = side === 0 ? behind : behind + 2 * Math.PI;
  const arc = Float64Array.from({ length: 2 * 64 }, (_, k) => {
    const angle = mix(from, to, (Math.floor(k / 2) + 1) / 65);
    return radius * (k % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
  const region = new Float64Array(line.length + arc.length);
  region.set(line);
  region.set(arc, line.length);
  return region;
}
