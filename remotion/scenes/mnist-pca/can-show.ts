import type { ExperimentOutline, Showable } from '../../stage/outline';

/** What the film's own scene is about. */
export const EXPERIMENT = 'mnist';

/** Digits, and what other people's networks made of their own data, whatever the layers are. */
export const canShow = ({ data }: ExperimentOutline): Showable =>
  data === undefined ||
  data === 'mnist' ||
  data === 'activations' ||
  `its data are ${data}, and the scene shows handwritten digits (mnist) or imported activations`;
