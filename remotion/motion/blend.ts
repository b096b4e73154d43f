import { mix } from './span';

/**
 * (1 − t)x + t·g(x): an activation on its way. For increasing g it is increasing in x at every t, so lines of one
 * family never cross.
 */
export const blendActivation = (g: (x: number) => number, x: number, t: number): number =>
  t <= 0 ? x : t >= 1 ? g(x) : mix(x, g(x), t);
