import type { ExperimentOutline, Showable } from '../stage/outline';

/** What a scene about points of the plane asks of an experiment, besides the points. */
export interface Asked {
  /** Neurons of the first hidden layer, or of each. */
  readonly firstLayer?: number;
  readonly everyLayer?: number;
  /** Each hidden layer has one of these many neurons. */
  readonly layersOf?: readonly [number, number];
  /** At most so many hidden layers, of at most so many neurons. */
  readonly most?: { readonly layers: number; readonly neurons: number };
  /** Its layers must bend what they move. */
  readonly bends?: boolean;
  readonly classes?: number;
  /** Its words speak of tanh, unless they are of this experiment: then they go by what it has. */
  readonly tanhBut?: string;
}

const list = (widths: readonly number[]): string => `[${widths.join(',')}]`;

/** Judges experiments for scenes about points of the plane, each by what it asks. */
export const showsPlane =
  ({ firstLayer, everyLayer, layersOf, most, bends = false, classes: wanted, tanhBut }: Asked = {}) =>
  ({ name, data, inputs, hidden, activation, classes }: ExperimentOutline): Showable => {
    const layers = `${name}.hidden is ${list(hidden)}, and the scene draws`;
    if (data === 'activations')
      return 'its activations were brought without weights, and the scene draws with weights';
    if (data === 'mnist') return 'its data are pictures, and the scene draws points of the plane';
    if (inputs !== 2) return `its points have ${inputs} dimensions, and the scene draws points with 2`;
    if (firstLayer !== undefined && hidden[0] !== firstLayer)
      return `${layers} a first hidden layer of ${firstLayer} neurons, such as ${list([firstLayer, firstLayer])}`;
    if (everyLayer !== undefined && (hidden.length === 0 || hidden.some((width) => width !== everyLayer)))
      return `${layers} hidden layers of ${everyLayer} neurons each, such as ${list(Array<number>(3).fill(everyLayer))}`;
    if (layersOf && (hidden.length === 0 || hidden.some((width) => !layersOf.includes(width))))
      return `${layers} hidden layers of ${layersOf.join(' or ')} neurons each, such as ${list(Array<number>(3).fill(layersOf[0]))}`;
    if (most && (hidden.length > most.layers || hidden.some((width) => width > most.neurons)))
      return `${layers} at most ${most.layers} hidden layers of at most ${most.neurons} neurons`;
    if (bends && activation === 'linear')
      return `${name}.activation is linear, and the scene is about layers that bend the plane`;
    if (wanted !== undefined && classes !== undefined && classes !== wanted)
      return `its points have ${classes} classes, and the scene draws ${wanted}`;
    if (tanhBut !== undefined && name !== tanhBut && activation !== 'tanh')
      return `${name}.activation is ${activation}, and the scene speaks of tanh`;
    return true;
  };
