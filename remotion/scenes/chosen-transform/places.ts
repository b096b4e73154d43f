import type { Box, Layout } from '../../stage/layout';
import type { View } from '../../stage/plane';
import type { Unrolling } from './unroll';

export interface Places {
  readonly plane: Box;
  readonly unrolling: Unrolling;
  /** The window while the plane is whole, and where it has come to rest once all is unrolled: as large, and further on. */
  readonly views: readonly [whole: View, unrolled: View];
  /** Where the map's formula stands, its middle and baseline, and its em; all in pixels. */
  readonly formula: { readonly x: number; readonly y: number; readonly size: number };
  /** Em of names at the axes. */
  readonly nameSize: number;
}

/** @param sheet radius of the piece of the plane that is followed */
export function placesOf(layout: Layout, sheet: number): Places {
  const { content, unit, name } = layout;
  const wide = name === 'wide';
  // Where it is wide, the formula has a column of its own; else it stands above.
  const top = { wide: 0, tall: 150, square: 96 }[name] * unit;
  const plane = { ...content, y: content.y + top, height: content.height - top };
  const middle = { x: plane.x + plane.width / 2, y: plane.y + plane.height / 2 };
  const disk = Math.min(plane.width, plane.height) / 2 - { wide: 32, tall: 6, square: 28 }[name] * unit;
  const scale = disk / sheet;
  // The unrolled plane has room for names on its left, on its right, and below it.
  const from = plane.x + (wide ? 590 : 110) * unit;
  const strip = {
    x: from,
    y: plane.y + 12 * unit,
    width: plane.x + plane.width - 66 * unit - from,
    height: plane.height - 88 * unit,
  };
  const half = Math.min(plane.width, plane.height) / 2 / scale;
  return {
    plane,
    unrolling: { radian: strip.height / (2 * Math.PI * scale), stretch: strip.width / disk },
    views: [
      { x: 0, y: 0, half },
      { x: (middle.x - strip.x) / scale, y: (strip.y + strip.height / 2 - middle.y) / scale, half },
    ],
    formula: wide
      ? { x: (content.x + middle.x - disk) / 2, y: middle.y + 17 * unit, size: 58 * unit }
      : {
          x: middle.x,
          y: content.y + (name === 'tall' ? 100 : 66) * unit,
          size: (name === 'tall' ? 72 : 60) * unit,
        },
    nameSize: 50 * unit,
  };
}
