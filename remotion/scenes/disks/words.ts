import type { Sentence } from '../../stage/scene';

/** True of any disk in a ring; that the inside cannot come out is what the next scenes show. */
export const sentences = (): readonly Sentence[] => [
  { text: '{disk}Here is a disk of dots, {ring}inside a ring.', rest: 1 },
  { text: '{turn}Can turning, {stretch}stretching {bend}and bending {out}bring the inside out?', rest: 0.3 },
];
