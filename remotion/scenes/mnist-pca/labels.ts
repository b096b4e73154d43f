import type { Projected } from '../../stage/camera';

/** A digit's name where its cloud has its middle. */
export interface Label extends Projected {
  readonly digit: number;
}

const ramp = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

/**
 * How much of each label is there, 0 … 1: one that would stand on another fades as far as it is the further of the two,
 * so a heap of digits has no names, and names come as the digits come apart. Smooth in all places and depths.
 *
 * @param room Pixels between two labels at which they begin to be in each other's way.
 */
export function labelAlphas(labels: readonly Label[], room: number): number[] {
  return labels.map((own) =>
    labels.reduce((alpha, other) => {
      if (other === own) return alpha;
      const distance = Math.hypot(own.x - other.x, own.y - other.y);
      const overlap = 1 - ramp((distance - 0.75 * room) / (0.75 * room));
      const behind = ramp(0.5 + (own.depth - other.depth) / (0.02 * (own.depth + other.depth)));
      return alpha * (1 - overlap * behind);
    }, 1),
  );
}
