import type { Box } from '../stage/layout';

/** Something that a label should not cover: a disc in pixels, and how bad it is to cover it. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly cost: number;
}

/** Where the middle of a label could be, and how little it is wanted there. */
export interface Candidate {
  readonly x: number;
  readonly y: number;
  readonly cost: number;
}

export interface Label {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly candidates: readonly Candidate[];
}

/** More than any one disc costs: two labels on each other, or one outside. */
const NEVER = 1000;

const boxOf = ({ width, height }: Label, { x, y }: Candidate): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const covers = ({ x, y, width, height }: Box, disc: Disc): boolean => {
  const dx = Math.max(x - disc.x, 0, disc.x - x - width);
  const dy = Math.max(y - disc.y, 0, disc.y - y - height);
  return dx * dx + dy * dy < disc.radius * disc.radius;
};

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const inside = (outer: Box, box: Box): boolean =>
  box.x >= outer.x &&
  box.y >= outer.y &&
  box.x + box.width <= outer.x + outer.width &&
  box.y + box.height <= outer.y + outer.height;

/** For one label after the other, the cheapest of its places: inside `room`, off what is there, and off the labels before it. */
export function freePlaces(labels: readonly Label[], discs: readonly Disc[], room: Box): Candidate[] {
  const taken: Box[] = [];
  return labels.map((label) => {
    const costs = label.candidates.map((candidate) => {
      const box = boxOf(label, candidate);
      const covered = discs.reduce((sum, disc) => sum + (covers(box, disc) ? disc.cost : 0), 0);
      const met = taken.filter((other) => meet(other, box)).length;
      return candidate.cost + covered + NEVER * (met + (inside(room, box) ? 0 : 1));
    });
    const best = label.candidates[costs.indexOf(Math.min(...costs))]!;
    taken.push(boxOf(label, best));
    return best;
  });
}

/** Discs along a polyline x₀, y₀, x₁, y₁, …, no further apart than their radius. */
export function discsAlong(points: readonly number[], radius: number, cost: number): Disc[] {
  const discs: Disc[] = [];
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0, x1, y1] = points.slice(i, i + 4) as [number, number, number, number];
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / radius));
    for (let k = 0; k <= steps; k++)
      discs.push({ x: x0 + ((x1 - x0) * k) / steps, y: y0 + ((y1 - y0) * k) / steps, radius, cost });
  }
  return discs;
}

/**
 * Where the coordinates of a point may stand at the axes: best across the axis from the point, in line with its guide; else beside it.
 * @param point and `origin` in pixels; `size` em in pixels; `widths` of the labels in pixels
 */
export function axisCandidates(
  [px, py]: readonly [number, number],
  [ox, oy]: readonly [number, number],
  size: number,
  widths: readonly [x: number, y: number],
): readonly [Label, Label] {
  const height = 1.1 * size;
  const label = (width: number, candidates: readonly Candidate[]): Label => ({ width, height, candidates });
  const across = py > oy ? -1 : 1;
  const beyond = px > ox ? -1 : 1;
  const outward = -beyond;
  const [dx, dy] = [widths[0] / 2 + 0.3 * size, 0.85 * size];
  const [up, right] = [0.72 * size, widths[1] / 2 + 0.32 * size];
  return [
    label(widths[0], [
      { x: px, y: oy + across * up, cost: 0 },
      { x: px + outward * 0.55 * widths[0], y: oy + across * up, cost: 0.6 },
      { x: px - outward * 0.55 * widths[0], y: oy + across * up, cost: 0.8 },
      { x: px + outward * dx, y: oy - across * up, cost: 1.5 },
      { x: px - outward * dx, y: oy - across * up, cost: 3 },
    ]),
    label(widths[1], [
      { x: ox + beyond * right, y: py, cost: 0 },
      { x: ox + beyond * right, y: py - across * dy, cost: 0.6 },
      { x: ox + beyond * right, y: py + across * dy, cost: 0.8 },
      { x: ox - beyond * right, y: py - across * dy, cost: 2 },
      { x: ox - beyond * right, y: py + across * dy, cost: 3 },
    ]),
  ];
}
