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
