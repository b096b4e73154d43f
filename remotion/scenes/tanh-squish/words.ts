import type { Sentence } from '../../stage/scene';

/** What is said while the plane goes through a matrix and through tanh: true of any matrix. */
export const sentences = (): readonly Sentence[] => [
  {
    text: '{grid}The plane again, {matrix}and a matrix: every line stays straight.',
    rest: 0.4,
  },
  { text: '{each}Then tanh takes each coordinate on its own.', rest: 0.4 },
  { text: '{x}Every x is squeezed in between −1 and 1.', rest: 0.3 },
  { text: '{y}Then every y, in the same way.', rest: 0.7 },
  { text: '{zoom}Seen from close by, {near}the centre has hardly moved.', rest: 0.5 },
  { text: '{far}Far out, line upon line is pressed against the walls.', rest: 0.5 },
  { text: '{box}However large the plane was, this box holds all of it.', rest: 0.4 },
];
