import type { Sentence } from '../../stage/scene';

/** What is said while the plane goes through a matrix and through tanh. */
export const sentences = (): readonly Sentence[] => [
  { text: '{grid}Take the whole plane, ruled with a grid.', rest: 0.7 },
  { text: '{matrix}A matrix turns and stretches it, and every line stays straight.', rest: 0.7 },
  { text: '{each}Tanh is different: it takes each coordinate on its own.', rest: 0.5 },
  { text: '{x}Every x is squeezed in between −1 and 1.', rest: 0.7 },
  { text: '{y}Then every y, in just the same way.', rest: 0.9 },
  { text: 'Let us come {zoom}closer.', rest: 1.2 },
  { text: '{near}Around the centre, hardly anything has moved.', rest: 0.6 },
  { text: '{far}Far out, line upon line is pressed against the walls.', rest: 1.1 },
  { text: '{box}However large the plane was, this box holds all of it.', rest: 1.2 },
];
