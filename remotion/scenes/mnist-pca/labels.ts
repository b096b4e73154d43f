import type { Projected } from '../../stage/camera';
import type { Box } from '../../stage/layout';

/** A digit's name where its cloud has its middle. */
export interface Label extends Projected {
  readonly digit: number;
  /** How much it is in the way of what lies behind it, 0 … 1; 1 unless given. */
  readonly weight?: number;
}

/** So many times all labels make way for each other: with more, two that pass each other would change places in a jump. */
const ROUNDS = 2;
/** Of the room: nearer than this, labels make less way, as there is no direction to go on the same spot. */
const SOFT = 0.4;
/** The same, of the distance in depth: the further one is behind the other, the faster they pass when the camera turns. */
const DEEP = 0.35;

/**
 * Labels moved off each other, each as little as it takes: two that are nearer than `room` each go up to half of what
 * is missing. Smooth in all places: what stands on the same spot stays there, and `labelAlphas` hides one of the two.
 * @param room Pixels between two labels' middles.
 */
export function spreadLabels(labels: readonly Label[], room: number): Label[] {
  let placed = labels;
  for (let round = 0; round < ROUNDS; round++)
    placed = placed.map((own) => {
      let { x, y } = own;
      for (const other of placed) {
        const [dx, dy] = [own.x - other.x, own.y - other.y];
        const distance = Math.hypot(dx, dy);
        if (distance >= room) continue;
        const behind = ((own.depth - other.depth) * (own.scale + other.scale)) / 2;
        const push = (room - distance) / 2 / Math.hypot(distance, SOFT * room, DEEP * behind);
        x += push * dx;
        y += push * dy;
      }
      return { ...own, x, y };
    });
  return [...placed];
}

/** A label moved as little as it takes for its chip to stay in a box. Smooth but for where it begins to be held. */
export function within<T extends Label>(
  label: T,
  { x, y, width, height }: Box,
  halfWidth: number,
  halfHeight: number,
): T {
  const hold = (at: number, from: number, room: number, half: number): number =>
    Math.min(Math.max(at, from + half), Math.max(from + room - half, from + half));
  return {
    ...label,
    x: hold(label.x, x, width, halfWidth),
    y: hold(label.y, y, height, halfHeight),
  };
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
      return alpha * (1 - overlap * behind * (other.weight ?? 1));
    }, 1),
  );
}
