import type { Sentence } from '../../stage/scene';

/** What is said while a matrix moves the plane; true of every matrix that does not press it into a line. */
export const sentences = (): readonly Sentence[] => [
  { text: '{grid}A {matrix}matrix moves the whole plane at once.', rest: 0.4 },
  { text: 'Watch two arrows: {right}one step right, {up}one step up.', rest: 0.2 },
  {
    text: '{first}The first column says where the first arrow goes, {second}the second where the other goes.',
    rest: 0.3,
  },
  { text: '{move}And the whole grid goes with them.', rest: 1 },
  { text: '{parallel}Lines stay straight and parallel, {even}and evenly spaced.', rest: 0.5 },
  { text: '{origin}The origin stays where it is.', rest: 0.3 },
  { text: '{other}Other numbers make another move, by the same rules.', rest: 0.5 },
];
