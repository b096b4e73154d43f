import type { Box, Layout } from '../../stage/layout';
import { planeOf, type Plane } from '../../stage/plane';
import type { BoxView, Halves } from './solid-box';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Places {
  /** All of the frame's width, down to the captions: the field may bleed to its edges. */
  readonly region: Box;
  /** The plane as the film opens and as its title stands: all about the box. */
  readonly poster: Plane;
  /** The plane as what goes into the box. */
  readonly small: Plane;
  readonly halves: Halves;
  readonly views: {
    readonly opening: BoxView;
    readonly closed: BoxView;
    readonly open: BoxView;
    readonly title: BoxView;
  };
  /** Signals go from top to bottom. */
  readonly downwards: boolean;
  /** Where the wires to the box begin, and where the one from it ends, along the way of the signals. */
  readonly wires: { readonly from: number; readonly to: number };
  /** The middle of what comes out. */
  readonly answer: Spot;
  /** Baselines of the title's lines, and their size in units. */
  readonly title: { readonly x: number; readonly ys: readonly number[]; readonly size: number };
}

const OPENING = { yaw: -0.64, pitch: 0.44 };
const CLOSED = { yaw: -0.4, pitch: 0.2 };
const OPEN = { yaw: 0, pitch: 0 };

/** @param reach Half the width of the window that shows all dots, in units of the data. */
export function placesOf({ name, content, captionBand, width, unit: u }: Layout, reach: number): Places {
  const region: Box = { x: 0, y: 0, width, height: captionBand.y - 8 * u };
  const middle = { x: width / 2, y: content.y + content.height / 2 };
  const right = content.x + content.width;
  const whole = (box: Box): Plane => planeOf(box, { x: 0, y: 0, half: reach });
  /** The frame as a window on the plane, its origin in the middle of the content. */
  const bleeding = (radius: number): Plane => {
    const scale = (radius * u) / reach;
    const half = Math.min(region.width, region.height) / 2 / scale;
    return planeOf(region, { x: 0, y: (middle.y - region.height / 2) / scale, half });
  };
  if (name === 'wide') {
    const side = 372 * u;
    const box = { x: content.x + 1032 * u, y: middle.y, scale: 286 * u };
    return {
      region,
      poster: bleeding(448),
      small: whole({ x: content.x, y: middle.y - side / 2, width: side, height: side }),
      halves: [1.42, 1, 0.62],
      views: {
        opening: { ...middle, scale: 126 * u, ...OPENING },
        closed: { ...box, ...CLOSED },
        open: { ...box, ...OPEN },
        title: { x: middle.x, y: content.y + 300 * u, scale: 206 * u, ...OPEN },
      },
      downwards: false,
      wires: { from: content.x + side + 176 * u, to: right - 150 * u },
      answer: { x: right - 66 * u, y: middle.y },
      title: { x: middle.x, ys: [content.y + 720 * u], size: 88 },
    };
  }
  if (name === 'tall') {
    const side = 400 * u;
    const box = { x: middle.x, y: content.y + 946 * u, scale: 372 * u };
    return {
      region,
      poster: bleeding(500),
      small: whole({ x: middle.x - side / 2, y: content.y, width: side, height: side }),
      halves: [1.1, 1, 0.5],
      views: {
        opening: { ...middle, scale: 172 * u, ...OPENING },
        closed: { ...box, ...CLOSED, yaw: -0.26 },
        open: { ...box, ...OPEN },
        title: { x: middle.x, y: content.y + 600 * u, scale: 350 * u, ...OPEN },
      },
      downwards: true,
      wires: { from: content.y + side + 62 * u, to: content.y + 1468 * u },
      answer: { x: middle.x, y: content.y + 1520 * u },
      title: { x: middle.x, ys: [content.y + 1270 * u, content.y + 1388 * u], size: 90 },
    };
  }
  const side = 216 * u;
  const box = { x: middle.x, y: content.y + 526 * u, scale: 204 * u };
  return {
    region,
    poster: bleeding(412),
    small: whole({ x: middle.x - side / 2, y: content.y, width: side, height: side }),
    halves: [1.74, 1, 0.6],
    views: {
      opening: { ...middle, scale: 98 * u, ...OPENING },
      closed: { ...box, ...CLOSED, yaw: -0.22, pitch: 0.14 },
      open: { ...box, ...OPEN },
      title: { x: middle.x, y: content.y + 290 * u, scale: 212 * u, ...OPEN },
    },
    downwards: true,
    wires: { from: content.y + side + 46 * u, to: content.y + 774 * u },
    answer: { x: middle.x, y: content.y + 802 * u },
    title: { x: middle.x, ys: [content.y + 680 * u, content.y + 782 * u], size: 86 },
  };
}
