import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plan, run } from '../../cache/graph';
import type { Artefact } from '../../cache/step';
import { Store } from '../../cache/store';
import { createRandom } from '../../data/random';
import { variantsOf } from '../../remotion/film/variants';
import { experimentFactsSchema, projectionFactsSchema } from '../../remotion/stage/facts';
import { experiments } from '../../training/experiments';
import type { ExperimentOf } from '../../training/hyperparameters';
import { applyOverrides } from '../../training/overrides';
import { experimentSteps } from '../../training/steps';
import { temporaryFolder } from '../support/temporary';

const backend = { name: 'wasm', version: '4.22.0', why: 'the tests ask for it' } as const;

const own = (file: string, changes: Partial<ExperimentOf<'csv'>> = {}): ExperimentOf<'csv'> => ({
  data: 'csv',
  file,
  dimensions: 2,
  heldOutShare: 0.25,
  seed: 3,
  epochs: 120,
  learningRate: 0.03,
  learningRateDecay: 1,
  optimizer: 'adam',
  batchSize: 'full',
  hidden: [2, 2],
  activation: 'tanh',
  record: [],
  gauge: true,
  basis: 'last',
  ...changes,
});

/** Clouds around corners of a cube of side 100, one a label, as lines of a file. */
function clouds(names: readonly string[], dimensions: 2 | 3): string {
  const random = createRandom(11);
  const rows = Array.from({ length: 60 * names.length }, (_, i) => {
    const label = i % names.length;
    const at = Array.from(
      { length: dimensions },
      (_, axis) => 100 * ((label >> axis) & 1) + 8 * random.normal(),
    );
    return [...at.map((x) => x.toFixed(3)), names[label]].join(',');
  });
  return [['x', 'y', 'z'].slice(0, dimensions).concat('kind').join(','), ...rows].join('\n');
}

async function make(
  file: string,
  changes: Partial<ExperimentOf<'csv'>> = {},
): Promise<Map<string, Artefact>> {
  const steps = experimentSteps(applyOverrides([], { mine: own(file, changes) }), backend);
  const store = new Store(path.join(path.dirname(file), 'cache'));
  return run(steps, store, { signal: new AbortController().signal, lanes: {}, onEvent: () => undefined });
}

describe("an experiment of the user's own", { timeout: 120_000 }, () => {
  it('learns labelled points of a file, and measures on those it held out', async () => {
    const file = path.join(await temporaryFolder(), 'points.csv');
    await writeFile(file, clouds(['tea', 'coffee'], 2));
    const artefacts = await make(file);
    const training = artefacts.get('training:mine');
    const facts = experimentFactsSchema.parse(training?.meta);
    expect(facts.widths).toEqual([2, 2, 2, 1]);
    expect(training?.meta['classNames']).toEqual(['coffee', 'tea']);
    expect(facts.measures).toMatchObject({ samples: 120, trainingSamples: 90, heldOutSamples: 30 });
    expect(facts.measures['heldOutAccuracy']).toBe(1);
    expect(facts.measures['heldOutMargin']).toBeGreaterThan(0);
    expect(facts.confusion).toEqual([
      [15, 0],
      [0, 15],
    ]);
    expect(JSON.stringify(training?.manifest)).not.toContain(path.dirname(file));
    expect((await artefacts.get('projection:mine')?.npy('points-2.npy'))?.shape.slice(1)).toEqual([120, 3]);
  });

  it('takes points in space and several classes, and projects what is too wide to be seen', async () => {
    const file = path.join(await temporaryFolder(), 'space.csv');
    await writeFile(file, clouds(['a', 'b', 'c', 'd', 'e'], 3));
    const artefacts = await make(file, { dimensions: 3, hidden: [3, 3] });
    const facts = experimentFactsSchema.parse(artefacts.get('training:mine')?.meta);
    expect(facts.widths).toEqual([3, 3, 3, 5]);
    expect(facts.confusion).toHaveLength(5);
    expect(facts.centroidDistances[0]?.[0]?.[1]).toBeGreaterThan(0);
    expect(facts.measures['margin']).toBeUndefined();
    const kept = projectionFactsSchema.parse(artefacts.get('projection:mine')?.meta).varianceKept;
    expect(kept).toHaveLength(4);
    expect(kept.every((share) => share > 0.5 && share <= 1 + 1e-9)).toBe(true);
  });

  it('is learnt again when the file changes, and not when it moves', async () => {
    const folder = await temporaryFolder();
    const [file, moved] = [path.join(folder, 'points.csv'), path.join(folder, 'moved.csv')];
    await writeFile(file, clouds(['a', 'b'], 2));
    await writeFile(moved, clouds(['a', 'b'], 2));
    await make(file, { epochs: 3 });
    const actions = async (): Promise<string[]> => {
      const steps = experimentSteps({ mine: own(moved, { epochs: 3 }) }, backend);
      return (await plan(steps, new Store(path.join(folder, 'cache')))).map(({ action }) => action);
    };
    expect(await actions()).toEqual(['reuse', 'reuse', 'reuse']);
    await writeFile(moved, clouds(['a', 'c'], 2));
    expect(await actions()).toEqual(['make', 'make', 'make']);
  });

  it('is offered by the scenes that can show it, and by no other', () => {
    const idsWith = (mine: ExperimentOf<'csv'>): string[] =>
      variantsOf({ ...experiments, mine })
        .map(({ id }) => id)
        .filter((id) => id.endsWith('-mine'));
    expect(idsWith(own('points.csv'))).toEqual(['spirals-stretching-mine']);
    expect(idsWith(own('points.csv', { hidden: [8] }))).toEqual([]);
    expect(idsWith(own('points.csv', { dimensions: 3 }))).toEqual([]);
  });
});
