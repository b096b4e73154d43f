/**
 * The sample of a class that is nearest to the mean of its class: one that looks like most of them.
 * @param values `[samples, values]`
 * @returns its number, −1 where no sample has that label
 */
export function nearestToMean(values: ArrayLike<number>, labels: ArrayLike<number>, label: number): number {
  const size = labels.length > 0 ? values.length / labels.length : 0;
  const own = Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i] === label);
  const mean = new Float64Array(size);
  for (const i of own) for (let k = 0; k < size; k++) mean[k]! += values[i * size + k]! / own.length;
  let [best, least] = [-1, Infinity];
  for (const i of own) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (values[i * size + k]! - mean[k]!) ** 2;
    if (sum < least) [best, least] = [i, sum];
  }
  return best;
}
