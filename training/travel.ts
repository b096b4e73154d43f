/**
 * RMS displacement from each recorded epoch to the next over the window's width.
 * @param points `[epochs, samples, 3]`
 */
export function travelOf(points: Float32Array, samples: number, window: number): number[] {
  const size = samples * 3;
  return Array.from({ length: Math.max(0, points.length / size - 1) }, (_, epoch) => {
    let sum = 0;
    for (let i = epoch * size; i < (epoch + 1) * size; i++) sum += (points[i + size]! - points[i]!) ** 2;
    return Math.sqrt(sum / samples) / window;
  });
}
