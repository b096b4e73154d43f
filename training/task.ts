import type { Random } from '../data/random';
import type { TrainingHyperparameters } from './hyperparameters';
import type { Samples } from './measures';

/** What is to be learnt, and what is to be written down of it. */
export interface Task {
  /** For messages. */
  readonly experiment: string;
  /** From input to output; an output of width 1 is the logit of class 1, a wider one has a logit a class. */
  readonly widths: readonly number[];
  readonly hyperparameters: TrainingHyperparameters;
  readonly training: Samples;
  /** Whose way through the layers is recorded, and on whom loss and accuracy are measured along the way. */
  readonly recorded: Samples;
  /** Sets on which the network is measured at every recorded epoch: `training`, `heldOut`, `validation`, `dense`. */
  readonly measured: Readonly<Record<string, Samples>>;
  /** Writes a randomly changed copy of one input; without it inputs are learnt as they are. */
  readonly augment?: (input: Float32Array, output: Float32Array, random: Random) => void;
}
