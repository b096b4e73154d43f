import { describe, expect, it } from 'vitest';
import { run } from '../../cache/graph';
import { Store } from '../../cache/store';
import type { Artefact, Step, Work } from '../../cache/step';
import { createRandom } from '../../data/random';
import { projectionFactsSchema } from '../../remotion/stage/facts';
import type { ActivationName } from '../../training/network';
import { layerOutputs, type Network } from '../../training/network';
import { projectNarrow } from '../../training/stages/projection-narrow';
import { projectWide } from '../../training/stages/projection-wide';
import { temporaryFolder } from '../support/temporary';
import { randomNetwork } from './random-network';

const SAMPLES = 12;
const EPOCHS = [0, 0.5, 1, 2];

interface Training {
  readonly widths: readonly number[];
  readonly activation?: ActivationName;
  /** How much the weights of each recorded epoch are scaled. */
  readonly growth?: readonly number[];
  readonly batchSize?: 'full' | number;
}

const scaled = (network: Network, factor: number): Network => ({
  ...network,
  weights: network.weights.map((W) => ({ ...W, data: Float32Array.from(W.data, (x) => factor * x) })),
});

/** A training of random networks, written as the training stage writes them. */
function trainingStep({ widths, activation = 'tanh', growth = [0.7, 0.8, 0.9, 1], batchSize = 2 }: Training) {
  const trained = randomNetwork(widths, activation, 3);
  const networks = growth.map((factor) => scaled(trained, factor));
  const random = createRandom(1);
  const width = widths[0] ?? 0;
  const inputs = Float32Array.from({ length: SAMPLES * width }, () => random.normal());
  const outputs = networks.map((network) =>
    Array.from({ length: SAMPLES }, (_, i) =>
      layerOutputs(network, inputs.subarray(i * width, (i + 1) * width)),
    ),
  );
  return step('training:toy', [], async ({ draft }) => {
    await draft.npy('activations-0.npy', [1, SAMPLES, width], inputs);
    for (let k = 1; k < widths.length; k++) {
      const [units = 0, before = 0] = [widths[k], widths[k - 1]];
      const weights = networks.flatMap(({ weights }) => [...Array.from(weights[k - 1]?.data ?? [])]);
      const biases = networks.flatMap(({ biases }) => [...Array.from(biases[k - 1] ?? [])]);
      const values = outputs.flatMap((epoch) => epoch.flatMap((layers) => [...(layers[k] ?? [])]));
      await draft.npy(`weights-${k}.npy`, [growth.length, units, before], Float32Array.from(weights));
      await draft.npy(`biases-${k}.npy`, [growth.length, units], Float32Array.from(biases));
      await draft.npy(`activations-${k}.npy`, [growth.length, SAMPLES, units], Float32Array.from(values));
    }
    return {
      experiment: 'toy',
      epochs: EPOCHS.slice(0, growth.length),
      hyperparameters: { batchSize, learningRate: 0.01 },
      measures: { trainingSamples: 16 },
    };
  });
}

function step(id: string, inputs: string[], make: Step['make']): Step {
  const [stage = '', name = ''] = id.split(':');
  return { id, stage, name, area: 'store', inputs, reads: [], parts: async () => ({}), make };
}

interface Projected {
  readonly artefact: Artefact;
  readonly said: readonly string[];
}

async function projected(
  training: Training,
  make: (work: Work) => Promise<Artefact['meta']>,
): Promise<Projected> {
  const store = new Store(await temporaryFolder());
  const said: string[] = [];
  const artefacts = await run(
    [trainingStep(training), step('projection:toy', ['training:toy'], make)],
    store,
    {
      signal: new AbortController().signal,
      lanes: {},
      onEvent: (event) => {
        if (event.type === 'say') said.push(event.line);
      },
    },
  );
  return { artefact: artefacts.get('projection:toy')!, said };
}

const narrow = (training: Training, gauge = true): Promise<Projected> => {
  const { widths, activation = 'tanh' } = training;
  return projected(training, (work) => projectNarrow(work, { experiment: 'toy', widths, activation, gauge }));
};
const wide = (training: Training): Promise<Projected> =>
  projected(training, (work) =>
    projectWide(work, { experiment: 'toy', widths: training.widths, basis: 'last' }),
  );

describe('projectNarrow', () => {
  it('keeps all variance, told for every axis of every layer at every epoch', async () => {
    const { artefact } = await narrow({ widths: [2, 3, 2, 1] });
    const { varianceKept, variance = [] } = projectionFactsSchema.parse(artefact.meta);
    expect(varianceKept).toEqual([1, 1, 1, 1]);
    expect(variance.map(({ length }) => length)).toEqual([1, 4, 4, 4]);
    variance.flat().forEach((shares) => expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 6));
    variance.forEach((epochs, k) =>
      epochs.forEach((shares) => {
        expect(shares).toHaveLength(3);
        expect(shares.slice([2, 3, 2, 1][k])).toEqual(new Array(3 - ([2, 3, 2, 1][k] ?? 0)).fill(0));
      }),
    );
  });

  it('finds no variance in a cloud that is a single point', async () => {
    const { artefact } = await narrow({ widths: [2, 2, 1], growth: [0, 1] });
    expect(projectionFactsSchema.parse(artefact.meta).variance?.[1]?.[0]).toEqual([0, 0, 0]);
  });

  it('with the gauge off leaves weights and points as they were trained', async () => {
    const { artefact } = await narrow({ widths: [2, 2, 1] }, false);
    const trained = randomNetwork([2, 2, 1], 'tanh', 3);
    const { data } = await artefact.npy('weights-1.npy');
    expect([...data.subarray(12)]).toEqual([...Array.from(trained.weights[0]?.data ?? [])]);
  });

  it('changes no sign of a network whose activation is not odd', async () => {
    const { artefact } = await narrow({ widths: [2, 3, 3, 1], activation: 'leakyRelu' });
    expect(JSON.stringify(artefact.meta['gauge'])).not.toContain('-1');
  });

  it('says nothing where the recorded epochs lie close enough', async () => {
    const { said, artefact } = await narrow({ widths: [2, 2, 1] });
    expect(artefact.meta['largestTravel']).toBeLessThan(0.15);
    expect(said).toEqual([]);
  });

  it('says once where points move too far between two recorded epochs, and which list of epochs to record', async () => {
    const { said } = await narrow({ widths: [2, 2, 1], growth: [0.1, 3, 3, 3], batchSize: 2 });
    expect(said).toHaveLength(1);
    // 16 samples in batches of 2: a step is an eighth of an epoch.
    expect(said[0]).toMatch(
      /^toy: between epochs 0 and 0\.5 .* record more often: --set toy\.record=\[0,0\.\d+(,[\d.]+)*,0\.5,1,2\]$/,
    );
  });

  it('says that only a smaller learning rate helps where a single step moves them too far', async () => {
    const { said } = await narrow({ widths: [2, 2, 1], growth: [0.1, 0.1, 3, 3], batchSize: 'full' });
    expect(said[0]).toMatch(/^toy: between epochs 0\.5 and 1 .* --set toy\.learningRate=0\.005$/);
  });
});

describe('projectWide', () => {
  it('tells variance for three axes of every layer at every epoch, and takes along weights that can be drawn', async () => {
    const { artefact, said } = await wide({ widths: [2, 8, 5, 1] });
    const { variance = [], varianceKept } = projectionFactsSchema.parse(artefact.meta);
    expect(variance.map(({ length }) => length)).toEqual([1, 4, 4, 4]);
    expect(varianceKept[0]).toBeCloseTo(1, 6);
    expect(varianceKept[1]).toBeLessThan(1);
    expect((await artefact.npy('weights-1.npy')).shape).toEqual([4, 8, 2]);
    expect((await artefact.npy('points-2.npy')).shape).toEqual([4, SAMPLES, 3]);
    expect(said).toEqual([]);
  });

  it('says so, too, where points move too far', async () => {
    const { said } = await wide({ widths: [2, 8, 5, 1], growth: [0.1, 3, 3, 3] });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^toy: .* --set toy\.record=\[/);
  });
});
