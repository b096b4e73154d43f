import type { Box, Layout } from '../../stage/layout';

/** One of the two walks: what is seen where it has come to, and all its stops in a row. */
export interface WalkPlace {
  readonly big: Box;
  /** Left end of the heading's line, its middle. */
  readonly heading: { readonly x: number; readonly y: number };
  readonly row: Box;
}

/** Where things stand, in pixels. */
export interface Places {
  readonly digit: Box;
  readonly strip: Box;
  /** Numbers of a few pixels, read off the strip. */
  readonly numbers: Box;
  readonly count: number;
  /** The sketch of the space, alone and beside the walks. */
  readonly space: Box;
  readonly aside: Box;
  readonly walks: readonly [straight: WalkPlace, near: WalkPlace];
}

/** Widest heading, in units. */
const HEADING = 280;

/** What is seen on the two walks side by side, and their rows one over the other, so that stop can be compared with stop. */
function walksIn({ x, y, width, height }: Box, u: number): readonly [WalkPlace, WalkPlace] {
  const gap = 44 * u;
  const column = (width - gap) / 2;
  const rows = { height: 88 * u, gap: 18 * u };
  const room = height - 2 * rows.height - rows.gap - 30 * u;
  const head = 56 * u;
  const [alone, under] = [Math.min(room, column - HEADING * u), Math.min(room - head, column)];
  const beside = alone > under;
  const side = beside ? alone : under;
  const used = side + (beside ? 0 : head) + 2 * rows.height + rows.gap + 30 * u;
  const top = y + (height - used) / 2;
  const bigTop = top + (beside ? 0 : head);
  const walk = (i: number): WalkPlace => {
    const left = x + i * (column + gap);
    const big = { x: left, y: bigTop, width: side, height: side };
    return {
      big,
      heading: beside ? { x: left + side + 24 * u, y: bigTop + side / 2 } : { x: left, y: top + 20 * u },
      row: { x, y: bigTop + side + 30 * u + i * (rows.height + rows.gap), width, height: rows.height },
    };
  };
  return [walk(0), walk(1)];
}

export function placesOf({ content, unit: u, name }: Layout): Places {
  const { x, y, width, height } = content;
  const wide = name === 'wide';
  const strip = { x, y: y + 8 * u, width, height: (name === 'tall' ? 96 : 84) * u };
  const below = strip.y + strip.height + 64 * u;
  const side = Math.min(y + height - below, width * 0.94);
  const digit = {
    x: x + (width - side) / 2,
    y: below + (y + height - below - side) / 2,
    width: side,
    height: side,
  };
  const count = wide ? 9 : 6;
  const cell = Math.min(width / (count + 0.4), 180 * u);
  const numbers = {
    x: x + (width - count * cell) / 2,
    y: below + (y + height - below) * (name === 'tall' ? 0.36 : 0.44) - cell / 2,
    width: count * cell,
    height: cell,
  };
  const gap = 44 * u;
  const aside = wide
    ? { ...content, width: 600 * u }
    : { ...content, height: (name === 'tall' ? 740 : 310) * u };
  const rest = wide
    ? { ...content, x: x + aside.width + gap, width: width - aside.width - gap }
    : { ...content, y: y + aside.height + 28 * u, height: height - aside.height - 28 * u };
  return { digit, strip, numbers, count, space: content, aside, walks: walksIn(rest, u) };
}
