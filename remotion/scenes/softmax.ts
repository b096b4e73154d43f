/** Softmax of every row of logits `[samples, classes]`. */
export function softmax(logits: ArrayLike<number>, classes: number): Float64Array {
  const shares = new Float64Array(logits.length);
  for (let row = 0; row < logits.length; row += classes) {
    let [most, sum] = [-Infinity, 0];
    for (let c = 0; c < classes; c++) most = Math.max(most, logits[row + c]!);
    for (let c = 0; c < classes; c++) sum += shares[row + c] = Math.exp(logits[row + c]! - most);
    for (let c = 0; c < classes; c++) shares[row + c]! /= sum;
  }
  return shares;
}
