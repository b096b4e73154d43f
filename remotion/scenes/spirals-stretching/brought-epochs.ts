/** How epochs are written: whole ones without decimals, fractions with as many as say which they are. */

/** An epoch that needs more decimals than this is written so exactly that it is off by so little of all recorded epochs. */
const EXACT = 2;
const OFF = 0.05;
/** What formats can hold. */
const MOST = 15;

/** By how much an epoch that is written with so many decimals is off. */
const offBy = (epoch: number, decimals: number): number => Math.abs(Number(epoch.toFixed(decimals)) - epoch);

/**
 * How many decimals an epoch takes: two at most where these say it exactly, and else as many as leave no doubt which of the
 * epochs from the first to the last it is.
 * @param range from the first recorded epoch to the last
 */
export function epochDecimals(epoch: number, range: number): number {
  // Recorded epochs may be in single precision: they are taken for what they were meant to be.
  const rounding = Math.min(1e-6 * Math.max(1e-3, epoch), OFF * range);
  for (let decimals = 0; decimals <= EXACT; decimals++)
    if (offBy(epoch, decimals) <= rounding) return decimals;
  let decimals = EXACT;
  while (decimals < MOST && offBy(epoch, decimals) > OFF * range) decimals++;
  return decimals;
}
