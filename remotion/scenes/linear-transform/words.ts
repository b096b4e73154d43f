import type { Sentence } from '../../stage/scene';

/** What is said while a matrix moves the plane; true of every matrix that does not press it into a line. */
export const sentences = (): readonly Sentence[] => [
  { text: 'Now let a {matrix}matrix move the {grid}whole plane at once.', rest: 0.8 },
  { text: 'Watch two arrows: {right}one step to the right, {up}and one step up.', rest: 0.5 },
  {
    text: '{first}The first column says where the first arrow goes, {second}the second column where the second goes.',
    rest: 0.6,
  },
  { text: '{move}And the whole grid goes with them.', rest: 1.7 },
  { text: '{parallel}Lines stay straight and parallel, {even}and evenly spaced.', rest: 0.8 },
  { text: '{origin}The origin stays where it is.', rest: 0.7 },
  { text: '{other}Other numbers make another move, by the same rules.', rest: 1.5 },
];
