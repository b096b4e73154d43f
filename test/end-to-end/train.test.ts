import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../cache/paths';
import { Store } from '../../cache/store';
import { experimentFactsSchema } from '../../remotion/stage/facts';
import { start, type Ended, type Running } from '../support/command';

/** `npm run train` and `npm run seeds` as a person types them. */

let dir = '';
const inDir = (...names: string[]): string => path.join(dir, ...names);
const begin = (args: string[], cache = 'cache', more: Record<string, string> = {}, cwd?: string): Running =>
  start(args, { UNTANGLE_CACHE: inDir(cache), ...more }, cwd);
const run = (...args: Parameters<typeof begin>): Promise<Ended> => begin(...args).ended;

const set = (...settings: string[]): string[] => settings.flatMap((setting) => ['--set', setting]);
const names = ['boundary', 'spirals', 'disks2d', 'disks3d', 'mnist'];
/** Long enough to be interrupted, short enough to wait for. */
const digits = [
  '--only',
  'mnist',
  ...set('mnist.epochs=200', 'mnist.trainSamples=1500', 'mnist.recordedSamples=50'),
];

/** What the cache has of a step, the one used last. */
async function artefactOf(cache: string, id: string) {
  const found = (await new Store(inDir(cache)).list('store')).find(
    ({ manifest }) => `${manifest?.stage}:${manifest?.name}` === id,
  );
  if (!found) throw new Error(`${id} is not in ${cache}`);
  return found;
}

const factsOf = async (cache: string, name: string) =>
  experimentFactsSchema.parse((await artefactOf(cache, `training:${name}`)).manifest?.meta);

/** The bytes of all arrays of one stage of an experiment. */
async function arraysOf(cache: string, id: string): Promise<Record<string, string>> {
  const { dir: folder, manifest } = await artefactOf(cache, id);
  const files = Object.keys(manifest?.files ?? {}).filter((name) => name.endsWith('.npy'));
  const read = async (name: string): Promise<[string, string]> => [
    name,
    (await readFile(path.join(folder, name))).toString('base64'),
  ];
  return Object.fromEntries(await Promise.all(files.map(read)));
}

/** Waits until a checkpoint of digits lies in the cache. */
async function checkpointed(cache: string): Promise<void> {
  for (;;) {
    const names = await readdir(inDir(cache, 'checkpoints', 'training')).catch(() => []);
    if (names.some((name) => name.startsWith('mnist-'))) return;
    await sleep(50);
  }
}

/** Worker processes of a running program; Linux tells. */
const workersOf = (pid = 0): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .filter((child) => commandOf(child).includes('worker.ts'));

/** Empty when there is no such process any more. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'untangle-train-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('npm run train', { timeout: 300_000 }, () => {
  it('trains all five experiments side by side and prints what was measured and which claims hold', async () => {
    const { code, stdout, stderr } = await run(['train']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^training on wasm 4\.22\.0: .*no gpu: /m)]);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^experiment +network +epochs/);
    for (const [i, name] of names.entries())
      expect(lines[i + 1]).toMatch(new RegExp(`^${name} +[\\d-]+ tanh +\\d+ .*wasm`));
    expect(stdout).toMatch(/^✓ spirals-stretching +accuracy 1 +needed: accuracy = 1$/m);
    expect(stdout).toMatch(/^✓ mnist-pca +held-out accuracy \S+ +needed: /m);
    expect(stdout).not.toMatch(/^✗ (spirals-stretching|mnist-pca) /m);
  });

  it('holds by default what the storyboard says of each experiment', async () => {
    const measures = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await factsOf('cache', name)).measures] as const)),
    );
    expect(measures['boundary']).toMatchObject({ accuracy: 1, trainingAccuracy: 1 });
    expect(measures['spirals']).toMatchObject({ accuracy: 1, trainingAccuracy: 1 });
    expect(measures['disks2d']?.['denseAccuracy']).toBeLessThan(1);
    expect(measures['disks2d']).toMatchObject({ denseSamples: 10_000 });
    expect(measures['disks3d']).toMatchObject({ accuracy: 1, trainingAccuracy: 1 });
    expect(measures['disks3d']?.['margin']).toBeGreaterThan(0);
    expect(measures['mnist']).toMatchObject({ heldOutSamples: 2000 });
    expect(measures['mnist']?.['heldOutAccuracy']).toBeGreaterThanOrEqual(0.94);
  });

  it('moves no cloud by more than 15 % of the window between two recorded epochs', async () => {
    for (const name of names) {
      const { largestTravel } = z
        .object({ largestTravel: z.number() })
        .parse((await artefactOf('cache', `projection:${name}`)).manifest?.meta);
      expect([name, largestTravel]).toEqual([
        name,
        expect.toSatisfy((share: number) => share > 0 && share <= 0.15),
      ]);
    }
  });

  it('gives the same bytes for one of them alone, from another folder', async () => {
    const { code } = await run(['train', '--only', 'disks3d'], 'alone', {}, path.join(projectRoot, 'test'));
    expect(code).toBe(0);
    for (const stage of ['dataset', 'training', 'projection']) {
      const arrays = await arraysOf('alone', `${stage}:disks3d`);
      expect(Object.keys(arrays).length).toBeGreaterThan(1);
      expect(await arraysOf('cache', `${stage}:disks3d`)).toEqual(arrays);
    }
  });

  it('writes backend, version and reason into the manifest, and keeps another backend apart', async () => {
    const args = ['train', '--only', 'spirals'];
    expect((await run(args, 'cache', { TFJS_BACKEND: 'cpu' })).code).toBe(0);
    const trainings = (await new Store(inDir('cache')).list('store')).filter(
      ({ manifest }) => manifest?.stage === 'training' && manifest.name === 'spirals',
    );
    const choices = trainings.map(({ manifest }) => manifest?.meta['backendChoice']);
    expect(choices).toHaveLength(2);
    expect(choices).toContainEqual({ name: 'cpu', version: '4.22.0', why: 'TFJS_BACKEND=cpu' });
    expect(choices).toContainEqual({ name: 'wasm', version: '4.22.0', why: expect.stringMatching(/no gpu/) });
    for (const { manifest } of trainings)
      expect(experimentFactsSchema.parse(manifest?.meta).confusion).toHaveLength(2);
  });

  it('is killed while it trains, and goes on from its last checkpoint to the same bytes', async () => {
    const killed = begin(['train', ...digits], 'killed');
    await checkpointed('killed');
    const workers = workersOf(killed.child.pid);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).code).toBeNull();
    // A worker whose program is gone ends, too.
    await expect.poll(() => workers.map(commandOf), { timeout: 10_000 }).toEqual(['']);
    const again = await run(['train', ...digits], 'killed');
    expect([again.code, again.stderr]).toEqual([
      0,
      expect.stringMatching(/^training:mnist: going on from epoch [1-9]\d* of 200$/m),
    ]);
    expect((await run(['train', ...digits], 'through')).code).toBe(0);
    const arrays = await arraysOf('through', 'training:mnist');
    expect(Object.keys(arrays)).toContain('activations-3.npy');
    expect(await arraysOf('killed', 'training:mnist')).toEqual(arrays);
  });

  it('says so in one line when a worker process dies, and goes on the next time', async () => {
    const args = ['train', ...digits, ...set('mnist.seed=8')];
    const running = begin(args, 'orphan');
    await checkpointed('orphan');
    for (const pid of workersOf(running.child.pid)) process.kill(pid, 'SIGKILL');
    const { code, stderr } = await running.ended;
    expect([code, stderr.trim().split('\n').at(-1)]).toEqual([
      1,
      expect.stringMatching(/^the process of training:mnist ended \(SIGKILL\); .*run again: it goes on/),
    ]);
    const again = await run(args, 'orphan');
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('going on from epoch')]);
  });

  it('stops cleanly on Ctrl-C and leaves no process behind', async () => {
    const running = begin(['train', ...digits, ...set('mnist.seed=9')], 'stopped');
    await running.printed(/^training:mnist: it was never made/m);
    await checkpointed('stopped');
    const workers = workersOf(running.child.pid);
    expect(workers).toHaveLength(1);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^stopping; .*\nstopped; /m)]);
    await expect.poll(() => workers.map(commandOf), { timeout: 10_000 }).toEqual(['']);
  });

  it('answers a wrong request with code 2 and one line', async () => {
    const wrong: [string[], RegExp][] = [
      [
        ['train', '--only', 'spiral'],
        /--only is spiral; it may be boundary, spirals, disks2d, disks3d, mnist/,
      ],
      [['train', '--set', 'disks2d.ringRadii=[2,1]'], /disks2d\.ringRadii: \[2,1\] is not allowed/],
      [
        ['train', ...set('mnist.validationShare=0.5', 'mnist.heldOutShare=0.5')],
        /mnist\.validationShare: 0\.5 is not allowed; .*mnist\.heldOutShare = 0\.5/,
      ],
      [['seeds'], /experiment/],
      [['seeds', 'spiral'], /spiral; it may be boundary, spirals/],
      [['seeds', 'spirals', '--count', '0'], /--count is 0; it may be a whole number from 1 to 1000/],
      [['seeds', 'spirals', '--from', 'x'], /--from is x/],
    ];
    for (const [args, message] of wrong) {
      const { code, stdout, stderr } = await run(args);
      expect([args, code, stdout, stderr.trim().split('\n').length]).toEqual([args, 2, '', 1]);
      expect(stderr).toMatch(message);
    }
    const { code, stderr } = await run(['train'], 'cache', { TFJS_BACKEND: 'tpu' });
    expect([code, stderr]).toEqual([2, 'TFJS_BACKEND is "tpu"; it may be auto, gpu, wasm, cpu\n']);
    const gpu = await run(['train'], 'cache', { TFJS_BACKEND: 'gpu' });
    expect([gpu.code, gpu.stderr.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^TFJS_BACKEND=gpu cannot be used: .*; TFJS_BACKEND=auto takes another$/)],
    ]);
  });
});

describe('npm run seeds', { timeout: 300_000 }, () => {
  const args = ['seeds', 'spirals', '--count', '3', '--from', '5', ...set('spirals.epochs=30')];

  it('prints a leaderboard and names the line to change', async () => {
    const { code, stdout } = await run(args);
    expect(code).toBe(0);
    const [title, ...rows] = stdout.trim().split('\n');
    expect(title).toMatch(/^place +seed +training accuracy +reached at epoch +dense accuracy/);
    const seeds = rows.slice(0, 3).map((row) => Number(row.split(/ +/)[1]));
    expect([...seeds].sort()).toEqual([5, 6, 7]);
    const [, line = ''] =
      /^to take seed \d+, change line (\d+) of training\/experiments\.ts \(.*\) to seed: \d+;/m.exec(
        stdout,
      ) ?? [];
    const text = await readFile(path.join(projectRoot, 'training', 'experiments.ts'), 'utf8');
    expect(text.split('\n')[Number(line) - 1]).toMatch(/seed: \d+/);
    expect(rows.at(-1)).toContain(`--set spirals.seed=${seeds[0]}`);
  });

  it('finds no seed with which two neurons a layer get every dense sample of the disks right', async () => {
    const { code, stdout } = await run(['seeds', 'disks2d', '--count', '4']);
    expect(code).toBe(0);
    const rows = stdout.split('\n').slice(1, 5);
    for (const row of rows) expect(Number(row.split(/ {2,}/)[4]?.replace(' %', ''))).toBeLessThan(100);
  });

  it('says in one line that the loss grows beyond all numbers with every seed', async () => {
    const settings = [
      'hidden=[256,256,256,256,256,256]',
      'activation=linear',
      'optimizer=sgd',
      'learningRate=1',
    ];
    const { code, stdout, stderr } = await run([
      ...['seeds', 'spirals', '--count', '2'],
      ...set(...settings.map((setting) => `spirals.${setting}`)),
    ]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /^with every seed the loss of spirals grew .*spirals\.learningRate/,
    );
  });

  it('trains nothing twice', async () => {
    const { code, stderr, stdout } = await run(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^1 +\d+ +/m);
  });
});
