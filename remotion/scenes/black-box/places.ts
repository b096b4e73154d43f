import type { Box, Layout } from '../../stage/layout';
import { planeOf, type Plane } from '../../stage/plane';
import type { BoxView, Halves } from '../solid-box';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A picture made smaller about one point of it, which goes to another. */
export interface Similarity {
  readonly from: Spot;
  readonly to: Spot;
  readonly scale: number;
}

/** Where a place of the picture comes to. */
export const moved = ({ from, to, scale }: Similarity, { x, y }: Spot): Spot => ({
  x: to.x + scale * (x - from.x),
  y: to.y + scale * (y - from.y),
});

export interface Places {
  /** All of the frame's width, down to the captions: the field may bleed to its edges. */
  readonly region: Box;
  /** The plane as the film opens, all about the box; its box is so large that it fills the frame behind the title, too. */
  readonly poster: Plane;
  /** How that plane stands above the title. */
  readonly finale: Similarity;
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
const TITLE = { yaw: -0.44, pitch: 0.22 };
const OPEN = { yaw: 0, pitch: 0 };

/** @param reach Half the width of the window that shows all dots, in units of the data. */
export function placesOf({ name, content, captionBand, width, unit: u }: Layout, reach: number): Places {
  const region: Box = { x: 0, y: 0, width, height: captionBand.y - 8 * u };
  const middle = { x: width / 2, y: content.y + content.height / 2 };
  const right = content.x + content.width;
  const whole = (box: Box): Plane => planeOf(box, { x: 0, y: 0, half: reach });
  /** The dots within these radii about the middle, and then about a place above the title; its field goes to the frame's edges both times. */
  const bleeding = (radius: number, small: number, y: number): Pick<Places, 'poster' | 'finale'> => {
    const finale = { from: middle, to: { x: middle.x, y }, scale: small / radius };
    const back = { from: finale.to, to: middle, scale: radius / small };
    const low = moved(back, region);
    const high = moved(back, { x: width, y: region.height });
    const [x0, y0] = [Math.min(0, low.x), Math.min(0, low.y)];
    const [x1, y1] = [Math.max(width, high.x), Math.max(region.height, high.y)];
    const box: Box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    const scale = (radius * u) / reach;
    const view = { x: (x0 + x1) / 2 - middle.x, y: middle.y - (y0 + y1) / 2 };
    const half = Math.min(box.width, box.height) / 2 / scale;
    return { poster: planeOf(box, { x: view.x / scale, y: view.y / scale, half }), finale };
  };
  if (name === 'wide') {
    const side = 372 * u;
    const box = { x: content.x + 1032 * u, y: middle.y, scale: 286 * u };
    return {
      region,
      ...bleeding(448, 322, content.y + 322 * u),
      small: whole({ x: content.x, y: middle.y - side / 2, width: side, height: side }),
      halves: [1.42, 1, 0.62],
      views: {
        opening: { ...middle, scale: 138 * u, ...OPENING },
        closed: { ...box, ...CLOSED },
        open: { ...box, ...OPEN },
        title: { x: middle.x, y: content.y + 322 * u, scale: 112 * u, ...TITLE },
      },
      downwards: false,
      wires: { from: content.x + side + 176 * u, to: right - 150 * u },
      answer: { x: right - 66 * u, y: middle.y },
      title: { x: middle.x, ys: [content.y + 774 * u], size: 88 },
    };
  }
  if (name === 'tall') {
    const side = 400 * u;
    const box = { x: middle.x, y: content.y + 946 * u, scale: 372 * u };
    return {
      region,
      ...bleeding(500, 480, content.y + 560 * u),
      small: whole({ x: middle.x - side / 2, y: content.y, width: side, height: side }),
      halves: [1.1, 1, 0.5],
      views: {
        opening: { ...middle, scale: 184 * u, ...OPENING },
        closed: { ...box, ...CLOSED, yaw: -0.26 },
        open: { ...box, ...OPEN },
        title: { x: middle.x, y: content.y + 560 * u, scale: 190 * u, ...TITLE },
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
    ...bleeding(412, 288, content.y + 290 * u),
    small: whole({ x: middle.x - side / 2, y: content.y, width: side, height: side }),
    halves: [1.74, 1, 0.6],
    views: {
      opening: { ...middle, scale: 108 * u, ...OPENING },
      closed: { ...box, ...CLOSED, yaw: -0.32, pitch: 0.2 },
      open: { ...box, ...OPEN },
      title: { x: middle.x, y: content.y + 290 * u, scale: 92 * u, ...TITLE },
    },
    downwards: true,
    wires: { from: content.y + side + 46 * u, to: content.y + 774 * u },
    answer: { x: middle.x, y: content.y + 802 * u },
    title: { x: middle.x, ys: [content.y + 666 * u, content.y + 766 * u], size: 86 },
  };
}
