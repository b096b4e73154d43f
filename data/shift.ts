/**
 * Writes a square image moved by whole pixels; what comes in from outside is 0.
 * @param side Pixels a row; `input` and `output` hold `side²` values and are different arrays.
 */
export function shiftImage(
  input: Float32Array,
  output: Float32Array,
  side: number,
  dx: number,
  dy: number,
): void {
  output.fill(0);
  if (Math.abs(dx) >= side) return;
  const left = Math.max(0, dx);
  const right = Math.min(side, side + dx);
  for (let y = Math.max(0, dy); y < Math.min(side, side + dy); y++) {
    const start = (y - dy) * side - dx;
    output.set(input.subarray(start + left, start + right), y * side + left);
  }
}
