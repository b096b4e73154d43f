import type { ExperimentOutline, Showable } from '../../stage/outline';

/** What the film's own scene is about. */
export const EXPERIMENT = 'mnist';

/** Digits, whatever the network's layers are. */
export const canShow = ({ data }: ExperimentOutline): Showable =>
  data === undefined ||
  data === 'mnist' ||
  `its data are ${data}, and the scene shows handwritten digits (mnist)`;
