/** SVG path data as MathJax writes it: absolute commands M L H V Q T C S Z only. */

/** (x, y) ↦ (a·x + e, b·y + f), as [a, b, e, f]: all that formulas need. */
export type Affine = readonly [a: number, b: number, e: number, f: number];

interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const PAIRS = 'MLQTCS';

function* commandsOf(d: string): Generator<readonly [command: string, values: number[]]> {
  for (const [, command = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    if (!`${PAIRS}HVZ`.includes(command)) throw new RangeError(`path command ${command} is not supported`);
    yield [command, (list.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? []).map(Number)];
  }
}

/** Four decimals of an em are a two-hundredth of a pixel at 48 px. */
const short = (x: number): string => String(Math.round(x * 1e4) / 1e4);

/**
 * Path data moved and scaled, and cut to a rectangle where one is given. The cut clamps points, which is exact for the
 * straight-sided pieces that tall delimiters are assembled from.
 * @throws RangeError on relative commands and arcs.
 */
export function transformPath(d: string, [a, b, e, f]: Affine, clip?: Rectangle): string {
  const x = (v: number): string => short(clip ? Math.min(clip.x1, Math.max(clip.x0, a * v + e)) : a * v + e);
  const y = (v: number): string => short(clip ? Math.min(clip.y1, Math.max(clip.y0, b * v + f)) : b * v + f);
  let out = '';
  for (const [command, values] of commandsOf(d)) {
    const moved =
      command === 'H'
        ? values.map(x)
        : command === 'V'
          ? values.map(y)
          : values.map((v, i) => (i % 2 ? y(v) : x(v)));
    out += command + moved.join(' ');
  }
  return out;
}

export const rectangleData = (x: number, y: number, width: number, height: number): string =>
  width > 0 && height > 0 ? `M${x} ${y}H${x + width}V${y + height}H${x}Z` : '';

/** The box around all points of some paths, control points included: never smaller than the outlines. */
export function boundsOf(paths: readonly string[]): { x: number; y: number; width: number; height: number } {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  const seeX = (v: number): void => {
    x0 = Math.min(x0, v);
    x1 = Math.max(x1, v);
  };
  const seeY = (v: number): void => {
    y0 = Math.min(y0, v);
    y1 = Math.max(y1, v);
  };
  for (const d of paths)
    for (const [command, values] of commandsOf(d))
      values.forEach((v, i) => (command === 'H' || (command !== 'V' && i % 2 === 0) ? seeX(v) : seeY(v)));
  if (!(x1 >= x0 && y1 >= y0)) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}
