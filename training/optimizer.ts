import type * as Tensorflow from '@tensorflow/tfjs';
import type { Tf } from './engine';
import type { TrainingHyperparameters } from './hyperparameters';
import type { Batch } from './batches';
import type { Model } from './model';

/** What an optimiser remembers from step to step, besides the parameters: with both, a training goes on as if never stopped. */
export interface OptimizerState {
  /** Averages it keeps for every parameter, one kind after another in the order of the model's parameters. */
  readonly slots: Float32Array;
  /** Numbers it keeps for all of them. */
  readonly scalars: readonly number[];
}

export interface Optimizer {
  setRate(learningRate: number): void;
  step(model: Model, batch: Batch): void;
  state(): OptimizerState;
  /** Call it before the first step. */
  restore(state: OptimizerState): void;
  dispose(): void;
}

const MOMENTUM = 0.9;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** TensorFlow.js keeps these to itself; `getWeights` leaves out Adam's powers of β, without which it cannot go on exactly. */
interface Slot {
  readonly originalName: string;
  readonly variable: Tensorflow.Variable;
}
interface AdamInternals {
  learningRate: number;
  accumulatedFirstMoment: Slot[];
  accumulatedSecondMoment: Slot[];
  readonly accBeta1: Tensorflow.Variable;
  readonly accBeta2: Tensorflow.Variable;
}
interface MomentumInternals {
  accumulations: Slot[];
  /** The rate as a tensor, which plain descent disposes of and descent with momentum forgets. */
  readonly c: Tensorflow.Scalar;
}

/** Kingma and Ba (2015) with ε = 10⁻⁷, plain gradient descent, or descent with a momentum of 0.9 (Polyak 1964). */
export function createOptimizer(
  tf: Tf,
  { optimizer, learningRate }: TrainingHyperparameters,
  model: Model,
): Optimizer {
  const slotsFrom = (values: Float32Array): Slot[] => {
    let begin = 0;
    return model.variables.map(({ name, shape, size }) => ({
      originalName: name,
      variable: tf.tidy(() => tf.variable(tf.tensor(values.subarray(begin, (begin += size)), shape), false)),
    }));
  };
  /** Zeros before the first step, when there are none yet. */
  const valuesOf = (...kinds: readonly Slot[][]): Float32Array => {
    const size = model.variables.reduce((sum, variable) => sum + variable.size, 0);
    const values = new Float32Array(kinds.length * size);
    kinds.forEach((slots, kind) => {
      let begin = kind * size;
      for (const { variable } of slots) {
        values.set(variable.dataSync(), begin);
        begin += variable.size;
      }
    });
    return values;
  };
  const half = (values: Float32Array, which: 0 | 1): Float32Array =>
    values.subarray((which * values.length) / 2, ((which + 1) * values.length) / 2);
  const applied = (inner: Tensorflow.Optimizer): Pick<Optimizer, 'step' | 'dispose'> => ({
    step: (network, { inputs, labels }) =>
      tf.tidy(() => {
        const { grads } = tf.variableGrads(() => network.loss(inputs, labels), [...network.variables]);
        inner.applyGradients(network.variables.map(({ name }) => ({ name, tensor: grads[name]! })));
      }),
    dispose: () => inner.dispose(),
  });

  if (optimizer === 'adam') {
    const inner = new tf.AdamOptimizer(learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
    const inside = inner as unknown as AdamInternals;
    return {
      ...applied(inner),
      setRate: (rate) => void (inside.learningRate = rate),
      state: () => ({
        slots: valuesOf(inside.accumulatedFirstMoment, inside.accumulatedSecondMoment),
        scalars: [inside.accBeta1.dataSync()[0]!, inside.accBeta2.dataSync()[0]!],
      }),
      restore({ slots, scalars: [beta1 = 0, beta2 = 0] }) {
        inside.accumulatedFirstMoment = slotsFrom(half(slots, 0));
        inside.accumulatedSecondMoment = slotsFrom(half(slots, 1));
        tf.tidy(() => {
          inside.accBeta1.assign(tf.scalar(beta1));
          inside.accBeta2.assign(tf.scalar(beta2));
        });
      },
    };
  }
  const inner =
    optimizer === 'momentum'
      ? new tf.MomentumOptimizer(learningRate, MOMENTUM)
      : new tf.SGDOptimizer(learningRate);
  const inside = inner as unknown as MomentumInternals;
  return {
    ...applied(inner),
    dispose() {
      inner.dispose();
      if (!inside.c.isDisposed) inside.c.dispose();
    },
    setRate: (rate) => inner.setLearningRate(rate),
    state: () => ({
      slots: optimizer === 'momentum' ? valuesOf(inside.accumulations) : new Float32Array(),
      scalars: [],
    }),
    restore({ slots }) {
      if (optimizer === 'momentum') inside.accumulations = slotsFrom(slots);
    },
  };
}
