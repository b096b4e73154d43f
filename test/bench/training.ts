import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { neededFor, run } from '../../cache/graph';
import type { Artefact } from '../../cache/step';
import { Store } from '../../cache/store';
import { lanes } from '../../remotion/render/work';
import { type BackendChoice, type BackendName, chooseBackend } from '../../training/backend';
import type { Experiments } from '../../training/hyperparameters';
import { applyOverrides } from '../../training/overrides';
import { recordedSteps } from '../../training/schedule';
import { experimentSteps } from '../../training/steps';
import { textTable } from '../../training/text-table';
import { sampleMemory } from './memory';
import { type EngineName, type Rate, type RateRequest, rateSchema } from './rate-messages';

/** Seconds of work after which a training that is timed only for comparison is scaled to the whole. */
const BUDGET = 15;

/** One experiment on one engine. */
interface Row {
  readonly experiment: string;
  readonly engine: EngineName;
  /** Of training and recording, in a process that starts with nothing loaded. */
  readonly seconds: number;
  /** Seconds are scaled from a share of the work. */
  readonly scaled: boolean;
  /** Of the optimiser alone, without start-up and recording. */
  readonly stepsPerSecond: number;
  readonly peakBytes: number | undefined;
  /** With data set and projection, everything from nothing; only on the default backend. */
  readonly fromNothing?: number;
}

/**
 * The part of `npm run bench` about training: every experiment on every backend that is there and in plain Float64 loops,
 * each alone; then all of them from nothing as `npm run train` makes them.
 * @param set hyperparameters, as for `--set`
 */
export async function benchTraining(say: (line: string) => void, set: readonly string[] = []): Promise<void> {
  const experiments = applyOverrides(set);
  const backend = await chooseBackend();
  const others = await otherBackends(backend.name, say);
  say(`training from nothing on ${backend.name} ${backend.version}, one experiment after another`);
  const rows: Row[] = [];
  for (const name of Object.keys(experiments))
    rows.push(...(await rowsOf(name, experiments, backend, others)));
  say(tableOf(rows));
  say(
    '  seconds: training and recording; from nothing: with data set and projection; float64: the same training in plain loops;\n' +
      `  ≈: scaled from what fits into ${BUDGET} s; steps/s: the optimiser alone`,
  );

  await inScratch(async (store) => {
    const memory = sampleMemory();
    const { seconds } = await make(Object.keys(experiments), experiments, backend, store);
    const total = (of: EngineName): number =>
      rows.filter(({ engine }) => engine === of).reduce((sum, row) => sum + row.seconds, 0);
    say(
      `  all ${Object.keys(experiments).length} from nothing, side by side as npm run train makes them: ${seconds.toFixed(1)} s, ` +
        `peak memory of all processes ${gigabytes(memory.peak())}`,
    );
    say(
      `  training alone, one after another: ${total(backend.name).toFixed(1)} s on ${backend.name}, ≈ ${total('float64').toFixed(1)} s ` +
        `in plain Float64 loops: ${(total(backend.name) / total('float64')).toFixed(2)} times the yardstick, ` +
        `${(seconds / total('float64')).toFixed(2)} times side by side with all else`,
    );
    memory.stop();
  });
}

async function inScratch<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'untangle-bench-'));
  try {
    return await work(new Store(root));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function otherBackends(own: BackendName, say: (line: string) => void): Promise<BackendName[]> {
  const there: BackendName[] = [];
  for (const name of ['gpu', 'wasm', 'cpu'] as const) {
    if (name === own) continue;
    try {
      await chooseBackend(name);
      there.push(name);
    } catch (error) {
      say(`  ${(error as Error).message}`);
    }
  }
  return there;
}

interface Made {
  /** From the first step to the last. */
  readonly seconds: number;
  /** Of each step by id. */
  readonly each: ReadonlyMap<string, number>;
  readonly artefacts: ReadonlyMap<string, Artefact>;
}

async function make(
  names: readonly string[],
  experiments: Experiments,
  backend: BackendChoice,
  store: Store,
): Promise<Made> {
  const steps = neededFor(
    experimentSteps(experiments, backend, { only: names }),
    names.map((name) => `projection:${name}`),
  );
  const each = new Map<string, number>();
  const begun = performance.now();
  const artefacts = await run(steps, store, {
    signal: new AbortController().signal,
    lanes,
    onEvent: (event) => {
      if (event.type === 'done') each.set(event.step.id, event.seconds);
    },
  });
  return { seconds: (performance.now() - begun) / 1000, each, artefacts };
}

const trainedSchema = z.object({ loss: z.array(z.number()) });

/** One experiment on every engine: on the default one as the pipeline makes it, on the others by a share of its work. */
async function rowsOf(
  name: string,
  experiments: Experiments,
  backend: BackendChoice,
  others: readonly BackendName[],
): Promise<Row[]> {
  return inScratch(async (store) => {
    const memory = sampleMemory({ children: true });
    const { seconds: fromNothing, each, artefacts } = await make([name], experiments, backend, store);
    const peakBytes = memory.peak();
    memory.stop();
    const [firstLoss = NaN] = trainedSchema.parse(artefacts.get(`training:${name}`)?.meta).loss;
    const { stage, key } = artefacts.get(`dataset:${name}`)!.manifest;
    const experiment = experiments[name]!;
    // The yardstick knows the optimiser of the defaults.
    const yardstick = experiment.optimizer === 'adam' ? (['float64'] as const) : [];
    const rows: Row[] = [];
    for (const engine of [backend.name, ...others, ...yardstick]) {
      const dataset = { stage, name, key };
      const request = { root: store.root, dataset, name, experiment, engine, budget: BUDGET };
      const row = scaledRow(request, await measureRate(request), firstLoss);
      const seconds = each.get(`training:${name}`) ?? NaN;
      rows.push(engine === backend.name ? { ...row, seconds, scaled: false, peakBytes, fromNothing } : row);
    }
    return rows;
  });
}

/** What a share of an experiment's work says about the whole. @param firstLoss in the pipeline's training */
function scaledRow({ name, experiment, engine }: RateRequest, rate: Rate, firstLoss: number): Row {
  if (!(Math.abs(rate.firstLoss - firstLoss) <= 1e-4 * (1 + firstLoss)))
    throw new Error(
      `${name} on ${engine} begins with a loss of ${rate.firstLoss}, in the pipeline with ${firstLoss}: not the same training`,
    );
  const recorded = recordedSteps(experiment.record, experiment.epochs, rate.stepsPerEpoch);
  const stepsPerSecond = rate.steps / rate.stepSeconds;
  return {
    experiment: name,
    engine,
    seconds:
      rate.startSeconds + (recorded.at(-1) ?? 0) / stepsPerSecond + rate.recordSeconds * recorded.length,
    scaled: true,
    stepsPerSecond,
    peakBytes: rate.peakBytes,
  };
}

const RATE = fileURLToPath(new URL('./rate.ts', import.meta.url));

function measureRate(request: RateRequest): Promise<Rate> {
  const child = fork(RATE, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('message', (raw) => resolve(rateSchema.parse(raw)));
    child.on('exit', (code, signal) =>
      reject(new Error(`timing ${request.name} on ${request.engine} ended: ${signal ?? `code ${code}`}`)),
    );
    child.send(request);
  });
}

function tableOf(rows: readonly Row[]): string {
  const yardstick = (name: string): number | undefined =>
    rows.find(({ experiment, engine }) => experiment === name && engine === 'float64')?.seconds;
  const times = (row: Row): string => {
    const own = yardstick(row.experiment);
    return own === undefined || row.engine === 'float64' ? '' : (row.seconds / own).toFixed(2);
  };
  const table = textTable([
    ['experiment', 'engine', 'seconds', 'from nothing', '× float64', 'steps/s', 'peak memory'],
    ...rows.map((row) => [
      row.experiment,
      row.engine,
      `${row.scaled ? '≈ ' : '  '}${row.seconds.toFixed(1)}`,
      row.fromNothing === undefined ? '' : row.fromNothing.toFixed(1),
      times(row),
      row.stepsPerSecond.toFixed(0),
      gigabytes(row.peakBytes),
    ]),
  ]);
  return table.replace(/^/gm, '  ');
}

const gigabytes = (bytes: number | undefined): string =>
  bytes === undefined ? 'not measured here' : `${(bytes / 1e9).toFixed(2)} GB`;
