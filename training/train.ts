import type * as Tensorflow from '@tensorflow/tfjs';
import { WorkError } from '../cache/errors';
import { createRandom, type Random } from '../data/random';
import type { Tf } from './engine';
import type { TrainingHyperparameters } from './hyperparameters';
import type { Measure, Samples } from './measures';
import { createModel, type Model } from './model';
import { createRecorder, type Recording } from './recorder';
import { recordedSteps } from './schedule';

export interface Task {
  /** For messages. */
  readonly experiment: string;
  /** From input to output; an output of width 1 is the logit of class 1, a wider one has a logit a class. */
  readonly widths: readonly number[];
  readonly hyperparameters: TrainingHyperparameters;
  readonly training: Samples;
  /** Whose way through the layers is recorded, and on whom loss and accuracy are measured along the way. */
  readonly recorded: Samples;
  /** Sets on which the trained network is measured at the end. */
  readonly measured: Readonly<Record<string, Samples>>;
  /** Writes a randomly changed copy of one input; without it inputs are learnt as they are. */
  readonly augment?: (input: Float32Array, output: Float32Array, random: Random) => void;
}

export interface Run extends Recording {
  readonly final: Readonly<Record<string, Measure>>;
}

export interface Watch {
  readonly signal: AbortSignal;
  /** Called after every epoch or recorded step. */
  readonly progress: (epoch: number, loss: number) => void;
}

/**
 * Trains a network and records it. The same task gives the same bytes on the same backend.
 * @throws WorkError when the loss is no longer a number; the signal's reason when it is aborted.
 */
export async function train(tf: Tf, task: Task, { signal, progress }: Watch): Promise<Run> {
  const { hyperparameters, widths } = task;
  const { epochs, record, seed, activation, learningRate, learningRateDecay } = hyperparameters;
  const random = createRandom(seed).stream('training');
  const batches = createBatches(task, random);
  const steps = recordedSteps(record, epochs, batches.stepsPerEpoch);
  const recorder = createRecorder(task.recorded, widths, steps.length);
  const model = createModel(tf, { widths, activation, random: random.stream('weights') });
  const optimizer = createOptimizer(tf, hyperparameters);
  try {
    const last = steps.at(-1) ?? 0;
    for (let step = 0; step <= last; step++) {
      if (steps.includes(step)) {
        const { loss } = recorder.record(step / batches.stepsPerEpoch, model);
        check(task, step / batches.stepsPerEpoch, loss);
        progress(step / batches.stepsPerEpoch, loss);
        await breathe(signal);
      }
      if (step === last) break;
      optimizer.setRate(learningRate * learningRateDecay ** (step / batches.stepsPerEpoch));
      optimizer.step(model, batches.at(tf, step));
      if (step % BREATH === 0) await breathe(signal);
    }
    const final = Object.entries(task.measured).map(([name, set]) => [name, model.measure(set)] as const);
    return { ...recorder.finish(), final: Object.fromEntries(final) };
  } finally {
    batches.dispose();
    optimizer.dispose();
    model.dispose();
  }
}

/** Steps between two looks at the event loop, so that Ctrl-C is heard and progress is drawn. */
const BREATH = 8;

async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

function check({ experiment, hyperparameters }: Task, epoch: number, loss: number): void {
  if (Number.isFinite(loss)) return;
  throw new WorkError(
    `${experiment}: the loss is ${loss} at epoch ${Number(epoch.toFixed(2))} with ${experiment}.learningRate = ` +
      `${hyperparameters.learningRate}; try a smaller one, --set ${experiment}.learningRate=${hyperparameters.learningRate / 10}`,
  );
}

interface Batch {
  readonly inputs: Tensorflow.Tensor2D;
  readonly labels: Uint8Array;
}

interface Batches {
  readonly stepsPerEpoch: number;
  /** The batch of a step; its tensor belongs to the batches and lives until the next one is asked for. */
  at(tf: Tf, step: number): Batch;
  dispose(): void;
}

/** All samples in every step, or batches in an order decided by (seed, epoch). */
function createBatches(
  { hyperparameters: { batchSize }, widths, training, augment }: Task,
  random: Random,
): Batches {
  const count = training.labels.length;
  const width = widths[0] ?? 0;
  const size = batchSize === 'full' ? count : Math.min(batchSize, count);
  const stepsPerEpoch = Math.ceil(count / size);
  const whole = size === count && !augment;
  let batch: Batch | null = null;
  let order: Uint32Array = new Uint32Array();
  let shifts = random;

  return {
    stepsPerEpoch,
    at(tf, step) {
      if (whole && batch) return batch;
      batch?.inputs.dispose();
      const epoch = Math.floor(step / stepsPerEpoch);
      const place = step % stepsPerEpoch;
      if (place === 0) {
        const stream = random.stream('epoch').stream(epoch);
        order = whole
          ? Uint32Array.from({ length: count }, (_, i) => i)
          : stream.stream('order').permutation(count);
        shifts = stream.stream('augment');
      }
      const members = order.subarray(place * size, (place + 1) * size);
      const inputs = new Float32Array(members.length * width);
      members.forEach((sample, i) => {
        const input = training.inputs.subarray(sample * width, (sample + 1) * width);
        const output = inputs.subarray(i * width, (i + 1) * width);
        if (augment) augment(input, output, shifts);
        else output.set(input);
      });
      batch = {
        inputs: tf.tensor2d(inputs, [members.length, width]),
        labels: Uint8Array.from(members, (sample) => training.labels[sample]!),
      };
      return batch;
    },
    dispose: () => batch?.inputs.dispose(),
  };
}

interface Optimizer {
  setRate(learningRate: number): void;
  step(model: Model, batch: Batch): void;
  dispose(): void;
}

function createOptimizer(tf: Tf, { optimizer, learningRate }: TrainingHyperparameters): Optimizer {
  class Adam extends tf.AdamOptimizer {
    // tf.train.adam has no way to change its rate; the base class reads this field at every step.
    setRate(rate: number): void {
      this.learningRate = rate;
    }
  }
  class Sgd extends tf.SGDOptimizer {
    setRate(rate: number): void {
      this.setLearningRate(rate);
    }
  }
  const inner = optimizer === 'adam' ? new Adam(learningRate, 0.9, 0.999, 1e-7) : new Sgd(learningRate);
  return {
    setRate: (rate) => inner.setRate(rate),
    step: (model, { inputs, labels }) =>
      tf.tidy(() => {
        const { grads } = tf.variableGrads(() => model.loss(inputs, labels), model.variables);
        inner.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      }),
    dispose: () => inner.dispose(),
  };
}
