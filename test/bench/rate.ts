import { Store } from '../../cache/store';
import { createRandom } from '../../data/random';
import { createBatches } from '../../training/batches';
import { openBackend } from '../../training/engine';
import { createModel, initialParameters } from '../../training/model';
import { createOptimizer } from '../../training/optimizer';
import { recordTrajectory } from '../../training/recorder';
import { recordedSteps } from '../../training/schedule';
import type { Task } from '../../training/task';
import { createFloat64Training } from './float64-training';
import { type EngineName, type Rate, rateRequestSchema, type RateRequest } from './rate-messages';
import { taskOf } from './tasks';

/** The program of a process that times a training: as many of its steps and recorded epochs as fit into a budget. */

interface Timed {
  readonly stepsPerEpoch: number;
  readonly firstLoss: number;
  step(step: number): void;
  record(): Promise<void>;
}

async function onTensorflow(task: Task, backend: Exclude<EngineName, 'float64'>): Promise<Timed> {
  const { widths, hyperparameters } = task;
  const { seed, activation, learningRate, learningRateDecay } = hyperparameters;
  const tf = await openBackend(backend);
  const random = createRandom(seed).stream('training');
  const shape = { widths, activation };
  const model = createModel(tf, shape, initialParameters(shape, random.stream('weights')));
  const optimizer = createOptimizer(tf, hyperparameters, model);
  const batches = createBatches(task, random);
  return {
    stepsPerEpoch: batches.stepsPerEpoch,
    firstLoss: model.measure(task.recorded).loss,
    step(step) {
      optimizer.setRate(learningRate * learningRateDecay ** (step / batches.stepsPerEpoch));
      optimizer.step(model, batches.at(tf, step));
      // A backend may still be computing; a parameter that is read is there.
      if (step % batches.stepsPerEpoch === 0) model.variables.at(-1)?.dataSync();
    },
    async record() {
      model.measure(task.recorded);
      const trajectory = { epochs: [0], parameters: [model.parameters()], stepsTaken: 0 };
      await recordTrajectory(tf, task, trajectory, async () => undefined);
    },
  };
}

function onFloat64(task: Task): Timed {
  const training = createFloat64Training(task);
  return {
    stepsPerEpoch: training.stepsPerEpoch,
    firstLoss: training.measure(task.recorded).loss,
    step: () => training.step(),
    record: async () => {
      for (const samples of new Set([task.recorded, ...Object.values(task.measured)]))
        training.measure(samples);
    },
  };
}

async function rateOf({ root, dataset, name, experiment, engine, budget }: RateRequest): Promise<Rate> {
  const found = await new Store(root).find({ ...dataset, id: `dataset:${name}`, area: 'store' });
  if (found.state !== 'whole') throw new Error(`the data set of ${name} is ${found.state}`);
  const task = await taskOf(name, experiment, found.artefact);
  const timed = engine === 'float64' ? onFloat64(task) : await onTensorflow(task, engine);
  const { record, epochs } = task.hyperparameters;
  const wanted = recordedSteps(record, epochs, timed.stepsPerEpoch);
  const last = wanted.at(-1) ?? 0;
  const begun = performance.now();
  const within = (share: number, since: number): boolean => performance.now() - since < 1000 * share * budget;
  let steps = 0;
  while (steps < last && (steps === 0 || within(0.8, begun))) timed.step(steps++);
  const trained = performance.now();
  let records = 0;
  // The first ones are slower, before the loops are compiled: one alone would say too much.
  for (; records < wanted.length && (records === 0 || within(0.2, trained)); records++) await timed.record();
  return {
    stepsPerEpoch: timed.stepsPerEpoch,
    steps,
    stepSeconds: (trained - begun) / 1000,
    recordSeconds: (performance.now() - trained) / 1000 / records,
    startSeconds: begun / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    firstLoss: timed.firstLoss,
  };
}

process.on('message', (raw) => {
  rateOf(rateRequestSchema.parse(raw)).then(
    (rate) => process.send?.(rate, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack ?? String(error)}\n`, () => process.exit(1));
    },
  );
});
