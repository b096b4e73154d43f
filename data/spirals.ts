import { DENSE_PER_CLASS } from './dense';
import { createRandom, type Random } from './random';

export interface SpiralsParameters {
  readonly seed: number;
  /** Turns an arm makes from its inner to its outer end. */
  readonly turns: number;
  /** Standard deviation of each coordinate, in the plane's units; the arms end at a radius of 2.5. */
  readonly noise: number;
  readonly samplesPerClass: number;
}

export interface LabelledPoints {
  /** `[samples, 2]` in C order. */
  readonly points: Float32Array;
  /** 0 or 1, one a sample. */
  readonly labels: Uint8Array;
}

/** The lesson's arms: r = 0.5·t for t = 1 … 5, the second one turned by half a turn. */
const START = 1;
const END = 5;
const RADIUS_PER_T = 0.5;

/**
 * Two entangled spirals; the samples of both alternate from the inside out, so that they can draw themselves dot by dot.
 * Samples lie evenly along t, each jittered within its own stretch.
 */
export const spirals = (parameters: SpiralsParameters): LabelledPoints =>
  draw(createRandom(parameters.seed).stream('spirals'), parameters);

/**
 * 5,000 samples a class of the same distribution, from a stream of their own: a network is judged by them that neither
 * learnt them nor was stopped by them.
 */
export const denseSpirals = (parameters: Omit<SpiralsParameters, 'samplesPerClass'>): LabelledPoints =>
  draw(createRandom(parameters.seed).stream('dense spirals'), {
    ...parameters,
    samplesPerClass: DENSE_PER_CLASS,
  });

function draw(random: Random, { turns, noise, samplesPerClass }: SpiralsParameters): LabelledPoints {
  const points = new Float32Array(samplesPerClass * 4);
  const labels = new Uint8Array(samplesPerClass * 2);
  const anglePerT = (2 * Math.PI * turns) / (END - START);
  for (let sample = 0; sample < labels.length; sample++) {
    const arm = sample % 2;
    const place = ((sample - arm) / 2 + random.uniform()) / samplesPerClass;
    const t = START + (END - START) * place;
    const angle = anglePerT * t + Math.PI * arm;
    labels[sample] = arm;
    points[2 * sample] = RADIUS_PER_T * t * Math.cos(angle) + noise * random.normal();
    points[2 * sample + 1] = RADIUS_PER_T * t * Math.sin(angle) + noise * random.normal();
  }
  return { points, labels };
}
