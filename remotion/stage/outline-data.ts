/** Path data of formulas, as render/tex.ts writes it: absolute M L H V Q T C S Z only, in em. */

type Command = readonly [name: string, values: readonly number[]];

function* commandsOf(d: string): Generator<Command> {
  for (const [, name = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g))
    yield [name, (list.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? []).map(Number)];
}

const short = (x: number): string => String(Math.round(x * 1e4) / 1e4);

/** The same outline, moved by (dx, dy). */
export function movedOutline(d: string, dx: number, dy: number): string {
  let out = '';
  for (const [name, values] of commandsOf(d)) {
    const moved = values.map((value, i) => {
      const across = name === 'H' || (name !== 'V' && i % 2 === 0);
      return short(value + (across ? dx : dy));
    });
    out += name + moved.join(' ');
  }
  return out;
}

/** Length of the longest of an outline's closed curves, measured along its control points: never too short. */
export function outlineLength(d: string): number {
  let [x, y, startX, startY, length, longest] = [0, 0, 0, 0, 0, 0];
  const to = (nextX: number, nextY: number): void => {
    length += Math.hypot(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
  };
  for (const [name, values] of commandsOf(d)) {
    if (name === 'M') {
      longest = Math.max(longest, length);
      length = 0;
      [x, y] = [values[0] ?? 0, values[1] ?? 0];
      [startX, startY] = [x, y];
      for (let i = 2; i + 1 < values.length; i += 2) to(values[i]!, values[i + 1]!);
    } else if (name === 'Z') to(startX, startY);
    else if (name === 'H') for (const value of values) to(value, y);
    else if (name === 'V') for (const value of values) to(x, value);
    // A reflected control point (T, S) is not in the data: twice the way to the end is never too short for TeX's fonts.
    else if (name === 'T')
      for (let i = 0; i + 1 < values.length; i += 2) {
        length += Math.hypot(values[i]! - x, values[i + 1]! - y);
        to(values[i]!, values[i + 1]!);
      }
    else for (let i = 0; i + 1 < values.length; i += 2) to(values[i]!, values[i + 1]!);
  }
  return Math.max(longest, length);
}
