import { DivergedError } from '../cache/errors';
import { createRandom } from '../data/random';
import { createBatches } from './batches';
import type { Tf } from './engine';
import { createModel, initialParameters } from './model';
import { createOptimizer, type OptimizerState } from './optimizer';
import { recordedSteps } from './schedule';
import type { Task } from './task';

/** A network on its way: its parameters at every recorded epoch. All else that is recorded follows from these. */
export interface Trajectory {
  /** Passes over the training samples so far; 0 first. */
  readonly epochs: readonly number[];
  /** One a recorded epoch, as `Model.parameters` gives them. */
  readonly parameters: readonly Float32Array[];
  /** Optimiser steps that were computed now; the others were taken from a checkpoint. */
  readonly stepsTaken: number;
}

/** All that is needed to go on exactly as if the training had never stopped. */
export interface Saved {
  /** Optimiser steps done; a whole number of epochs. */
  readonly step: number;
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerState;
  /** Parameters after the steps recorded so far. */
  readonly recorded: ReadonlyMap<number, Float32Array>;
}

/** Keeps checkpoints of one training. */
export interface Keeper {
  load(): Promise<Saved | undefined>;
  save(saved: Saved): Promise<void>;
}

export interface Watch {
  readonly signal: AbortSignal;
  /** Called at every recorded step with the loss on the recorded samples. */
  readonly progress: (epoch: number, loss: number) => void;
  readonly keeper?: Keeper;
  /** Called when there is a checkpoint to go on from. */
  readonly resumed?: (epoch: number) => void;
}

/** Least time between two checkpoints. It decides when they are written, never what is computed. */
const CHECKPOINT_MS = 1000;

/** Checkpoints take at most this share of the time. */
const CHECKPOINT_SHARE = 0.05;

/**
 * Trains a network, going on from its last checkpoint. The same task gives the same bytes on the same backend, however
 * often it was interrupted and whether or not it was trained to fewer epochs before.
 * @throws DivergedError when the loss is no longer a number; the signal's reason when it is aborted.
 */
export async function followTrajectory(
  tf: Tf,
  task: Task,
  { signal, progress, keeper, resumed }: Watch,
): Promise<Trajectory> {
  const { hyperparameters, widths } = task;
  const { epochs, record, seed, activation, learningRate, learningRateDecay } = hyperparameters;
  const random = createRandom(seed).stream('training');
  const batches = createBatches(task, random);
  const steps = recordedSteps(record, epochs, batches.stepsPerEpoch);
  const last = steps.at(-1) ?? 0;
  const saved = usable(await keeper?.load(), steps);
  const recorded = new Map(saved?.recorded);
  const result = (stepsTaken: number): Trajectory => ({
    epochs: steps.map((step) => step / batches.stepsPerEpoch),
    parameters: steps.map((step) => recorded.get(step)!),
    stepsTaken,
  });
  if (saved && saved.step >= last) return result(0);
  if (saved) resumed?.(saved.step / batches.stepsPerEpoch);

  const shape = { widths, activation };
  const model = createModel(
    tf,
    shape,
    saved?.parameters ?? initialParameters(shape, random.stream('weights')),
  );
  const optimizer = createOptimizer(tf, hyperparameters, model);
  if (saved) optimizer.restore(saved.optimizer);
  const first = saved?.step ?? 0;
  const save = keeper && paced(keeper);
  try {
    for (let step = first; step <= last; step++) {
      const epoch = step / batches.stepsPerEpoch;
      if (steps.includes(step) && !recorded.has(step)) {
        const { loss } = model.measure(task.recorded);
        check(task, epoch, loss);
        recorded.set(step, model.parameters());
        progress(epoch, loss);
        await breathe(signal);
      }
      if (Number.isInteger(epoch) && step > first)
        await save?.(step === last, () => ({
          step,
          parameters: model.parameters(),
          optimizer: optimizer.state(),
          recorded,
        }));
      if (step === last) break;
      optimizer.setRate(learningRate * learningRateDecay ** epoch);
      optimizer.step(model, batches.at(tf, step));
      if (step % BREATH === 0) await breathe(signal);
    }
    return result(last - first);
  } finally {
    batches.dispose();
    optimizer.dispose();
    model.dispose();
  }
}

/** A checkpoint serves if it has recorded all that is wanted of the way up to it. */
function usable(saved: Saved | undefined, steps: readonly number[]): Saved | undefined {
  return saved && steps.every((step) => step > saved.step || saved.recorded.has(step)) ? saved : undefined;
}

/** Saves at the end, and in between as often as it costs little. */
function paced(keeper: Keeper): (last: boolean, saved: () => Saved) => Promise<void> {
  let begun = performance.now();
  let wait = CHECKPOINT_MS;
  return async (last, saved) => {
    if (!last && performance.now() - begun < wait) return;
    begun = performance.now();
    await keeper.save(saved());
    wait = Math.max(CHECKPOINT_MS, (performance.now() - begun) / CHECKPOINT_SHARE);
    begun = performance.now();
  };
}

/** Steps between two looks at the event loop, so that Ctrl-C is heard and progress is drawn. */
const BREATH = 8;

async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

function check({ experiment, hyperparameters }: Task, epoch: number, loss: number): void {
  if (Number.isFinite(loss)) return;
  throw new DivergedError(
    `${experiment}: the loss is ${loss} at epoch ${Number(epoch.toFixed(2))} with ${experiment}.learningRate = ` +
      `${hyperparameters.learningRate}; try a smaller one, --set ${experiment}.learningRate=${hyperparameters.learningRate / 10}`,
  );
}
