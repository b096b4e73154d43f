import type { Box, Layout } from '../../stage/layout';
import { networkColumns, type NeuronColumn } from '../../stage/network-diagram';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Stat {
  readonly name: Spot;
  readonly value: Spot;
}

export interface Places {
  readonly plane: Box;
  readonly columns: readonly NeuronColumn[];
  /** Layers from top to bottom. */
  readonly downwards: boolean;
  /** Of a neuron. */
  readonly radius: number;
  /** What is counted: epoch, loss, accuracy; where its name begins, and where its value does, at their baselines. */
  readonly stats: readonly [epoch: Stat, loss: Stat, accuracy: Stat];
  /** Where the curve is; its ticks stand to the left and below. */
  readonly graph: Box;
}

/** Neurons do not grow beyond this, nor are they further apart, in units. */
const RADIUS = 22;
const SPREAD = 64;

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
  const [before, after] = downwards ? [30 * u, 36 * u] : [190 * u, 130 * u];
  const network: Box = wide
    ? { x: x + before, y: y + 24 * u, width: left - before - after, height: 404 * u }
    : tall
      ? { x: x + before, y: y + side + 52 * u, width: left - before - after, height: 336 * u }
      : { x: x + 24 * u, y: y + before, width: left - 48 * u, height: side - before - after };
  const columns = networkColumns(widths, network, { downwards, spread: SPREAD * u });
  const widest = columns.reduce((a, b) => (b.ys.length > a.ys.length ? b : a)).ys;
  const gap = widest.length > 1 ? widest[1]! - widest[0]! : Infinity;
  const radius = Math.min(RADIUS * u, 0.4 * gap);

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
    plane,
    columns,
    downwards,
    radius,
    stats: [stat(0), stat(1), stat(2)],
    graph: {
      x: graphLeft,
      y: graphTop,
      width: (downwards || tall ? right : x + left) - graphLeft - 26 * u,
      height: bottom - TICKS_BELOW * u - graphTop,
    },
  };
}
