const MINUS = '\u2212';

/** A number with fixed decimals, a true minus sign, and no minus before a zero. */
export function formatNumber(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** A share as a percentage: 0.934 → "93.4 %" with one decimal. Rounds down, so that only all is 100 %. */
export function formatPercent(share: number, decimals = 0): string {
  const factor = 10 ** decimals;
  // The small addend undoes the binary error of shares such as 0.57 · 100 = 56.99….
  return `${formatNumber(Math.floor(share * 100 * factor + 1e-9) / factor, decimals)} %`;
}
