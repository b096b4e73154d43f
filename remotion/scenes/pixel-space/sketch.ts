import type { Box } from '../../stage/layout';
import { scrambled } from '../scrambled';

export { scrambled };

/**
 * A picture of a space that cannot be drawn, not a projection of it: noise is anywhere, digits keep to a curved band. Only how far
 * apart the stops of the walk lie along the band is measured. Places are −1 … 1 on both axes, y down.
 */
export type Place = readonly [x: number, y: number];

/** The band's middle line, s from 0 to 1 between the walk's ends; a little beyond both. */
export const bandAt = (s: number): Place => [
  -0.64 * Math.cos(Math.PI * s),
  0.56 - 1.12 * Math.sin(Math.PI * s),
];

/** Away from the band's middle line, to its outer side. */
function besideBand(s: number, away: number): Place {
  const [x, y] = bandAt(s);
  const [dx, dy] = [0.64 * Math.sin(Math.PI * s), -1.12 * Math.cos(Math.PI * s)];
  const size = Math.hypot(dx, dy);
  return [x + (away * dy) / size, y - (away * dx) / size];
}

const part = (n: number): number => scrambled(n) / 2 ** 32;

/** The i-th image whose every pixel is drawn at random. */
export const noiseImage = (i: number, pixels: number): Uint8Array =>
  Uint8Array.from({ length: pixels }, (_, p) => scrambled(i * pixels + p) >>> 24);

/** Half of the band's breadth. */
const HALF = 0.045;
const AROUND = 0.12;

/** Dots of digits, in the order of the band. */
export const digitPlaces = (count: number): readonly Place[] =>
  Array.from({ length: count }, (_, i) => {
    const s = -0.09 + (1.18 * (i + part(2 * i))) / count;
    return besideBand(s, HALF * (2 * part(2 * i + 1) - 1));
  });

/** Nearer to each other no two dots of noise stand. */
const APART = 0.1;

/** Where the sketch says that it is one. */
const noted = (x: number, y: number): boolean => y > 0.86 && Math.abs(x) < 0.5;

/** Dots anywhere, none on another and none on the band; fewer where there is no more room. */
export function noisePlaces(count: number): readonly Place[] {
  const line = Array.from({ length: 60 }, (_, i) => bandAt(-0.09 + (1.18 * i) / 59));
  const places: Place[] = [];
  for (let i = 0; i < 40 * count && places.length < count; i++) {
    const [x, y] = [2 * part(3 * i + 1e6) - 1, 2 * part(3 * i + 1e6 + 1) - 1];
    const clear = (from: readonly Place[], least: number): boolean =>
      from.every(([a, b]) => Math.hypot(x - a, y - b) > least);
    if (!noted(x, y) && clear(line, AROUND) && clear(places, APART)) places.push([x, y]);
  }
  return places;
}

/** How far along the band each stop of a walk stands, 0 … 1, by the lengths of the steps. */
export function alongBand(steps: readonly number[]): readonly number[] {
  const whole = steps.reduce((sum, step) => sum + step, 0);
  let gone = 0;
  return [0, ...steps.map((step) => (gone += step) / whole)];
}

/** Pixels of a place in the sketch's box, `inset` pixels clear of its edges. */
export const placeIn =
  ({ x, y, width, height }: Box, inset: number) =>
  ([u, v]: Place): Place => [
    x + width / 2 + u * (width / 2 - inset),
    y + height / 2 + v * (height / 2 - inset),
  ];
