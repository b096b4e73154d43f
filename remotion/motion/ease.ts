/** Rate functions: plain `t → t` on [0, 1], 0 at 0 and 1 at 1. They know nothing of seconds or frames. */
export type Ease = (t: number) => number;

export const clamp01 = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t);

export const linear: Ease = (t) => t;

/**
 * manim's `smooth`, the quintic whose first and second derivatives vanish at both ends: 6t⁵ − 15t⁴ + 10t³.
 * Its steepest slope, at the middle, is 15/8.
 */
export const smooth: Ease = (t) => (t < 0.5 ? quintic(t) : 1 - quintic(1 - t));

/** Exact near 0 only; near 1 rounding would take it past 1. */
const quintic = (t: number): number => t * t * t * (10 + t * (6 * t - 15));

/** manim's `there_and_back`: 0 at both ends, 1 in the middle. */
export const thereAndBack: Ease = (t) => smooth(t < 0.5 ? 2 * t : 2 - 2 * t);

export { easeCubicIn, easeCubicOut, easeCubicInOut, easeQuadOut } from 'd3-ease';
