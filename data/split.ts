import { createHash } from 'node:crypto';

/** Which part a sample belongs to, as `split.npy` stores it. */
export const parts = { training: 0, validation: 1, heldOut: 2 } as const;
export type Part = keyof typeof parts;

export interface SplitParameters {
  readonly seed: number;
  /** Shares of every class in 0 … 1; what they leave is for training. */
  readonly validation: number;
  readonly heldOut: number;
}

/**
 * Parts of a data set, class by class, decided by a hash of the seed and the sample's own bytes: the order of the
 * samples has no say, and equal samples of a class always go to the same part.
 *
 * @param samples `[labels.length, width]` in C order; numbers are told apart by their bytes.
 * @returns One of `parts` a sample.
 * @throws RangeError when the shares leave nothing for training, or sizes do not fit.
 */
export function split(
  samples: Uint8Array | Float32Array,
  labels: Uint8Array,
  { seed, validation, heldOut }: SplitParameters,
): Uint8Array {
  if (!(validation >= 0 && heldOut >= 0 && validation + heldOut < 1))
    throw new RangeError(`shares of ${validation} and ${heldOut} leave nothing for training`);
  const all = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const width = all.length / labels.length;
  if (!Number.isInteger(samples.length / labels.length))
    throw new RangeError('samples and labels do not fit each other');

  const classes = new Map<number, { readonly sample: number; readonly ticket: string }[]>();
  labels.forEach((label, sample) => {
    const bytes = all.subarray(sample * width, (sample + 1) * width);
    const ticket = createHash('sha256').update(`${seed}:`).update(bytes).digest('hex');
    const members = classes.get(label);
    if (members) members.push({ sample, ticket });
    else classes.set(label, [{ sample, ticket }]);
  });

  const result = new Uint8Array(labels.length);
  for (const members of classes.values()) {
    members.sort((a, b) => (a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : 0));
    const heldOutEnd = Math.round(members.length * heldOut);
    const validationEnd = heldOutEnd + Math.round(members.length * validation);
    for (let begin = 0; begin < members.length;) {
      let end = begin + 1;
      while (members[end]?.ticket === members[begin]!.ticket) end++;
      // Where most of the equal ones would go, all go.
      const middle = (begin + end) / 2;
      const part =
        middle <= heldOutEnd ? parts.heldOut : middle <= validationEnd ? parts.validation : parts.training;
      for (; begin < end; begin++) result[members[begin]!.sample] = part;
    }
  }
  return result;
}

/** The samples of one part, in their order. */
export const samplesOf = (membership: Uint8Array, part: Part): Uint32Array =>
  Uint32Array.from([...membership.keys()].filter((sample) => membership[sample] === parts[part]));
