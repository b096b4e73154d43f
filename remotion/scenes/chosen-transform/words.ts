import type { Sentence } from '../../stage/scene';

/** Of any disk in a ring, and of any layer: all of our activations are continuous. */
export const sentences = (): readonly Sentence[] => [
  { text: 'A map chosen by hand: {radius}distance {angle}and angle.', rest: 0.25 },
  { text: '{tear}It tears the plane along a ray, {unroll}and unrolls it.', rest: 1.1 },
  { text: '{line}Now one straight line is enough.', rest: 0.3 },
  { text: '{made}Two rectangles of dots, {back}rolled up: that is how they were made.', rest: 0.4 },
  { text: '{never}But no layer of neurons can tear the plane.', rest: 0.3 },
];
