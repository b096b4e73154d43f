import type { Sentence } from '../../stage/scene';

/** What is said while the plane goes through a matrix and through tanh: true of any matrix. */
export const sentences = (): readonly Sentence[] => [
  { text: '{grid}Back to the plane, ruled with a grid.', rest: 0.7 },
  { text: '{matrix}Again a matrix moves the plane, and every line stays straight.', rest: 0.7 },
  { text: '{each}Then tanh takes each coordinate on its own.', rest: 0.7 },
  { text: '{x}Every x is squeezed in between −1 and 1.', rest: 0.7 },
  { text: '{y}Then every y, in just the same way.', rest: 0.9 },
  { text: 'Let us come {zoom}closer.', rest: 1.2 },
  { text: '{near}Around the centre, tanh has moved hardly anything.', rest: 0.6 },
  { text: '{far}Far out, line upon line is pressed against the walls.', rest: 1.1 },
  { text: '{box}However large the plane was, this box holds all of it.', rest: 1.2 },
];
