/** Relative luminance and contrast as WCAG 2.2 defines them: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

/** Red, green, blue in 0 … 255 of `#rrggbb`, `rgb(…)` or `rgba(…)`. */
export function channelsOf(color: string): readonly [number, number, number] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  const values = hex ? hex.slice(1).map((pair) => parseInt(pair, 16)) : color.match(/[\d.]+/g)?.map(Number);
  const [r, g, b] = values ?? [];
  if (r === undefined || g === undefined || b === undefined) throw new RangeError(`not a colour: ${color}`);
  return [r, g, b];
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channelsOf(color).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};
