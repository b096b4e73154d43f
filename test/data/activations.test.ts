import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestError } from '../../cache/errors';
import { LIMITS } from '../../data/activation-shapes';
import { type Activations, readActivations } from '../../data/activations';
import { sha256 as sha256Of } from '../../data/sha256';
import { createRandom } from '../../data/random';
import { headOf, type Layout, npyOf, npzOf, zipOf } from './npz-bytes';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'untangle-npz-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** An array of numbers that differ from place to place. */
function values(shape: readonly number[], layout: Layout = {}): Buffer {
  const random = createRandom(shape.length);
  const count = shape.reduce((n, size) => n * size, 1);
  return npyOf(
    shape,
    Float32Array.from({ length: count }, () => random.normal()),
    layout,
  );
}
const labelsOf = (count: number, classes = 3, layout: Layout = { type: 'i8' }): Buffer =>
  npyOf(
    [count],
    Array.from({ length: count }, (_, i) => i % classes),
    layout,
  );

type Arrays = Readonly<Record<string, Uint8Array>>;
const good: Arrays = {
  layer0: values([12, 5]),
  layer1: values([4, 12, 3]),
  layer2: values([4, 12, 2]),
  labels: labelsOf(12),
};

const fileOf = async (bytes: Uint8Array): Promise<string> => {
  const file = path.join(dir, 'a.npz');
  await writeFile(file, bytes);
  return file;
};
const read = async (arrays: Arrays): Promise<Activations> => readActivations(await fileOf(npzOf(arrays)));
const refusal = async (bytes: Uint8Array): Promise<unknown> =>
  readActivations(await fileOf(bytes)).catch((error: unknown) => error);

describe('readActivations', () => {
  it('gives layers, labels and epochs', async () => {
    const { layers, samples, labels, classNames, epochs, sha256, remarks } = await read(good);
    expect(layers.map(({ epochs, units, data }) => [epochs, units, data.length])).toEqual([
      [1, 5, 60],
      [4, 3, 144],
      [4, 2, 96],
    ]);
    expect([samples, [...labels.slice(0, 4)], classNames]).toEqual([12, [0, 1, 2, 0], ['0', '1', '2']]);
    expect([epochs, remarks]).toEqual([[0, 1, 2, 3], []]);
    expect(sha256).toBe(sha256Of(await readFile(path.join(dir, 'a.npz'))));
  });

  it('takes labels that are any whole numbers, in any shape that has one a sample', async () => {
    const told = Array.from({ length: 12 }, (_, i) => [7, -2, 40][i % 3]!);
    for (const labels of [
      npyOf([12], told, { type: 'i2' }),
      npyOf([12, 1], told, { type: 'i8', columnsFirst: true }),
      npyOf([12], told, { type: 'f8' }),
    ]) {
      const { labels: classes, classNames } = await read({ ...good, labels });
      expect([[...classes.slice(0, 3)], classNames]).toEqual([
        [1, 0, 2],
        ['-2', '7', '40'],
      ]);
    }
    const booleans = await read({ ...good, labels: labelsOf(12, 2, { type: 'b1' }) });
    expect(booleans.classNames).toEqual(['0', '1']);
  });

  it('takes the epochs’ numbers from the file where it has them', async () => {
    const { epochs } = await read({ ...good, epochs: npyOf([4], [0, 0.5, 1, 30], { type: 'f8' }) });
    expect(epochs).toEqual([0, 0.5, 1, 30]);
  });

  it('keeps a first layer once when all epochs have the same, and else every one', async () => {
    const still = npyOf(
      [4, 12, 1],
      Array.from({ length: 48 }, (_, i) => i % 12),
    );
    expect((await read({ ...good, layer0: still })).layers[0]).toMatchObject({ epochs: 1, units: 1 });
    expect((await read({ ...good, layer0: values([4, 12, 2]) })).layers[0]).toMatchObject({ epochs: 4 });
  });

  it('takes layers of one moment as they are', async () => {
    const once = { ...good, layer1: values([12, 3]), layer2: values([1, 12, 2]) };
    expect((await read(once)).epochs).toEqual([0]);
  });

  it('thins samples that would hide each other, evenly, and says so, as it does of arrays that it does not use', async () => {
    const count = 2 * LIMITS.drawn;
    const numbered = npyOf(
      [count, 1],
      Array.from({ length: count }, (_, i) => i),
    );
    const { samples, layers, labels, remarks } = await read({
      layer0: numbered,
      layer1: numbered,
      labels: labelsOf(count, 4),
      weights: values([3]),
    });
    expect([samples, layers[0]?.data.length]).toEqual([LIMITS.drawn, LIMITS.drawn]);
    expect([...layers[1]!.data.slice(0, 3)]).toEqual([0, 2, 4]);
    expect([...labels.slice(0, 3)]).toEqual([0, 1, 0]);
    expect(remarks).toEqual([
      expect.stringMatching(/^5000 of 10000 samples are drawn/),
      'not used: "weights"',
    ]);
  });

  const { layer0, layer1, layer2, labels } = good as {
    [K in 'layer0' | 'layer1' | 'layer2' | 'labels']: Buffer;
  };
  const wrong: readonly (readonly [what: string, arrays: Arrays, message: RegExp])[] = [
    ['no layers', { x: layer0, labels }, /arrays named layer0, layer1, … are needed.*it holds "x", "labels"/],
    ['one layer', { layer0, labels }, /two at least/],
    ['no arrays', {}, /it holds no arrays/],
    ['a gap between layers', { layer0, layer2, labels }, /layer1 is missing; it holds "layer0", "layer2"/],
    ['layers from 1 on', { layer1, layer2, labels }, /layer0 is missing/],
    ['no labels', { layer0, layer1 }, /labels is missing, one whole number a sample/],
    [
      'too many layers',
      { ...Object.fromEntries(Array.from({ length: 14 }, (_, k) => [`layer${k}`, layer0])), labels },
      /there are 14 layers; at most 13/,
    ],
    [
      'a list of numbers as layer',
      { ...good, layer1: values([12]) },
      /layer1 is \[12\]; it may be \[epochs, samples, units\]/,
    ],
    ['pictures as layer', { ...good, layer0: values([12, 1, 2, 2]) }, /layer0 is \[12, 1, 2, 2\].*reshape/],
    [
      'too few samples',
      { layer0: values([9, 2]), layer1: values([9, 2]), labels: labelsOf(9) },
      /9 samples; 10 to/,
    ],
    ['no units', { ...good, layer1: values([4, 12, 0]) }, /layer1 is \[4, 12, 0\], with 0 units; 1 to 16384/],
    ['too many units', { ...good, layer0: values([12, 17_000]) }, /17000 units; 1 to 16384/],
    ['too many epochs', { ...good, layer1: values([1001, 12, 1]) }, /1001 epochs; 1 to 1000/],
    ['other samples', { ...good, layer2: values([4, 11, 2]) }, /layer2 has 11 samples and layer0 has 12/],
    ['other epochs', { ...good, layer2: values([3, 12, 2]) }, /layer2 has 3 epochs and layer1 has 4/],
    [
      'a layer without epochs among others',
      { ...good, layer2: values([12, 2]) },
      /layer2 has 1 epoch and layer1 has 4/,
    ],
    ['an input of other epochs', { ...good, layer0: values([3, 12, 2]) }, /layer0 has 3 epochs/],
    ['other labels', { ...good, labels: labelsOf(11) }, /labels is \[11\], and the layers have 12 samples/],
    ['one-hot labels', { ...good, labels: values([12, 3]) }, /one-hot.*labels\.argmax\(1\)/],
    [
      'labels that are no whole numbers',
      { ...good, labels: values([12]) },
      /labels has .* at \[0\]; .*whole numbers/,
    ],
    ['one class', { ...good, labels: labelsOf(12, 1) }, /1 different value; 2 to 20/],
    [
      'too many classes',
      { layer0: values([42, 2]), layer1: values([42, 2]), labels: labelsOf(42, 21) },
      /21 different values; 2 to 20/,
    ],
    [
      'NaN',
      { ...good, layer2: npyOf([4, 12, 2], Array<number>(96).fill(0).with(30, NaN)) },
      /layer2 has NaN at \[1, 3, 0\]/,
    ],
    [
      'epochs of another number',
      { ...good, epochs: npyOf([3], [0, 1, 2]) },
      /epochs is \[3\], and the layers have 4/,
    ],
    ['epochs that fall', { ...good, epochs: npyOf([4], [0, 2, 1, 3]) }, /each larger than the one before/],
    [
      'text',
      { ...good, layer1: headOf("{'descr': '<U3', 'fortran_order': False, 'shape': (12,)}") },
      /layer1 holds text/,
    ],
    [
      'pickles, even without a byte of one',
      { ...good, labels: headOf("{'descr': '|O', 'fortran_order': False, 'shape': (12,)}") },
      /labels holds Python objects \(a pickle\), which are not loaded/,
    ],
    [
      'a header that lies',
      { ...good, layer1: layer1.subarray(0, -4) },
      /layer1 is \[4, 12, 3\], which makes 657 bytes, and has 653/,
    ],
    [
      'what is no array',
      { ...good, layer1: Buffer.from('layer1, but in words') },
      /layer1 is not an array of NumPy/,
    ],
  ];
  it.each(wrong)('refuses %s in one line', async (_, arrays, message) => {
    const error = await refusal(npzOf(arrays));
    expect(error).toBeInstanceOf(RequestError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });

  it('refuses what is not there, is no file, or no archive', async () => {
    await expect(readActivations(path.join(dir, 'none.npz'))).rejects.toThrow(
      /none\.npz does not exist; expected an \.npz/,
    );
    await expect(readActivations(dir)).rejects.toThrow(/is not a file/);
    expect(await refusal(Buffer.from('PK'))).toMatchObject({
      message: expect.stringMatching(/a\.npz is not an \.npz file/),
    });
  });

  it('refuses bombs before it unpacks them', async () => {
    const shape = [1000, 100, 3000];
    const head = headOf(`{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')})}`);
    const huge = 4 * 300_000_000 + head.length;
    // A megabyte that says to be 1.2 GB, twice: within what deflate could do, beyond what is taken.
    const random = createRandom(1);
    const noise = Uint8Array.from({ length: 1_200_000 }, () => 256 * random.uniform());
    const contents = Buffer.concat([head, noise]);
    const bomb = (name: string) => ({ name, contents, packed: true, lies: { size: huge } });
    const error = await refusal(
      zipOf([bomb('layer0.npy'), bomb('layer1.npy'), { name: 'labels.npy', contents: labelsOf(100) }]),
    );
    expect(error).toMatchObject({
      message: expect.stringMatching(/the layers hold 600000000 values .* at most 268435456/),
    });
    const flat = Buffer.concat([
      headOf("{'descr': '<f4', 'fortran_order': False, 'shape': (100, 5)}"),
      Buffer.alloc(60_000_000),
    ]);
    const grown = npzOf({ layer0: flat, layer1: flat, labels: labelsOf(100) });
    expect(grown.length).toBeLessThan(200_000);
    expect(await refusal(grown)).toMatchObject({
      message: expect.stringMatching(/layer0 is \[100, 5\], which makes 2\d+ bytes, and has 60/),
    });
  });

  it('reads or refuses, in words of ours, whatever bytes its arrays are made of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(good)),
        fc.array(fc.tuple(fc.nat(140), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(800)),
        async (name, changes, length) => {
          const broken = Buffer.from(good[name]!.subarray(0, length ?? undefined));
          for (const [at, value] of changes) if (at < broken.length) broken[at] = value;
          const outcome = await refusal(npzOf({ ...good, [name]: broken }));
          expect(!(outcome instanceof Error) || outcome instanceof RequestError).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
