import type { Sentence } from '../../stage/scene';

/** True of the shapes themselves; that digits lie near one is a hypothesis, and said as one. */
export const sentences = (): readonly Sentence[] => [
  {
    text: 'A {dot}dot has no dimension, {one}line and circle have one, {two}plane, sphere and torus two.',
    rest: 0.45,
  },
  { text: 'Zoom {zoom}in far enough, and each {flat}looks flat.', rest: 0.9 },
  {
    text: '{digits}Digits seem to lie near such a shape, {unknown}of more dimensions.',
    rest: 0.5,
  },
];
