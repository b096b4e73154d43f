import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plan, run } from '../../cache/graph';
import type { Artefact } from '../../cache/step';
import { Store } from '../../cache/store';
import { experimentFactsSchema, projectionFactsSchema } from '../../remotion/stage/facts';
import { forward, networkAt } from '../../training/network';
import { applyOverrides } from '../../training/overrides';
import { experimentSteps } from '../../training/steps';

const backend = { name: 'wasm', version: '4.22.0', why: 'the tests ask for it' } as const;
const stepsOf = (...settings: string[]) => experimentSteps(applyOverrides(settings), backend);
const spiralsOf = (...settings: string[]) =>
  experimentSteps(applyOverrides(settings), backend, { only: ['spirals'] });

describe('experimentSteps', () => {
  let folder: string;
  let store: Store;
  const make = (...settings: string[]) =>
    run(spiralsOf(...settings), store, {
      signal: new AbortController().signal,
      onEvent: () => {},
      lanes: {},
    });
  const staleAfter = async (...settings: string[]): Promise<string[]> =>
    (await plan(spiralsOf(...settings), store))
      .filter(({ action }) => action !== 'reuse')
      .map(({ id }) => id);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'untangle-steps-'));
    store = new Store(folder);
    await make();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('leads from data over training to projection, for every experiment, and from images to their neighbours', () => {
    expect(stepsOf().map(({ id, inputs }) => [id, ...inputs])).toEqual(
      ['boundary', 'spirals', 'disks2d', 'disks3d', 'mnist'].flatMap((name) => [
        [`dataset:${name}`],
        ...(name === 'mnist' ? [['neighbours:mnist', 'dataset:mnist']] : []),
        [`training:${name}`, `dataset:${name}`],
        [`projection:${name}`, `training:${name}`],
      ]),
    );
    expect(spiralsOf()).toHaveLength(3);
  });

  it('asks neither why a backend was chosen nor where a file lies', async () => {
    const other = experimentSteps(
      applyOverrides([]),
      { ...backend, why: 'another reason' },
      { only: ['spirals'] },
    );
    expect((await plan(other, store)).map(({ action }) => action)).toEqual(['reuse', 'reuse', 'reuse']);
  });

  it('makes nothing again where nothing has changed', async () => {
    expect(await staleAfter()).toEqual([]);
  });

  it('retrains nothing when the gauge is switched off', async () => {
    expect(await staleAfter('spirals.gauge=false')).toEqual(['projection:spirals']);
  });

  it('keeps the data when only the network changes, and makes all of it again for another seed', async () => {
    expect(await staleAfter('spirals.learningRate=0.02')).toEqual(['training:spirals', 'projection:spirals']);
    expect(await staleAfter('spirals.hidden=[3,3]')).toEqual(['training:spirals', 'projection:spirals']);
    expect(await staleAfter('spirals.seed=3')).toEqual([
      'dataset:spirals',
      'training:spirals',
      'projection:spirals',
    ]);
  });

  it('leaves one experiment alone when another one changes', async () => {
    const keyed = async (...settings: string[]) =>
      Promise.all(
        stepsOf(...settings).map(async (step) => [
          step.id,
          JSON.stringify(
            await step.parts(() => {
              throw new Error('reads nothing');
            }),
          ),
        ]),
      );
    const [before, after] = [await keyed(), await keyed('mnist.seed=2', 'mnist.basis=pooled')];
    const changed = before.filter(([, parts], i) => parts !== after[i]?.[1]).map(([id]) => id);
    expect(changed).toEqual(['dataset:mnist', 'training:mnist', 'projection:mnist']);
  });

  it('trains again for another backend', async () => {
    const other = experimentSteps(applyOverrides([]), { ...backend, name: 'cpu' }, { only: ['spirals'] });
    const planned = await plan(other, store);
    expect(planned.map(({ action }) => action)).toEqual(['reuse', 'make', 'make']);
  });

  it('separates the spirals, with a margin, and says so in facts that scenes can read', async () => {
    const training = (await make()).get('training:spirals');
    const facts = experimentFactsSchema.parse(training?.meta);
    expect(facts.widths).toEqual([2, 2, 2, 2, 2, 1]);
    expect(facts.measures['accuracy']).toBe(1);
    expect(facts.measures['margin']).toBeGreaterThan(0.4);
    expect(facts.epochs).toHaveLength(facts.loss.length);
    expect(facts.hyperparameters).toMatchObject({ seed: 42, turns: 0.75, hidden: [2, 2, 2, 2] });
    expect(facts.hyperparameters).not.toHaveProperty('gauge');
  });

  it('writes every layer at every recorded epoch', async () => {
    const training = (await make()).get('training:spirals');
    const { epochs } = experimentFactsSchema.parse(training?.meta);
    const shapes = Object.fromEntries(
      Object.entries(training?.manifest.files ?? {}).map(([name, { shape }]) => [name, shape]),
    );
    expect(shapes).toMatchObject({
      'weights-1.npy': [epochs.length, 2, 2],
      'weights-5.npy': [epochs.length, 1, 2],
      'biases-5.npy': [epochs.length, 1],
      'activations-0.npy': [1, 400, 2],
      'activations-5.npy': [epochs.length, 400, 1],
      'labels.npy': [400],
      'predictions.npy': [epochs.length, 400],
    });
  });

  it('turns every layer of the trained spirals by at most 45°, and computes the same', async () => {
    const artefacts = await make();
    const [training, projection] = [artefacts.get('training:spirals'), artefacts.get('projection:spirals')];
    const meta = projectionFactsSchema
      .extend({ turns: z.object({ after: z.array(z.number().nullable()) }) })
      .parse(projection?.meta);
    expect(meta.varianceKept).toEqual([1, 1, 1, 1, 1, 1]);
    const turns = meta.turns.after.slice(0, 4);
    expect(turns.every((turn) => turn !== null && turn <= 45)).toBe(true);

    const [raw, seen] = [await lastNetwork(training), await lastNetwork(projection)];
    const points = await projection?.npy('points-5.npy');
    const inputs = await training?.npy('activations-0.npy');
    for (const sample of [0, 133, 399]) {
      const x = inputs?.data.slice(2 * sample, 2 * sample + 2) ?? [];
      expect(forward(seen, x)[0]).toBeCloseTo(forward(raw, x)[0] ?? NaN, 12);
      const last = (points?.data.length ?? 0) - 3 * 400 + 3 * sample;
      expect(points?.data[last]).toBeCloseTo(forward(seen, x)[0] ?? NaN, 3);
    }
  });

  it('draws a network too wide to be seen along three principal axes', async () => {
    const artefacts = await make('spirals.hidden=[8]', 'spirals.epochs=2');
    const projection = artefacts.get('projection:spirals');
    expect(projectionFactsSchema.parse(projection?.meta).varianceKept).toHaveLength(3);
    expect((await projection?.npy('points-1.npy'))?.shape).toEqual([3, 400, 3]);
    expect((await projection?.npy('points-0.npy'))?.shape).toEqual([1, 400, 3]);
    expect((await projection?.npy('weights-1.npy'))?.shape).toEqual([3, 8, 2]);
  });
});

describe('experimentSteps of mnist', () => {
  let folder: string;
  let artefacts: Map<string, Artefact>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'untangle-mnist-steps-'));
    const steps = experimentSteps(applyOverrides(['mnist.epochs=2']), backend, { only: ['mnist'] });
    artefacts = await run(steps, new Store(folder), {
      signal: new AbortController().signal,
      onEvent: () => {},
      lanes: {},
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('learns digits, and measures on samples that it neither learnt nor stopped by', async () => {
    const { measures, widths, epochs } = experimentFactsSchema.parse(artefacts.get('training:mnist')?.meta);
    expect(widths).toEqual([784, 128, 64, 10]);
    expect(epochs[0]).toBe(0);
    expect(epochs[1]).toBeLessThan(0.05);
    expect(measures['heldOutAccuracy']).toBeGreaterThan(0.88);
    expect(measures['trainingAccuracy']).toBeGreaterThan(0.88);
    expect(measures['validationAccuracy']).toBeGreaterThan(0.85);
    expect(measures['heldOutSamples']).toBe(2000);
    expect(measures['heldOutWrong']).toBe(Math.round(2000 * (1 - (measures['heldOutAccuracy'] ?? 0))));
  });

  it('records held-out samples only, with their images', async () => {
    const [dataset, training] = [artefacts.get('dataset:mnist'), artefacts.get('training:mnist')];
    const [images, membership] = [await dataset?.npy('images.npy'), await dataset?.npy('split.npy')];
    const recorded = await training?.npy('images.npy');
    expect(recorded?.shape).toEqual([2000, 784]);
    const image = (data: ArrayLike<number> & { slice(a: number, b: number): ArrayLike<number> }, i: number) =>
      Array.from(data.slice(784 * i, 784 * (i + 1))).join();
    const heldOut = new Set(
      Array.from(membership?.data ?? [])
        .map((part, i) => (part === 2 && images ? image(images.data, i) : ''))
        .filter((text) => text !== ''),
    );
    for (let i = 0; i < 2000; i += 37)
      expect(recorded !== undefined && heldOut.has(image(recorded.data, i))).toBe(true);
  });

  it('moves no cloud by more than 15 % of the window between two recorded epochs', async () => {
    const projection = artefacts.get('projection:mnist');
    const meta = projectionFactsSchema
      .extend({ largestTravel: z.number(), residuals: z.array(z.number()) })
      .parse(projection?.meta);
    expect(meta.largestTravel).toBeGreaterThan(0);
    expect(meta.largestTravel).toBeLessThanOrEqual(0.15);
    expect(meta.residuals.every((residual) => residual < 1)).toBe(true);
    expect(meta.varianceKept.every((share) => share > 0.2 && share < 1)).toBe(true);
    expect((await projection?.npy('points-0.npy'))?.shape).toEqual([1, 2000, 3]);
    expect((await projection?.npy('points-3.npy'))?.shape[0]).toBe(13);
  });
});

async function lastNetwork(artefact: Artefact | undefined) {
  const read = (name: string) =>
    Promise.all(
      [1, 2, 3, 4, 5].map(async (k) => {
        const { shape, data } = await artefact!.npy(`${name}-${k}.npy`);
        return { shape, data: Float32Array.from(data) };
      }),
    );
  return networkAt(await read('weights'), await read('biases'), -1, 'tanh');
}
