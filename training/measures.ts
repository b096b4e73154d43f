/** Inputs `[samples, width]` in C order, with the class of each sample. */
export interface Samples {
  readonly inputs: Float32Array;
  readonly labels: Uint8Array;
}

export interface Measure {
  readonly loss: number;
  readonly accuracy: number;
}

/** Loss and accuracy of logits. @param logits `[samples, classes]`, or `[samples, 1]` of the logit of class 1. */
export function measureLogits(logits: Float32Array, labels: Uint8Array): Measure {
  const classes = logits.length / labels.length;
  return {
    loss: crossEntropy(logits, labels, classes),
    accuracy: accuracyOf(predictionsOf(logits, classes), labels),
  };
}

/** The class each sample is taken for. @param logits `[samples, classes]`, or `[samples, 1]` of the logit of class 1. */
export function predictionsOf(logits: Float32Array, classes: number): Uint8Array {
  if (classes === 1) return Uint8Array.from(logits, (logit) => (logit > 0 ? 1 : 0));
  return Uint8Array.from({ length: logits.length / classes }, (_, sample) => {
    const row = logits.subarray(sample * classes, (sample + 1) * classes);
    return row.reduce((best, logit, i) => (logit > row[best]! ? i : best), 0);
  });
}

/** Share of samples that are taken for what they are. */
export const accuracyOf = (predictions: Uint8Array, labels: Uint8Array): number =>
  predictions.reduce((right, prediction, i) => right + (prediction === labels[i] ? 1 : 0), 0) / labels.length;

/** Mean cross-entropy in nats of the softmax, or of the sigmoid where there is one logit; in float64. */
export function crossEntropy(logits: Float32Array, labels: Uint8Array, classes: number): number {
  let sum = 0;
  labels.forEach((label, sample) => {
    // One logit z is the softmax of (0, z).
    const row =
      classes === 1 ? [0, logits[sample]!] : logits.subarray(sample * classes, (sample + 1) * classes);
    const highest = Math.max(...row);
    let total = 0;
    for (let i = 0; i < row.length; i++) total += Math.exp(row[i]! - highest);
    sum += highest + Math.log(total) - row[label]!;
  });
  return sum / labels.length;
}

/**
 * How many of each class (rows) were taken for which (columns).
 * @param predictions One class a sample, as `labels`; both below `classes`.
 * @returns `[classes][classes]`, the right ones on the diagonal; it sums to the number of samples.
 * @throws RangeError when there are not as many predictions as labels, or a class is out of range.
 */
export function confusionMatrix(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): number[][] {
  if (predictions.length !== labels.length)
    throw new RangeError(`${predictions.length} predictions do not go with ${labels.length} labels`);
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let sample = 0; sample < labels.length; sample++) {
    const row = confusion[labels[sample]!];
    const predicted = predictions[sample]!;
    if (row?.[predicted] === undefined)
      throw new RangeError(`class ${labels[sample]} taken for ${predicted} is not one of ${classes} classes`);
    row[predicted]!++;
  }
  return confusion;
}

/** Two classes, the lower first, and how many samples of either were taken for the other. */
export interface ConfusedPair {
  readonly classes: readonly [number, number];
  readonly count: number;
}

/** Pairs of classes that were taken for each other, the most frequent first, equals by class; pairs without any are left out. */
export function confusedPairs(confusion: readonly (readonly number[])[]): ConfusedPair[] {
  return confusion
    .flatMap((row, a) =>
      row.slice(a + 1).map((taken, i): ConfusedPair => {
        const b = a + 1 + i;
        return { classes: [a, b], count: taken + (confusion[b]?.[a] ?? 0) };
      }),
    )
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/**
 * The mean of each class's values.
 * @param values `[samples, units]` in C order.
 * @returns One vector of `units` a class; null for a class without samples.
 */
export function centroidsOf(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): (Float64Array | null)[] {
  const units = labels.length > 0 ? values.length / labels.length : 0;
  if (!Number.isInteger(units))
    throw new RangeError(`${values.length} values do not divide among ${labels.length} samples`);
  const sums = Array.from({ length: classes }, () => new Float64Array(units));
  const counts = new Array<number>(classes).fill(0);
  for (let sample = 0; sample < labels.length; sample++) {
    const label = labels[sample]!;
    const sum = sums[label];
    if (!sum) throw new RangeError(`class ${label} is not one of ${classes} classes`);
    counts[label]!++;
    for (let i = 0; i < units; i++) sum[i]! += values[sample * units + i]!;
  }
  return sums.map((sum, label) => (counts[label]! > 0 ? sum.map((x) => x / counts[label]!) : null));
}

/**
 * Share of samples that lie nearer to the middle of the others of their class than to any other class's centroid. A sample has no say
 * in where its own centroid lies, or each would be drawn to it: noise in many dimensions would seem well sorted. One that is alone in
 * its class counts as not nearest, and so does one that is as near to another class.
 * @param values `[samples, units]` in C order.
 */
export function nearestCentroidShare(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): number {
  const centroids = centroidsOf(values, labels, classes);
  const counts = new Array<number>(classes).fill(0);
  for (let sample = 0; sample < labels.length; sample++) counts[labels[sample]!]!++;
  let right = 0;
  for (let sample = 0; sample < labels.length; sample++) {
    const own = labels[sample]!;
    const others = counts[own]! - 1;
    if (others === 0) continue;
    const squares = centroids.map((centroid, label) => {
      if (!centroid) return Infinity;
      let square = 0;
      for (let i = 0; i < centroid.length; i++)
        square += (values[sample * centroid.length + i]! - centroid[i]!) ** 2;
      // Without the sample the centroid c of n samples lies at c + (c − x) / (n − 1), which is n / (n − 1) times as far from x.
      return label === own ? square * ((others + 1) / others) ** 2 : square;
    });
    if (squares.every((square, label) => label === own || squares[own]! < square)) right++;
  }
  return right / labels.length;
}

/** Stands for the distance to or from a class without samples: a manifest is JSON, which has no NaN. */
export const NO_DISTANCE = -1;

/**
 * Euclidean distances between the classes' centroids, `[classes][classes]`: symmetric, 0 on the diagonal, `NO_DISTANCE`
 * in row and column of a class without samples.
 * @param values `[samples, units]` in C order.
 */
export function centroidDistances(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): number[][] {
  const centroids = centroidsOf(values, labels, classes);
  return centroids.map((a) =>
    centroids.map((b) =>
      a && b ? Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0)) : NO_DISTANCE,
    ),
  );
}

/**
 * For each class the other class whose centroid is nearest (the first of equals) and how far it is; null for a class
 * that has no samples or no other beside it.
 * @param distances As `centroidDistances` gives them.
 */
export function nearestCentroids(
  distances: readonly (readonly number[])[],
): ({ readonly nearest: number; readonly distance: number } | null)[] {
  return distances.map((row, own) => {
    let best: { nearest: number; distance: number } | null = null;
    row.forEach((distance, nearest) => {
      if (nearest === own || distance === NO_DISTANCE) return;
      if (!best || distance < best.distance) best = { nearest, distance };
    });
    return best;
  });
}

/**
 * Distance of the nearest sample from the plane w·h + b = 0 that separates the classes in the last hidden space;
 * negative where one lies on the wrong side. The logit is z = w·h + b, so that the distance is ±z / |w|.
 * @param logits `[samples, 1]`: of class 1.
 * @param weights The last layer's w, one value a unit of the last hidden layer.
 * @returns 0 where there is no plane (w = 0) or no sample.
 */
export function marginOf(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let square = 0;
  for (let i = 0; i < weights.length; i++) square += weights[i]! ** 2;
  if (square === 0 || labels.length === 0) return 0;
  let least = Infinity;
  for (let sample = 0; sample < labels.length; sample++)
    least = Math.min(least, labels[sample] === 1 ? logits[sample]! : -logits[sample]!);
  return least / Math.sqrt(square);
}
