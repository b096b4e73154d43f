import { clamp01, smooth, type Ease } from './ease';

/**
 * Progress of one of `count` things that enter one after another while the whole goes from 0 to 1.
 * As manim's `lag_ratio`: each begins `lag` of its own duration after the one before; 0 is all at once, 1 one by one.
 */
export function lagged(index: number, count: number, t: number, lag = 0.1, ease: Ease = smooth): number {
  const whole = 1 + lag * Math.max(0, count - 1);
  return ease(clamp01(clamp01(t) * whole - lag * index));
}
