import type { Box, Layout } from '../../stage/layout';
import { mixBoxes } from '../../stage/plane';
import { mix } from '../../motion/span';
import { firstApart, networkColumns, type NeuronColumn } from '../../stage/network-diagram';
import type { Stat, StatPlaces } from '../run-stats';

/** Where the plane stands, and the network beside or below it. */
export interface Stand {
  readonly plane: Box;
  readonly columns: readonly NeuronColumn[];
  /** Of a neuron. */
  readonly radius: number;
}

export interface Places {
  /** While nothing is counted the two have all of the room. */
  readonly alone: Stand;
  /** While it learns they make room for what is counted. */
  readonly learning: Stand;
  /** Layers from top to bottom. */
  readonly downwards: boolean;
  readonly stats: StatPlaces;
  /** Where the curve is; its ticks stand to the left and below. */
  readonly graph: Box;
}

/** Between the two stands. */
export function mixStands(a: Stand, b: Stand, t: number): Stand {
  return {
    plane: mixBoxes(a.plane, b.plane, t),
    columns: a.columns.map(({ x, ys }, k) => ({
      x: mix(x, b.columns[k]!.x, t),
      ys: ys.map((y, i) => mix(y, b.columns[k]!.ys[i]!, t)),
    })),
    radius: mix(a.radius, b.radius, t),
  };
}

/** Neurons do not grow beyond this, nor are they further apart, in units. */
const [RADIUS, RADIUS_ALONE] = [22, 26];
const [SPREAD, SPREAD_ALONE] = [64, 92];

/** Of an input's name and value, in units: the room for them beside its neuron, and between the two. */
export const INPUT = { room: 142, gap: 16 };
/** The least height between two inputs that stand one below the other, so that their values do, too. */
const INPUTS_APART = 54;
/** Of a neuron's distance to the next one. */
const RADIUS_OF_GAP = 0.4;

/** Height of a row of them, where they stand one above the other. */
const ROW = 78;
/** Room for a graph's ticks, to the left and below. */
const [TICKS_LEFT, TICKS_BELOW] = [74, 52];

export function placesOf({ name, content, unit: u }: Layout, widths: readonly number[]): Places {
  const wide = name === 'wide';
  const tall = name === 'tall';
  const { x, y, width, height } = content;
  const right = x + width;
  const bottom = y + height;

  const side = (wide ? 832 : tall ? 780 : 520) * u;
  const plane: Box = tall
    ? { x: x + (width - side) / 2, y, width: side, height: side }
    : { x: right - side, y, width: side, height: side };

  const downwards = name === 'square';
  const left = wide ? width - side - 56 * u : tall ? width : width - side - 40 * u;
  // Room for the numbers that go in and come out.
  const [before, after] = downwards ? [30 * u, 36 * u] : [190 * u, 140 * u];
  const network: Box = wide
    ? { x: x + before, y: y + 24 * u, width: left - before - after, height: 404 * u }
    : tall
      ? { x: x + before, y: y + side + 52 * u, width: left - before - after, height: 336 * u }
      : { x: x + 24 * u, y: y + before, width: left - 48 * u, height: side - before - after };
  const standing = (seen: Box, box: Box, spread: number, largest: number): Stand => {
    const even = networkColumns(widths, box, { downwards, spread: spread * u });
    const [first, second] = even[0]!.ys;
    const step = second! - first!;
    // Side by side, the first one's value begins at the content's edge at the least.
    const most = (left / 2 - (INPUT.room + INPUT.gap) * u) / (0.5 + RADIUS_OF_GAP);
    const columns = firstApart(even, downwards ? Math.min(step, most) : Math.max(step, INPUTS_APART * u));
    const gaps = columns.flatMap(({ ys }) => (ys.length > 1 ? [ys[1]! - ys[0]!] : []));
    return { plane: seen, columns, radius: Math.min(largest * u, RADIUS_OF_GAP * Math.min(...gaps)) };
  };
  const lower = downwards ? (height - side) / 2 : 0;
  const alone: Box = wide
    ? { ...network, y: y + 60 * u, height: height - 120 * u }
    : tall
      ? { ...network, y: y + side + 90 * u, height: height - side - 150 * u }
      : { ...network, y: network.y + lower };

  const statsTop = wide ? y + 478 * u : tall ? y + side + 436 * u : plane.y + side + 40 * u;
  const across = wide ? left : tall ? width : 345 * u;
  const stat = (i: number): Stat => {
    const [sx, sy] = downwards ? [x, statsTop + i * ROW * u] : [x + (i * across) / 3, statsTop];
    return downwards
      ? { name: { x: sx, y: sy + 48 * u }, value: { x: sx + 122 * u, y: sy + 48 * u } }
      : { name: { x: sx, y: sy + 24 * u }, value: { x: sx, y: sy + 78 * u } };
  };
  const graphTop = downwards ? statsTop + 8 * u : statsTop + 112 * u;
  const graphLeft = (downwards ? x + across : x) + TICKS_LEFT * u;
  return {
    alone: standing({ ...plane, y: plane.y + lower }, alone, SPREAD_ALONE, RADIUS_ALONE),
    learning: standing(plane, network, SPREAD, RADIUS),
    downwards,
    stats: [stat(0), stat(1), stat(2)],
    graph: {
      x: graphLeft,
      y: graphTop,
      width: (downwards || tall ? right : x + left) - graphLeft - 26 * u,
      height: bottom - TICKS_BELOW * u - graphTop,
    },
  };
}
