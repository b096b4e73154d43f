import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, type GraphEvent } from '../../cache/graph';
import type { Artefact, Step } from '../../cache/step';
import { Store } from '../../cache/store';
import { applyOverrides } from '../../training/overrides';
import { experimentSteps, trialSteps } from '../../training/steps';
import { temporaryFolder } from '../support/temporary';

/** Trainings in worker processes, as the command line runs them. */

const backend = { name: 'wasm', version: '4.22.0', why: 'the tests ask for it' } as const;
const small = ['samplesPerClass=40', 'epochs=40'];
const tiny = (...settings: string[]): string[] => [
  ...['boundary', 'spirals', 'disks2d', 'disks3d'].flatMap((name) => small.map((each) => `${name}.${each}`)),
  ...settings,
];
const stepsOf = (settings: readonly string[], only: readonly string[]): Step[] =>
  experimentSteps(applyOverrides(settings), backend, { only });

/** The bytes of every array of an artefact, by file. */
async function arraysOf(artefact: Artefact | undefined): Promise<Record<string, string>> {
  const names = Object.keys(artefact?.manifest.files ?? {}).filter((name) => name.endsWith('.npy'));
  const bytes = names.map(async (name) => [name, (await readFile(artefact!.file(name))).toString('base64')]);
  return Object.fromEntries(await Promise.all(bytes)) as Record<string, string>;
}

describe('a training in a worker process', { timeout: 120_000 }, () => {
  let folder = '';
  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  async function make(
    cache: string,
    steps: readonly Step[],
    {
      lanes = {},
      onEvent = () => undefined,
      signal = new AbortController().signal,
    }: Partial<{
      lanes: Record<string, number>;
      onEvent: (event: GraphEvent) => void;
      signal: AbortSignal;
    }> = {},
  ): Promise<{ artefacts: Map<string, Artefact>; said: string[] }> {
    const said: string[] = [];
    const artefacts = await run(steps, new Store(path.join(folder, cache)), {
      signal,
      lanes,
      onEvent(event) {
        if (event.type === 'say') said.push(event.line);
        onEvent(event);
      },
    });
    return { artefacts, said };
  }

  it('gives the same bytes alone and beside others', async () => {
    const names = ['boundary', 'spirals', 'disks2d', 'disks3d'];
    const together = await make('together', stepsOf(tiny(), names), { lanes: { training: 4 } });
    for (const name of names) {
      const alone = await make(`alone-${name}`, stepsOf(tiny(), [name]));
      for (const stage of ['dataset', 'training', 'projection']) {
        const arrays = await arraysOf(alone.artefacts.get(`${stage}:${name}`));
        expect(Object.keys(arrays).length).toBeGreaterThan(1);
        expect(await arraysOf(together.artefacts.get(`${stage}:${name}`))).toEqual(arrays);
      }
    }
  });

  it('goes on from where a shorter one ended, to the bytes of one that ran through', async () => {
    await make('shorter', stepsOf(tiny(), ['spirals']));
    const longer = stepsOf(tiny('spirals.epochs=70'), ['spirals']);
    const continued = await make('shorter', longer);
    const through = await make('through', longer);
    expect(continued.said).toEqual(['training:spirals: going on from epoch 40 of 70']);
    expect(through.said).toEqual([]);
    for (const id of ['training:spirals', 'projection:spirals'])
      expect(await arraysOf(continued.artefacts.get(id))).toEqual(await arraysOf(through.artefacts.get(id)));
    expect(continued.artefacts.get('training:spirals')?.meta).toEqual(
      through.artefacts.get('training:spirals')?.meta,
    );
  });

  it('starts over, and says why, where the checkpoint is damaged', async () => {
    await make('damaged', stepsOf(tiny(), ['spirals']));
    const store = new Store(path.join(folder, 'damaged'));
    const [checkpoint] = await store.list('checkpoints');
    const file = path.join(checkpoint!.dir, 'optimizer.npy');
    const bytes = await readFile(file);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const longer = stepsOf(tiny('spirals.epochs=50'), ['spirals']);
    const { artefacts, said } = await make('damaged', longer);
    expect(said).toEqual(['checkpoint:spirals: optimizer.npy does not match its checksum; starting over']);
    const through = await make('through-50', longer);
    expect(await arraysOf(artefacts.get('training:spirals'))).toEqual(
      await arraysOf(through.artefacts.get('training:spirals')),
    );
  });

  it('is stopped within seconds, and leaves nothing in tmp', async () => {
    const stop = new AbortController();
    const steps = stepsOf(tiny('spirals.epochs=20000'), ['spirals']);
    const stopped = make('stopped', steps, {
      signal: stop.signal,
      onEvent: ({ type }) => void (type === 'progress' && stop.abort()),
    });
    await expect(stopped).rejects.toThrow('stopped');
    const store = new Store(path.join(folder, 'stopped'));
    expect((await store.list('store')).map(({ manifest }) => manifest?.stage)).toEqual(['dataset']);
  });

  it('tells in one line what went wrong in it', async () => {
    const settings = [
      'hidden=[256,256,256,256,256,256]',
      'activation=linear',
      'optimizer=sgd',
      'learningRate=1',
    ];
    const steps = stepsOf(tiny(...settings.map((each) => `spirals.${each}`)), ['spirals']);
    await expect(make('diverged', steps)).rejects.toMatchObject({
      name: 'WorkError',
      exitCode: 1,
      message: expect.stringMatching(
        /^spirals: the loss is \S+ at epoch .* --set spirals\.learningRate=0\.1$/,
      ),
    });
  });

  it('refuses to record more than anybody can read, before it trains', async () => {
    const steps = stepsOf(tiny('spirals.hidden=[1024]', 'spirals.samplesPerClass=5000'), ['spirals']);
    await expect(make('large', steps)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^spirals: \d+ recorded epochs of 10000 samples .* GB is the most; choose fewer/,
      ),
    });
  });

  it('measures in a trial what it measures in earnest, and keeps no array of it', async () => {
    const experiment = applyOverrides(tiny('spirals.seed=5'))['spirals']!;
    const { artefacts } = await make('trial', trialSteps('spirals', { ...experiment, seed: 1 }, 5, backend));
    const { artefacts: earnest } = await make('earnest', stepsOf(tiny('spirals.seed=5'), ['spirals']));
    const trial = artefacts.get('trial:spirals-5');
    expect(trial?.meta).toEqual(earnest.get('training:spirals')?.meta);
    expect(Object.keys(trial?.manifest.files ?? { none: 1 })).toEqual([]);
    expect(await new Store(path.join(folder, 'trial')).list('store')).toEqual([]);
  });
});
