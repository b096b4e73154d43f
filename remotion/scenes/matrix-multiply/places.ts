import { polarMap } from '../../motion/layer-path';
import { memo } from '../../stage/memo';
import { planeOf } from '../../stage/plane';
import type { Given } from '../../stage/scene';
import { axisCandidates, discsAlong, freePlaces, type Candidate, type Disc, type Label } from '../free-place';
import { storyOf } from './story';

type Point = readonly [x: number, y: number];

/**
 * Middles of what is written in the plane, in pixels: of coordinates from where their guide meets the axis, of names from
 * their dot; `image`: of the dot after its move.
 */
export interface Written {
  readonly point: readonly [Point, Point];
  readonly image: readonly [Point, Point];
  readonly pointName: Point;
  readonly imageName: Point;
}

/** Width of x and of Wx, in em. */
const NAMES = [0.75, 1.75] as const;
const DIAGONAL = Math.SQRT1_2;
const AROUND = [
  [0, 1],
  [0, -1],
  [-1, 0],
  [1, 0],
  [-DIAGONAL, DIAGONAL],
  [DIAGONAL, DIAGONAL],
  [-DIAGONAL, -DIAGONAL],
  [DIAGONAL, -DIAGONAL],
  [-1, 0.85],
  [1, 0.85],
  [-1, -0.85],
  [1, -0.85],
] as const;

/** A name beside its dot, on whichever side is free. */
const nameLabel = ([x, y]: Point, width: number, size: number): Label => ({
  width: width * size,
  height: 0.9 * size,
  candidates: AROUND.map(([dx, dy]) => ({
    x: x + dx * (width / 2 + 0.55) * size,
    y: y + dy * 0.95 * size,
    cost: dx === 0 || dy === 0 ? 0 : 0.3 * Math.abs(dx),
  })),
});

const from = ({ x, y }: Candidate, [ox, oy]: Point): Point => [x - ox, y - oy];

/** Off the dots, off the way between them, off the guides, and off each other. */
export const writtenOf = memo((given: Given): Written => {
  const { places, views, path, point, values, sums } = storyOf(given);
  const { unit } = given.layout;
  const size = places.label;
  const plane = planeOf(places.plane, views[0]);
  const along = (t: number): Point => {
    const at = new Float64Array(3);
    polarMap(path, t)(...point, at);
    plane.project(at);
    return [at[0]!, at[1]!];
  };
  const [start, end] = [along(0), along(1)];
  const origin: Point = [plane.x(0), plane.y(0)];
  const way = Array.from({ length: 41 }, (_, i) => along(i / 40)).flat();
  const dot = ([x, y]: Point): Disc => ({ x, y, radius: 20 * unit, cost: 100 });
  const guides = ([x, y]: Point, cost: number): Disc[] => [
    ...discsAlong([x, y, x, origin[1]], 4 * unit, cost),
    ...discsAlong([x, y, origin[0], y], 4 * unit, cost),
  ];
  const { box } = plane;
  const kept = [
    dot(start),
    dot(end),
    ...discsAlong(way, 8 * unit, 20),
    // A number on an axis is struck through by it.
    ...discsAlong([box.x, origin[1], box.x + box.width, origin[1]], 2 * unit, 0.04),
    ...discsAlong([origin[0], box.y, origin[0], box.y + box.height], 2 * unit, 0.04),
  ];
  const widths = (pair: typeof values): Point => [(pair[0].width + 0.2) * size, (pair[1].width + 0.2) * size];
  const [x, y, pointName] = freePlaces(
    [...axisCandidates(start, origin, size, widths(values)), nameLabel(start, NAMES[0], size)],
    [...kept, ...guides(start, 20), ...guides(end, 1)],
    box,
  );
  const named: Disc = { x: pointName!.x, y: pointName!.y, radius: 0.4 * size, cost: 100 };
  const [u, v, imageName] = freePlaces(
    [...axisCandidates(end, origin, size, widths(sums)), nameLabel(end, NAMES[1], size)],
    // Not so near the dot's first place that it seems to name that one.
    [...kept, ...guides(end, 20), named, { x: start[0], y: start[1], radius: 1.1 * size, cost: 3 }],
    box,
  );
  return {
    point: [from(x!, [start[0], origin[1]]), from(y!, [origin[0], start[1]])],
    image: [from(u!, [end[0], origin[1]]), from(v!, [origin[0], end[1]])],
    pointName: from(pointName!, start),
    imageName: from(imageName!, end),
  };
});
