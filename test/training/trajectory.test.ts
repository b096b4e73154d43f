import { beforeAll, describe, expect, it } from 'vitest';
import { WorkError } from '../../cache/errors';
import { createRandom } from '../../data/random';
import { spirals } from '../../data/spirals';
import { openBackend, type Tf } from '../../training/engine';
import { experiments } from '../../training/experiments';
import { learningOf } from '../../training/hyperparameters';
import { crossEntropy } from '../../training/measures';
import { forward, networkAt } from '../../training/network';
import { type Recording, recordTrajectory } from '../../training/recorder';
import type { Task } from '../../training/task';
import { followTrajectory, type Keeper, type Saved, type Watch } from '../../training/trajectory';

const watch: Watch = { signal: new AbortController().signal, progress: () => undefined };

function spiralsTask(changes: Partial<Task['hyperparameters']> = {}): Task {
  const hyperparameters = { ...learningOf(experiments.spirals), epochs: 12, ...changes };
  const { points, labels } = spirals({ ...experiments.spirals, samplesPerClass: 30 });
  const samples = { inputs: points, labels };
  return {
    experiment: 'spirals',
    widths: [2, ...hyperparameters.hidden, 1],
    hyperparameters,
    training: samples,
    recorded: samples,
    measured: {},
  };
}

/** Three easy classes in five dimensions, learnt in batches of shaken inputs. */
function classesTask(changes: Partial<Task['hyperparameters']> = {}): Task {
  const hyperparameters = {
    ...learningOf(experiments.mnist),
    hidden: [6],
    epochs: 6,
    batchSize: 16,
    ...changes,
  };
  const random = createRandom(5);
  const labels = Uint8Array.from({ length: 90 }, (_, i) => i % 3);
  const inputs = Float32Array.from({ length: 450 }, (_, i) =>
    Math.fround((i % 5 === Math.floor(i / 5) % 3 ? 2 : 0) + 0.3 * random.normal()),
  );
  return {
    experiment: 'classes',
    widths: [5, 6, 3],
    hyperparameters,
    training: { inputs, labels },
    recorded: { inputs: inputs.slice(0, 60), labels: labels.slice(0, 12) },
    measured: { training: { inputs, labels } },
    augment: (input, output, shake) => input.forEach((x, i) => (output[i] = x + 0.01 * shake.normal())),
  };
}

async function train(tf: Tf, task: Task, watched: Watch = watch): Promise<Recording> {
  return recordTrajectory(tf, task, await followTrajectory(tf, task, watched), async () => undefined);
}

/** Keeps what is saved, as the cache would: in copies. */
function memory(): Keeper & { saved: Saved[] } {
  const saved: Saved[] = [];
  return {
    saved,
    load: async () => saved.at(-1),
    save: async (state) => void saved.push(structuredClone(state)),
  };
}

const arraysOf = (run: Recording) => [...run.weights, ...run.biases, ...run.activations, run.predictions];

describe('followTrajectory', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openBackend('wasm');
  });

  for (const [name, task] of [
    ['all samples in every step', spiralsTask()],
    ['shuffled batches of changed samples', classesTask()],
  ] as const)
    it(`gives the same bytes for the same seed, with ${name}`, async () => {
      const [first, second] = [await train(tf, task, watch), await train(tf, task, watch)];
      arraysOf(first).forEach((array, i) => expect(arraysOf(second)[i]).toEqual(array));
      expect(second.loss).toEqual(first.loss);
    });

  for (const optimizer of ['adam', 'sgd', 'momentum'] as const)
    for (const [name, taskOf] of [
      ['all samples in every step', spiralsTask],
      ['shuffled batches of changed samples', classesTask],
    ] as const)
      it(`goes on from a checkpoint exactly as if it had run through, with ${optimizer} and ${name}`, async () => {
        const keeper = memory();
        await train(tf, taskOf({ optimizer, epochs: 3, learningRateDecay: 0.9 }), { ...watch, keeper });
        expect(keeper.saved.length).toBe(1);
        const task = taskOf({ optimizer, epochs: 7, learningRateDecay: 0.9 });
        const continued = await followTrajectory(tf, task, { ...watch, keeper });
        const through = await followTrajectory(tf, task, watch);
        expect(continued.stepsTaken).toBe((through.stepsTaken * 4) / 7);
        expect(continued.epochs).toEqual(through.epochs);
        through.parameters.forEach((values, i) => expect(continued.parameters[i]).toEqual(values));
      });

  it('takes no step where a longer training has recorded all that is wanted', async () => {
    const keeper = memory();
    await followTrajectory(tf, classesTask({ epochs: 6 }), { ...watch, keeper });
    const shorter = await followTrajectory(tf, classesTask({ epochs: 4 }), { ...watch, keeper });
    expect(shorter.stepsTaken).toBe(0);
    expect(shorter.parameters).toEqual(
      (await followTrajectory(tf, classesTask({ epochs: 4 }), watch)).parameters,
    );
    expect(keeper.saved.length).toBe(1);
  });

  it('starts over where epochs are to be recorded that the checkpoint has passed', async () => {
    const keeper = memory();
    await followTrajectory(tf, classesTask({ epochs: 4 }), { ...watch, keeper });
    const task = classesTask({ epochs: 5, record: [0.1, 2.5] });
    const again = await followTrajectory(tf, task, { ...watch, keeper });
    const through = await followTrajectory(tf, task, watch);
    expect(again.stepsTaken).toBe(through.stepsTaken);
    expect(again.parameters).toEqual(through.parameters);
  });

  it('gives another network for another seed', async () => {
    const first = await train(tf, spiralsTask(), watch);
    const second = await train(tf, spiralsTask({ seed: 43 }), watch);
    expect(second.weights[0]).not.toEqual(first.weights[0]);
  });

  it('only adds epochs where more are asked for', async () => {
    const shorter = await train(tf, classesTask({ epochs: 3 }), watch);
    const longer = await train(tf, classesTask({ epochs: 5 }), watch);
    expect(longer.epochs.slice(0, shorter.epochs.length)).toEqual(shorter.epochs);
    arraysOf(shorter).forEach((array, i) =>
      expect(arraysOf(longer)[i]?.subarray(0, array.length)).toEqual(array),
    );
  });

  it('learns three easy classes', async () => {
    const run = await train(tf, classesTask({ learningRate: 0.03 }), watch);
    expect(run.curves['training']?.accuracy.at(-1)).toBe(1);
    expect(run.accuracy.at(-1)).toBe(1);
  });

  it('learns with sgd, too', async () => {
    const run = await train(tf, classesTask({ optimizer: 'sgd', learningRate: 0.3 }), watch);
    expect(run.loss.at(-1)).toBeLessThan(run.loss[0] ?? 0);
  });

  it('records what the recorded weights compute, epoch for epoch, with loss and accuracy', async () => {
    const task = classesTask();
    const run = await train(tf, task, watch);
    const weights = run.weights.map((data, k) => ({
      shape: [run.epochs.length, task.widths[k + 1] ?? 0, task.widths[k] ?? 0],
      data,
    }));
    const biases = run.biases.map((data, k) => ({
      shape: [run.epochs.length, task.widths[k + 1] ?? 0],
      data,
    }));
    run.epochs.forEach((_, epoch) => {
      const network = networkAt(weights, biases, epoch, 'tanh');
      const logits = Array.from(task.recorded.labels, (_, sample) => [
        ...forward(network, task.recorded.inputs.subarray(5 * sample, 5 * sample + 5)),
      ]);
      const recorded = run.activations.at(-1)?.subarray(epoch * 36, (epoch + 1) * 36) ?? [];
      logits.flat().forEach((value, i) => {
        const theirs = recorded[i] ?? NaN;
        expect(Math.abs(value - theirs)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(theirs)));
      });
      const right = logits.filter((row, i) => row.indexOf(Math.max(...row)) === task.recorded.labels[i]);
      expect(run.accuracy[epoch]).toBe(right.length / 12);
      expect(run.loss[epoch]).toBeCloseTo(
        crossEntropy(Float32Array.from(logits.flat()), task.recorded.labels, 3),
        4,
      );
    });
    expect(run.epochs.slice(0, 4)).toEqual([0, 1 / 6, 1 / 3, 1 / 2]);
  });

  it('stops where the loss is no longer a number, and names experiment, epoch and learning rate', async () => {
    const task = spiralsTask({ optimizer: 'sgd', learningRate: 1, activation: 'linear', epochs: 200 });
    const blown = task.training.inputs.map((x) => 1e6 * x);
    const samples = { ...task.training, inputs: blown };
    const failure = train(tf, { ...task, training: samples, recorded: samples }, watch);
    await expect(failure).rejects.toThrow(WorkError);
    await expect(failure).rejects.toThrow(
      /^spirals: the loss is (NaN|Infinity) at epoch \d+ with spirals\.learningRate = 1; .*--set spirals\.learningRate=0\.1$/,
    );
    expect(tf.memory().numTensors).toBe(0);
  });

  it('stops when it is told to, and leaves no tensors behind', async () => {
    const stop = new AbortController();
    const progress = (epoch: number) => {
      if (epoch >= 3) stop.abort(new Error('stopped'));
    };
    const failure = train(tf, spiralsTask({ epochs: 10_000 }), { signal: stop.signal, progress });
    await expect(failure).rejects.toThrow('stopped');
    expect(tf.memory().numTensors).toBe(0);
  });

  it('leaves no tensors behind when it has finished', async () => {
    await train(tf, classesTask(), watch);
    expect(tf.memory().numTensors).toBe(0);
  });
});
