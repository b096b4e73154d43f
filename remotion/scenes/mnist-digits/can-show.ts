import type { ExperimentOutline, Showable } from '../../stage/outline';

export const EXPERIMENT = 'mnist';

/** Room for layers beside each other, and for the neurons of one as cells that can be seen. */
const MOST = { layers: 5, neurons: 1024 } as const;

/** Handwritten digits, and layers that can be drawn neuron by neuron. */
export function canShow({ data, hidden }: ExperimentOutline): Showable {
  if (data !== undefined && data !== 'mnist')
    return `its data are ${data}, and the scene shows handwritten digits (mnist)`;
  if (hidden.length > MOST.layers)
    return `hidden has ${hidden.length} layers, and there is room for at most ${MOST.layers}`;
  const widest = Math.max(0, ...hidden);
  return (
    widest <= MOST.neurons ||
    `hidden has a layer of ${widest} neurons, and at most ${MOST.neurons} can be drawn`
  );
}
