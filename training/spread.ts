import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * How round a cloud of points is: its RMS extent along its narrowest principal axis over that along its widest, from 0
 * (a line, or a sheet in space) to 1. A trained network may squeeze a layer's cloud into a line and still be right; as a
 * picture it is then not worth much.
 * @param values `[samples, width]` in C order
 */
export function spreadOf(values: ArrayLike<number>, width: number): number {
  const samples = values.length / width;
  const mean = new Float64Array(width);
  for (let i = 0; i < values.length; i++) mean[i % width]! += values[i]! / samples;
  const covariance = Matrix.zeros(width, width);
  for (let sample = 0; sample < samples; sample++)
    for (let row = 0; row < width; row++)
      for (let col = 0; col < width; col++) {
        const product =
          (values[sample * width + row]! - mean[row]!) * (values[sample * width + col]! - mean[col]!);
        covariance.set(row, col, covariance.get(row, col) + product / samples);
      }
  const variances = new EigenvalueDecomposition(covariance, { assumeSymmetric: true }).realEigenvalues;
  const widest = Math.max(...variances);
  return widest > 0 ? Math.sqrt(Math.max(0, Math.min(...variances)) / widest) : 0;
}
