import { cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../cache/paths';
import { createRandom } from '../../data/random';
import { npyOf, npzOf } from '../data/npz-bytes';
import { startProgram, type Ended } from '../support/command';

/** `npm run import` as a person types it, in a copy of the project: it registers in a file that is tracked. */

let tree = '';
const inTree = (...names: string[]): string => path.join(tree, ...names);
const REGISTRY = 'training/imported.json';

const run = (...args: string[]): Promise<Ended> =>
  startProgram(
    process.execPath,
    ['--import', 'tsx', inTree('remotion', 'render', 'cli.ts'), ...args],
    { UNTANGLE_CACHE: inTree('own-cache') },
    tree,
  ).ended;

const registry = async (): Promise<unknown> => JSON.parse(await readFile(inTree(REGISTRY), 'utf8'));

/** Sixty samples of three classes on their way through a network of 8-2-3. */
function activations(epochs = 3): Buffer {
  const random = createRandom(2);
  const layer = (rows: number, units: number): Buffer =>
    npyOf(
      [rows, 60, units],
      Float32Array.from(
        { length: rows * 60 * units },
        (_, i) => random.normal() + 4 * ((Math.floor(i / units) % 3) - 1),
      ),
    );
  const labels = npyOf(
    [60],
    Array.from({ length: 60 }, (_, i) => i % 3),
    { type: 'i8' },
  );
  return npzOf({ layer0: layer(1, 8), layer1: layer(epochs, 2), layer2: layer(epochs, 3), labels });
}

beforeAll(async () => {
  tree = await mkdtemp(path.join(os.tmpdir(), 'untangle-import-'));
  const ours = [
    'cache',
    'data',
    'remotion',
    'training',
    'package.json',
    'tsconfig.json',
    'remotion.config.ts',
  ];
  for (const name of ours)
    await cp(path.join(projectRoot, name), inTree(name), {
      recursive: true,
      // Not what was made: only the code of the room.
      filter: (source) => path.dirname(source) !== path.join(projectRoot, 'cache') || source.endsWith('.ts'),
    });
  await symlink(path.join(projectRoot, 'node_modules'), inTree('node_modules'));
  await writeFile(inTree(REGISTRY), '{}\n');
  await writeFile(inTree('run.npz'), activations());
});
afterAll(() => rm(tree, { recursive: true, force: true }));

describe('npm run import', { timeout: 300_000 }, () => {
  it('answers what it cannot take with code 2 and one line, and registers nothing', async () => {
    await writeFile(inTree('cut.npz'), activations().subarray(0, 900));
    const wrong: [string[], RegExp][] = [
      [['cut.npz', '--name', 'mine'], /cut\.npz is cut off/],
      [['package.json', '--name', 'mine'], /package\.json is not an \.npz file/],
      [['none.npz', '--name', 'mine'], /none\.npz does not exist/],
      [['run.npz'], /import needs a name: npm run import -- run\.npz --name mine/],
      [['run.npz', '--name', 'my run'], /--name is my run; it may be a letter/],
      [['run.npz', '--name', 'spirals'], /--name is spirals, which is an experiment/],
      [['run.npz', '--name', 'constructor'], /--name is constructor; it may be any other: every object/],
      [[], /import takes a file and --name, or --remove, or --list/],
      [['run.npz', '--name', 'mine', '--list'], /import takes a file and --name, or/],
      [['--remove', 'mine'], /nothing was imported/],
    ];
    for (const [args, message] of wrong) {
      const { code, stdout, stderr } = await run('import', ...args);
      expect([args, code, stdout, stderr.trim().split('\n').length]).toEqual([args, 2, '', 1]);
      expect(stderr).toMatch(message);
    }
    expect(await readFile(inTree(REGISTRY), 'utf8')).toBe('{}\n');
  });

  it('projects what it takes, registers it, and says what to type next', async () => {
    const { code, stdout } = await run('import', 'run.npz', '--name', 'mine');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^mine +8-2-3 +3 +60 +3 +\d+\.\d %, 100 %, 100 % +\d/m);
    expect(stdout).toMatch(/^npm run film -- --scenes \S*mnist-pca-mine --out out\/mine\.mp4$/m);
    expect(await registry()).toEqual({
      mine: {
        file: 'run.npz',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        widths: [8, 2, 3],
        samples: 60,
        epochs: 3,
        classes: 3,
      },
    });
    expect((await run('import', '--list')).stdout).toBe(
      'mine: run.npz, 8-2-3, 60 samples, 3 epochs, 3 classes\n',
    );
  });

  it('makes a film of it, even when the file is gone', async () => {
    await rm(inTree('run.npz'));
    const picture = ['--scenes', 'mnist-pca-mine', '--size', '320x180', '--fps', '10', '--voice', 'silent'];
    const planned = await run('plan', ...picture);
    expect(planned.stdout).toMatch(/^reuse +projection:mine /m);
    const { code, stderr } = await run('film', ...picture, '--out', 'mine.mp4');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/wrote mine\.mp4/)]);
    expect((await stat(inTree('mine.mp4'))).size).toBeGreaterThan(10_000);
    expect((await run('train', '--only', 'mine')).stdout).toMatch(/^mine +8-2-3 /m);
    expect(await run('seeds', 'mine')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^mine was brought/),
    });
  });

  it('takes another file under a name that is taken only when told to, and forgets it', async () => {
    await writeFile(inTree('other.npz'), activations(2));
    const other = ['import', 'other.npz', '--name', 'mine'];
    expect(await run(...other)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--name is mine, which is run\.npz already; .*--replace/),
    });
    expect((await run(...other, '--replace')).code).toBe(0);
    expect(await registry()).toMatchObject({ mine: { file: 'other.npz', epochs: 2 } });
    await writeFile(inTree('other.npz'), activations(4));
    const again = await run(...other);
    expect([again.code, again.stderr]).toEqual([0, expect.stringMatching(/other\.npz has changed since/)]);
    expect(await registry()).toMatchObject({ mine: { file: 'other.npz', epochs: 4 } });
  });

  it('says so where a hand has changed what is registered, and forgets it, in the cache too', async () => {
    const before = await readFile(inTree(REGISTRY), 'utf8');
    await writeFile(inTree(REGISTRY), before.replace('[8, 2, 3]', '[2, 2]'));
    for (const args of [
      ['train', '--only', 'mine'],
      ['import', '--list'],
    ]) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/mine\.widths is 2-2, and other\.npz has 8-2-3; import it again/),
      ]);
    }
    await writeFile(inTree(REGISTRY), before);
    const index = (): Promise<string> => readFile(inTree('own-cache', 'store', 'index.json'), 'utf8');
    expect(await index()).toContain('projection:mine');
    const { code, stdout } = await run('import', '--remove', 'mine');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^mine is forgotten; npm run cache -- gc/)]);
    expect(await registry()).toEqual({});
    expect(await index()).not.toContain(':mine');
    expect((await run('cache', 'gc', '--days', '0')).stdout).toMatch(/removed store\/training\/mine-/);
  });
});
