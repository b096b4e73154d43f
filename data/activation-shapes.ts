import { ArrayError } from './npy-header';

/** What is taken. Pictures hold as many dots as our own experiments record at most; memory and browsers set the rest. */
export const LIMITS = {
  fileBytes: 2 ** 30,
  /** Bytes of all arrays that are read, unpacked. */
  arrayBytes: 2 ** 31,
  /** Values of all layers together, as float32. */
  values: 2 ** 28,
  layers: 13,
  units: 16_384,
  samples: [10, 100_000],
  /** More samples are thinned evenly to so many. */
  drawn: 5000,
  epochs: 1000,
  classes: [2, 20],
  /** Values of one layer at one epoch: its axes are found among them. */
  layerValues: 5_000_000,
  /** Projected points of all layers at all epochs: a browser holds them all. */
  points: 20_000_000,
} as const;

const FORM = '[epochs, samples, units] or [samples, units]';

export interface LayerShape {
  readonly name: string;
  readonly epochs: number;
  readonly samples: number;
  readonly units: number;
}

/** @throws ArrayError where an array cannot be a layer's */
export function layerShape(name: string, shape: readonly number[]): LayerShape {
  const [epochs, samples, units] = shape.length === 2 ? [1, ...shape] : shape;
  if (shape.length < 2 || shape.length > 3)
    throw new ArrayError(
      `${name} is ${shown(shape)}; it may be ${FORM}${shape.length > 3 ? ': x.reshape(epochs, samples, -1)' : ''}`,
    );
  const [least, most] = LIMITS.samples;
  const refuse = (what: string, value: number | undefined, from: number, to: number): never => {
    throw new ArrayError(
      `${name} is ${shown(shape)}, with ${value} ${what}; ${from} to ${to} are taken, as ${FORM}`,
    );
  };
  const inside = (value: number | undefined, from: number, to: number): value is number =>
    value !== undefined && value >= from && value <= to;
  if (!inside(epochs, 1, LIMITS.epochs)) return refuse('epochs', epochs, 1, LIMITS.epochs);
  if (!inside(samples, least, most)) return refuse('samples', samples, least, most);
  if (!inside(units, 1, LIMITS.units)) return refuse('units', units, 1, LIMITS.units);
  return { name, epochs, samples, units };
}

/** @returns how many samples all layers have @throws ArrayError where they do not go together */
export function requireFits(shapes: readonly LayerShape[]): number {
  const [input, first] = [shapes[0]!, shapes[1]!];
  for (const { name, samples, epochs } of shapes) {
    if (samples !== input.samples)
      throw new ArrayError(
        `${name} has ${samples} samples and layer0 has ${input.samples}; all layers are of the same samples`,
      );
    if (epochs !== first.epochs && !(name === 'layer0' && epochs === 1))
      throw new ArrayError(
        `${name} has ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} and layer1 has ${first.epochs}; all have the same (layer0 may have one)`,
      );
  }
  const drawn = Math.min(input.samples, LIMITS.drawn);
  const widest = shapes.reduce((most, shape) => (shape.units > most.units ? shape : most));
  if (drawn * widest.units > LIMITS.layerValues)
    throw new ArrayError(
      `${widest.name} has ${widest.samples} samples of ${widest.units} units; at most ${LIMITS.layerValues} values an epoch are taken: save fewer samples`,
    );
  const values = shapes.reduce((sum, { epochs, samples, units }) => sum + epochs * samples * units, 0);
  const points = shapes.reduce((sum, { epochs }) => sum + epochs * drawn, 0);
  if (values > LIMITS.values || points > LIMITS.points)
    throw new ArrayError(
      `the layers hold ${values} values and ${points} points; at most ${LIMITS.values} and ${LIMITS.points} are taken: save fewer epochs or samples`,
    );
  return input.samples;
}

/** `[3, 17, 5]` */
export const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
