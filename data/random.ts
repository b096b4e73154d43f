/**
 * A seeded generator whose streams are derived by name: a draw more in one place changes nothing elsewhere.
 * Generator: sfc32 by Chris Doty-Humphrey (PractRand). Seeding: FNV-1a over seed and names, mixed by murmur3's finaliser.
 */

export interface Random {
  /** In [0, 1), with 32 random bits. */
  uniform(): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** An integer in 0 … below − 1. */
  integer(below: number): number;
  /** The numbers 0 … length − 1 in random order (Fisher–Yates). */
  permutation(length: number): Uint32Array;
  /** A generator of its own: decided by the seed and the names that led here, not by what was drawn before. */
  stream(name: string | number): Random;
}

/** @param seed Any finite number; equal seeds and names give equal numbers on every machine. */
export const createRandom = (seed: number): Random => fromPath(`${seed}`);

function fromPath(path: string): Random {
  const [s0, s1, s2, s3] = [0, 1, 2, 3].map((i) => hash(path, i)) as [number, number, number, number];
  let [a, b, c, counter] = [s0, s1, s2, s3];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) next();

  const uniform = (): number => next() / 0x1_0000_0000;
  const integer = (below: number): number => Math.floor(uniform() * below);
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    permutation: (length) => {
      const order = Uint32Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
    stream: (name) => fromPath(`${path}/${name}`),
  };
}

function hash(text: string, variant: number): number {
  let h = 0x811c9dc5 ^ Math.imul(variant, 0x9e3779b9);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
