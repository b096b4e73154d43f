import type { ExperimentOutline, Showable } from '../../stage/outline';

export const EXPERIMENT = 'mnist';

/** Handwritten digits, whatever the network's layers are. */
export const canShow = ({ data }: ExperimentOutline): Showable =>
  data === undefined ||
  data === 'mnist' ||
  `its data are ${data}, and the scene compares handwritten digits (mnist)`;
