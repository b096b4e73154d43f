import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import { spirals } from '../../data/spirals';
import { openBackend, type Tf } from '../../training/engine';
import { experiments } from '../../training/experiments';
import { learningOf } from '../../training/hyperparameters';
import { activationNames } from '../../training/network';
import type { Task } from '../../training/task';
import { followTrajectory } from '../../training/trajectory';
import { createFloat64Training } from './float64-training';

const STEPS = 20;

type Changes = Partial<Task['hyperparameters']>;

/** All samples in every step, one logit. */
function spiralsTask(changes: Changes): Task {
  const hyperparameters = { ...learningOf(experiments.spirals), epochs: STEPS, record: [STEPS], ...changes };
  const { points, labels } = spirals({ ...experiments.spirals, samplesPerClass: 40 });
  const samples = { inputs: points, labels };
  const widths = [2, ...hyperparameters.hidden, 1];
  return {
    experiment: 'spirals',
    widths,
    hyperparameters,
    training: samples,
    recorded: samples,
    measured: {},
  };
}

/** Batches in a random order, changed at random, ten logits, as digits are learnt; the last batch of an epoch is smaller. */
function classesTask(changes: Changes): Task {
  const hyperparameters = {
    ...learningOf(experiments.mnist),
    hidden: [12, 7],
    epochs: 4,
    record: [4],
    batchSize: 20,
    ...changes,
  };
  const random = createRandom(5);
  const labels = Uint8Array.from({ length: 90 }, (_, i) => i % 10);
  const inputs = Float32Array.from(
    { length: 90 * 15 },
    (_, i) => (i % 15 === Math.floor(i / 15) % 10 ? 1 : 0) + 0.3 * random.normal(),
  );
  const samples = { inputs, labels };
  return {
    experiment: 'classes',
    widths: [15, ...hyperparameters.hidden, 10],
    hyperparameters,
    training: samples,
    recorded: samples,
    measured: {},
    augment: (input, output, shake) => input.forEach((x, i) => (output[i] = x + 0.1 * shake.normal())),
  };
}

describe('the yardstick beside TensorFlow.js', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openBackend('wasm');
  });

  /** The largest difference of a parameter, and what both say of the loss, after twenty steps. */
  async function compare(task: Task): Promise<{ apart: number; moved: number; losses: number[] }> {
    const losses: number[] = [];
    const { parameters } = await followTrajectory(tf, task, {
      signal: new AbortController().signal,
      progress: (_, loss) => losses.push(loss),
    });
    const [before, after] = [parameters[0]!, parameters.at(-1)!];
    const yardstick = createFloat64Training(task);
    const first = yardstick.measure(task.recorded).loss;
    for (let step = 0; step < STEPS; step++) yardstick.step();
    const ours = yardstick.parameters();
    losses.push(first, yardstick.measure(task.recorded).loss);
    const most = (a: ArrayLike<number>): number =>
      ours.reduce((m, x, i) => Math.max(m, Math.abs(x - a[i]!)), 0);
    return { apart: most(after), moved: most(before), losses };
  }

  it.each(activationNames)(
    'has the same weights after 20 steps with all samples, to 1e-4, with %s',
    async (activation) => {
      const { apart, moved, losses } = await compare(spiralsTask({ activation }));
      expect(apart).toBeLessThanOrEqual(1e-4);
      expect(moved).toBeGreaterThan(0.05);
      expect(losses[2]).toBeCloseTo(losses[0]!, 5);
      expect(losses[3]).toBeCloseTo(losses[1]!, 4);
    },
  );

  it.each([{}, { batchSize: 90, epochs: 20, record: [20] }, { learningRateDecay: 0.5 }] as Changes[])(
    'has the same weights after 20 steps with changed batches of several classes, to 1e-4 (%o)',
    async (changes) => {
      const { apart, moved, losses } = await compare(classesTask(changes));
      expect(apart).toBeLessThanOrEqual(1e-4);
      expect(moved).toBeGreaterThan(0.01);
      expect(losses[3]).toBeCloseTo(losses[1]!, 4);
    },
  );

  it('refuses an optimiser it does not know', () => {
    expect(() => createFloat64Training(spiralsTask({ optimizer: 'sgd' }))).toThrow(RangeError);
  });
});
