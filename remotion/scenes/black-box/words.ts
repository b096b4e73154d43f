import type { Sentence } from '../../stage/scene';

export const EXPERIMENT = 'boundary';

/** The film's title, as it stands in the picture; lines where one is too narrow. */
export const TITLE = ['How a neural network', 'untangles space'] as const;

export const sentences = (): readonly Sentence[] => [
  { text: '{closed}A neural network is often called a black box.', rest: 0.3 },
  { text: '{in}Numbers go in, {out}and an answer comes out.', rest: 0.4 },
  { text: '{dark}What happens in between stays in the dark.', rest: 0.3 },
  { text: 'So {open}let us open it.', rest: 0.5 },
  { text: 'Inside are {neurons}neurons, {edges}joined by weights.', rest: 0.3 },
  { text: '{run}Our numbers run through, layer by layer, {answer}to the same answer.', rest: 0.4 },
  { text: '{title}Let us watch what every layer does to space.', rest: 0.3 },
];
