type Corner = readonly [x: number, y: number];

/**
 * The convex hull of points x₀, y₀, x₁, y₁, … in the same form, its corners in their order round it (Andrew's monotone chain).
 * Of less than three points that are not on one line it is these points.
 */
export function convexHull(points: readonly number[]): number[] {
  const corners = Array.from({ length: Math.floor(points.length / 2) }, (_, i): Corner => [
    points[2 * i]!,
    points[2 * i + 1]!,
  ]).sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  if (corners.length < 3) return corners.flat();
  return [...chain(corners), ...chain(corners.reverse())].flat();
}

/** One side of the hull without its last corner, which the other one begins with. */
function chain(corners: readonly Corner[]): readonly Corner[] {
  const hull: Corner[] = [];
  for (const point of corners) {
    while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
    hull.push(point);
  }
  return hull.slice(0, -1);
}

const turn = ([ax, ay]: Corner, [bx, by]: Corner, [x, y]: Corner): number =>
  (bx - ax) * (y - ay) - (by - ay) * (x - ax);
