import { Matrix, SingularValueDecomposition } from 'ml-matrix';

/**
 * The rotation or reflection R (3×3, row-major) that brings points nearest to others in the sense of least squares,
 * point by point: minimises Σ|R·from − to|². Reflections are allowed, since the signs of principal axes mean nothing.
 * With M = Σ to·fromᵀ = USVᵀ it is R = UVᵀ (Schönemann 1966).
 *
 * @param from `[samples, 3]` in C order, as is `to`; both around the origin.
 */
export function orthogonalProcrustes(from: ArrayLike<number>, to: ArrayLike<number>): Float64Array {
  const product = Matrix.zeros(3, 3);
  for (let sample = 0; sample < from.length; sample += 3)
    for (let row = 0; row < 3; row++)
      for (let col = 0; col < 3; col++)
        product.set(row, col, product.get(row, col) + to[sample + row]! * from[sample + col]!);
  const { leftSingularVectors, rightSingularVectors } = new SingularValueDecomposition(product);
  return Float64Array.from(leftSingularVectors.mmul(rightSingularVectors.transpose()).to1DArray());
}

/** R·p for each of `[samples, 3]` points. */
export function turnPoints(rotation: ArrayLike<number>, points: ArrayLike<number>): Float64Array {
  const turned = new Float64Array(points.length);
  for (let sample = 0; sample < points.length; sample += 3)
    for (let row = 0; row < 3; row++)
      for (let col = 0; col < 3; col++)
        turned[sample + row]! += rotation[3 * row + col]! * points[sample + col]!;
  return turned;
}

/** Root of the mean squared distance of corresponding points over that of `to` from the origin: 0 is a perfect fit. (0, too, where `to` is a single point.) */
export function residual(from: ArrayLike<number>, to: ArrayLike<number>): number {
  let distance = 0;
  let size = 0;
  for (let i = 0; i < from.length; i++) {
    distance += (from[i]! - to[i]!) ** 2;
    size += to[i]! ** 2;
  }
  return size > 0 ? Math.sqrt(distance / size) : 0;
}
