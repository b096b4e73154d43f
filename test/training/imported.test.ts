import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { plan, run } from '../../cache/graph';
import type { Artefact } from '../../cache/step';
import { Store } from '../../cache/store';
import { createRandom } from '../../data/random';
import { sha256 } from '../../data/sha256';
import { projectionFactsSchema, recordingFactsSchema } from '../../remotion/stage/facts';
import { readRegistry, registeredPath, registryText, writeRegistry } from '../../training/import-registry';
import { importSteps } from '../../training/import-steps';
import { importTable } from '../../training/import-table';
import { checkedImports, type Imported } from '../../training/imported';
import { projectLayers } from '../../training/projection';
import { npyOf, npzOf } from '../data/npz-bytes';
import { never } from '../support/steps';
import { temporaryFolder } from '../support/temporary';

const SAMPLES = 30;
const entry: Imported = {
  file: 'mine.npz',
  sha256: 'a'.repeat(64),
  widths: [20, 6, 4],
  samples: SAMPLES,
  epochs: 3,
  classes: 3,
};

/** Three clouds that come apart from epoch to epoch, in layers of these widths. */
function cloudsOf(widths: readonly number[], epochs = 3, step = 0.05) {
  const random = createRandom(5);
  return widths.map((width, k) => {
    const rows = k === 0 ? 1 : epochs;
    const noise = Float32Array.from({ length: SAMPLES * width }, () => random.normal());
    const data = Float32Array.from({ length: rows * SAMPLES * width }, (_, i) => {
      const [epoch, sample] = [Math.floor(i / (SAMPLES * width)), Math.floor(i / width) % SAMPLES];
      return (
        noise[i % noise.length]! + (1 + step * epoch) * (4 + k) * ((sample % 3) - 1) * Math.cos(i % width)
      );
    });
    return { width, samples: SAMPLES, data, rows };
  });
}
type Clouds = ReturnType<typeof cloudsOf>;

const bytesOf = (clouds: Clouds): Buffer =>
  npzOf({
    ...Object.fromEntries(
      clouds.map(({ width, rows, data }, k) => [`layer${k}`, npyOf([rows, SAMPLES, width], data)]),
    ),
    labels: npyOf(
      [SAMPLES],
      Array.from({ length: SAMPLES }, (_, i) => [5, 6, 9][i % 3]!),
      { type: 'i8' },
    ),
  });

interface Made {
  readonly training: Artefact;
  readonly projection: Artefact;
  readonly said: readonly string[];
}

async function make(folder: string, imported: Imported): Promise<Made> {
  const said: string[] = [];
  const artefacts = await run(importSteps({ mine: imported }), new Store(path.join(folder, 'cache')), {
    signal: never,
    lanes: {},
    onEvent: (event) => {
      if (event.type === 'say') said.push(event.line);
    },
  });
  return { training: artefacts.get('training:mine')!, projection: artefacts.get('projection:mine')!, said };
}

async function brought(clouds: Clouds): Promise<Made & { folder: string; imported: Imported }> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'mine.npz');
  const bytes = bytesOf(clouds);
  await writeFile(file, bytes);
  const widths = clouds.map(({ width }) => width);
  const imported = { ...entry, file, widths, sha256: sha256(bytes) };
  return { ...(await make(folder, imported)), folder, imported };
}

const dataOf = async (artefact: Artefact, name: string): Promise<ArrayLike<number>> =>
  (await artefact.npy(name)).data;

describe('activations that were brought', { timeout: 120_000 }, () => {
  it('take the place of a training: labels, values, and what is known of them', async () => {
    const clouds = cloudsOf([20, 6, 4]);
    const { training, folder } = await brought(clouds);
    const facts = recordingFactsSchema.parse(training.meta);
    expect(facts).toMatchObject({
      experiment: 'mine',
      hyperparameters: { data: 'activations', file: 'mine.npz' },
      widths: [20, 6, 4],
      epochs: [0, 1, 2],
      loss: [],
      accuracy: [],
      classNames: ['5', '6', '9'],
    });
    expect(facts.centroidDistances).toHaveLength(3);
    expect(facts.nearestCentroids[2]).toHaveLength(3);
    expect(facts.measures).toEqual({ recordedSamples: SAMPLES, nearestCentroidAccuracy: 1 });
    expect([...((await dataOf(training, 'labels.npy')) as Uint8Array)].slice(0, 4)).toEqual([0, 1, 2, 0]);
    expect(await dataOf(training, 'activations-1.npy')).toEqual(clouds[1]!.data);
    expect((await training.npy('activations-0.npy')).shape).toEqual([1, SAMPLES, 20]);
    expect(JSON.stringify(training.manifest)).not.toContain(folder);
  });

  it('are projected like our own', async () => {
    const clouds = cloudsOf([20, 6, 4]);
    const { projection } = await brought(clouds);
    const own = await projectLayers(clouds, 'last', { signal: never });
    const facts = projectionFactsSchema.parse(projection.meta);
    expect(facts).toMatchObject({
      radius: own.radius,
      varianceKept: own.layers.map((layer) => layer.varianceKept),
    });
    for (const [k, { points }] of own.layers.entries())
      expect(await dataOf(projection, `points-${k}.npy`)).toEqual(points);
    expect(Object.keys(projection.manifest.files)).toEqual(['points-0.npy', 'points-1.npy', 'points-2.npy']);
  });

  it('are left as they are where no layer is wider than three', async () => {
    const clouds = cloudsOf([2, 3, 2, 1]);
    const { projection } = await brought(clouds);
    const points = await projection.npy('points-2.npy');
    expect(points.shape).toEqual([3, SAMPLES, 3]);
    const expected = Array.from({ length: 3 * SAMPLES }, (_, i) => [
      clouds[2]!.data[2 * i],
      clouds[2]!.data[2 * i + 1],
      0,
    ]);
    expect([...points.data]).toEqual(expected.flat());
    const { radius, varianceKept } = projectionFactsSchema.parse(projection.meta);
    // The last layer's single numbers are no space: they do not widen the window.
    const drawn = clouds.slice(0, 3).flatMap(({ data }) => [...data].map(Math.abs));
    expect(radius).toBe(Math.max(...drawn));
    expect(varianceKept).toEqual([1, 1, 1, 1]);
  });

  it('say, without a word of learning rates, where a cloud jumps too far to be followed', async () => {
    expect((await brought(cloudsOf([20, 6, 4]))).said).toEqual([]);
    expect((await brought(cloudsOf([20, 6, 4], 3, 5))).said).toEqual([
      expect.stringMatching(
        /^mine: between epochs \d and \d .* eye can follow; save the activations of epochs between them, too$/,
      ),
    ]);
  });

  it('need their file no more once they are in the cache, and say what to do where they do', async () => {
    const { folder, imported } = await brought(cloudsOf([20, 6, 4]));
    await rm(imported.file);
    const planned = await plan(importSteps({ mine: imported }), new Store(path.join(folder, 'cache')));
    expect(planned.map(({ action }) => action)).toEqual(['reuse', 'reuse']);
    await rm(path.join(folder, 'cache'), { recursive: true });
    await expect(make(folder, imported)).rejects.toThrow(
      /mine\.npz does not exist;.*put it back; npm run import -- FILE --name mine --replace/,
    );
    await writeFile(imported.file, bytesOf(cloudsOf([20, 5, 4])));
    await expect(make(folder, imported)).rejects.toThrow(
      /mine\.npz has changed since it was imported as mine/,
    );
  });

  it('are projected as wide as they are, and refused where a hand has changed what the registry says of them', async () => {
    const { folder, imported } = await brought(cloudsOf([2, 3, 4]));
    const store = new Store(path.join(folder, 'cache'));
    const changes: [Partial<Imported>, RegExp][] = [
      [
        { widths: [2, 2] },
        /^training\/imported\.json: mine\.widths is 2-2, and .*mine\.npz has 2-3-4; import it/,
      ],
      [{ samples: 20 }, /mine\.samples is 20, and .* has 30;/],
      [{ epochs: 9 }, /mine\.epochs is 9, and .* has 3;/],
      [{ classes: 2 }, /mine\.classes is 2, and .* has 3;/],
    ];
    for (const [wrong, message] of changes) {
      const steps = importSteps({ mine: { ...imported, ...wrong } });
      await expect(plan(steps, store)).rejects.toThrow(message);
      await expect(make(folder, { ...imported, ...wrong })).rejects.toThrow(message);
    }
    // Nothing of it is in the cache: the next import is as if nothing had been.
    const { projection } = await make(folder, imported);
    expect(projectionFactsSchema.parse(projection.meta).varianceKept).toHaveLength(3);
    await rm(path.join(folder, 'cache'), { recursive: true });
    await expect(make(folder, { ...imported, widths: [2, 2] })).rejects.toThrow(/mine\.widths is 2-2/);
    expect((await make(folder, imported)).projection.meta).toEqual(projection.meta);
  });

  it('are told in one line of a table', () => {
    const facts = { experiment: 'mine', widths: [20, 6], epochs: [0, 1], classNames: ['a', 'b'] };
    const table = importTable([
      {
        ...facts,
        measures: { recordedSamples: 30, nearestCentroidAccuracy: 0.9996 },
        varianceKept: [0.5, 1],
      },
    ]);
    expect(table.split('\n')[1]).toMatch(/^mine +20-6 +2 +30 +2 +50\.0 %, 100 % +99\.9 %$/);
  });
});

describe('the registry', () => {
  it('is written as prettier would have it, names in order, and read again', async () => {
    const widths = Array.from({ length: 13 }, () => 16_384);
    const registered = { yours: entry, mine: { ...entry, widths, file: 'a "file" of\nmine.npz' } };
    const text = registryText(registered);
    expect(await prettier.check(text, { parser: 'json', printWidth: 110 })).toBe(true);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['mine', 'yours']);
    const file = path.join(await temporaryFolder(), 'imported.json');
    expect(await readRegistry(file)).toEqual({});
    await writeRegistry(registered, file);
    expect(await readRegistry(file)).toEqual(registered);
    await writeRegistry({}, file);
    expect(await readFile(file, 'utf8')).toBe('{}\n');
  });

  it('says which entry a hand has broken', async () => {
    const file = path.join(await temporaryFolder(), 'imported.json');
    await writeFile(file, '{ "mine": ');
    await expect(readRegistry(file)).rejects.toThrow(/^training\/imported\.json is not JSON/);
    for (const [broken, message] of [
      [
        { mine: { ...entry, widths: [2] } },
        /^training\/imported\.json: mine\.widths: .*import its file again$/,
      ],
      [{ mine: { ...entry, sha256: 'x' } }, /mine\.sha256: a SHA-256 in hex/],
      [{ 'no name': entry }, /no name/],
      [{ constructor: entry }, /constructor: .*/],
      [[], /the file/],
    ] as const)
      expect(() => checkedImports(broken)).toThrow(message);
  });

  it('keeps a file’s place from the project’s folder where it lies inside', async () => {
    const root = await temporaryFolder();
    await mkdir(path.join(root, 'runs'));
    expect(registeredPath(path.join(root, 'runs', 'a.npz'), root)).toBe('runs/a.npz');
    expect(registeredPath('/elsewhere/a.npz', root)).toBe('/elsewhere/a.npz');
    expect(registeredPath(`${root}-other/a.npz`, root)).toBe(`${root}-other/a.npz`);
  });
});
