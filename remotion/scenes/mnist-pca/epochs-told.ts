/** How epochs are written and spoken of, whatever somebody else counts as one: 5, 0.003, 1,000,000,000. */

/** More decimals than this tell nothing that a recording knows. */
const MOST_DECIMALS = 12;
/** Of the time between the first epoch and the last: a name that is further off than this is too rough. */
const ROUGH = 0.05;

const grouped = (value: number, least: number, most: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: least, maximumFractionDigits: most });

/** Two epochs by name: with as many decimals as keep them apart, two at least where they have them. */
export function epochNames(first: number, last: number): readonly [first: string, last: string] {
  const both = [first, last] as const;
  let decimals = 2;
  const rough = (epoch: number): boolean =>
    Math.abs(Number(epoch.toFixed(decimals)) - epoch) > ROUGH * Math.abs(last - first);
  while (decimals < MOST_DECIMALS && first !== last && both.some(rough)) decimals++;
  return [grouped(first, 0, decimals), grouped(last, 0, decimals)];
}

/** What the clock between two epochs shows: rounded down, so that it names none before it is reached. */
export function clockText(epoch: number, [first, last]: readonly [number, number]): string {
  if (epoch === first || epoch === last) return epochNames(first, last)[epoch === last ? 1 : 0];
  const needed = 1 + Math.ceil(-Math.log10(last - first || 1));
  const decimals = Number.isInteger(epoch) ? 0 : Math.min(MOST_DECIMALS, Math.max(epoch < 1 ? 2 : 1, needed));
  const factor = 10 ** decimals;
  return grouped(Math.floor(epoch * factor) / factor, decimals, decimals);
}
