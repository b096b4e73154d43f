import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../cache/errors';
import { experiments } from '../../training/experiments';
import type { Experiment, ExperimentOf } from '../../training/hyperparameters';
import { applyOverrides } from '../../training/overrides';

const NAMES = 'boundary, spirals, disks2d, disks3d, mnist';

const messageOf = (...settings: string[]): string => messageFor(experiments, ...settings);

function messageFor(defined: unknown, ...settings: string[]): string {
  try {
    applyOverrides(settings, defined);
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    expect((error as RequestError).exitCode).toBe(2);
    return (error as RequestError).message;
  }
  throw new Error(`${settings.join(' ')} was taken`);
}

const own: ExperimentOf<'csv'> = {
  ...{
    data: 'csv',
    file: 'moons.csv',
    dimensions: 2,
    heldOutShare: 0.2,
    seed: 1,
    hidden: [2, 2],
    epochs: 10,
  },
  ...{
    learningRate: 0.01,
    learningRateDecay: 1,
    optimizer: 'momentum',
    batchSize: 'full',
    activation: 'tanh',
  },
  ...{ record: [], gauge: true, basis: 'last' },
} as const;

describe('applyOverrides', () => {
  it('gives the defaults where nothing is set, and they are valid', () => {
    expect(applyOverrides([])).toEqual(experiments);
  });

  it('sets one field and leaves the others', () => {
    const { spirals, mnist } = applyOverrides(['spirals.seed=3']);
    expect(spirals).toEqual({ ...experiments.spirals, seed: 3 });
    expect(mnist).toEqual(experiments.mnist);
  });

  it('takes the last of several, and lists, words and numbers', () => {
    const { spirals, mnist } = applyOverrides([
      'spirals.seed=3',
      'spirals.hidden=[3,3]',
      'spirals.activation=sigmoid',
      'mnist.batchSize="full"',
      'spirals.batchSize=32',
      'spirals.seed=4',
      'spirals.gauge=false',
    ]);
    expect(spirals).toMatchObject({
      seed: 4,
      hidden: [3, 3],
      activation: 'sigmoid',
      batchSize: 32,
      gauge: false,
    });
    expect(mnist?.batchSize).toBe('full');
  });

  it('changes nothing in the defaults themselves', () => {
    applyOverrides(['spirals.hidden=[3]']);
    expect(experiments.spirals.hidden).toEqual([2, 2, 2, 2]);
  });

  it('names an unknown experiment and the nearest known one', () => {
    expect(messageOf('spiral.seed=3')).toBe(
      '--set spiral.seed=3: no experiment "spiral"; did you mean "spirals"? It may be ' + NAMES,
    );
    expect(messageOf('__proto__.seed=3')).toContain(`no experiment "__proto__"; it may be ${NAMES}`);
  });

  it('names an unknown field and the nearest known one', () => {
    expect(messageOf('spirals.sed=3')).toMatch(
      /spirals has no field "sed"; did you mean "seed"\? It may be seed, /,
    );
    expect(messageOf('spirals.toString=3')).toMatch(/spirals has no field "toString"/);
    expect(messageOf('spirals.augment=1')).toMatch(/spirals has no field "augment"/);
    expect(messageOf('spirals.data=disks')).toMatch(/spirals has no field "data"/);
  });

  const wrong: readonly (readonly [setting: string, message: string])[] = [
    [
      'spirals.seed=-1',
      '--set spirals.seed: -1 is not allowed; it may be a whole number from 0 to 2147483647',
    ],
    [
      'spirals.seed=abc',
      '--set spirals.seed: "abc" is not allowed; it may be a whole number from 0 to 2147483647',
    ],
    [
      'spirals.learningRate=0',
      '--set spirals.learningRate: 0 is not allowed; it may be a number above 0 to 1',
    ],
    [
      'mnist.batchSize=x',
      '--set mnist.batchSize: "x" is not allowed; it may be "full" or a whole number from 1 to 100000',
    ],
    ['mnist.basis=first', '--set mnist.basis: "first" is not allowed; it may be "last", "pooled"'],
    ['spirals.gauge=1', '--set spirals.gauge: 1 is not allowed; it may be true or false'],
    [
      'spirals.optimizer=rmsprop',
      '--set spirals.optimizer: "rmsprop" is not allowed; it may be "adam", "sgd", "momentum"',
    ],
    [
      'disks2d.ringRadii=[1]',
      '--set disks2d.ringRadii: [1] is not allowed; it may be a list of 2 entries, each a number above 0 to 4',
    ],
    [
      'disks2d.ringRadii=[0.4,1]',
      'disks2d.ringRadii: [0.4,1] is not allowed; two radii are, rising, both above disks2d.innerRadius = 0.5',
    ],
    ['mnist.source=web', '--set mnist.source: "web" is not allowed; it may be "embedded", "full"'],
    [
      'spirals.hidden=[0]',
      '--set spirals.hidden: [0] is not allowed; it may be a list of 1 to 12 entries, each a whole number from 1 to 1024',
    ],
  ];
  for (const [setting, message] of wrong)
    it(`refuses ${setting} and says what is allowed`, () => expect(messageOf(setting)).toBe(message));

  it('refuses what is no setting, and an epoch that is never reached', () => {
    expect(messageOf('spirals')).toMatch(/experiment\.field=value is needed/);
    expect(messageOf('mnist.epochs=3', 'mnist.record=[1,5]')).toMatch(
      /mnist\.record: 5 is not allowed.*mnist\.epochs = 3/,
    );
    expect(
      messageOf('mnist.validationShare=0.4', 'mnist.heldOutShare=0.5', 'mnist.trainSamples=5000'),
    ).toMatch(/mnist\.trainSamples/);
  });

  it('holds back as many digits as the source has', () => {
    expect(applyOverrides(['mnist.source=full', 'mnist.trainSamples=60000'])['mnist']).toMatchObject({
      trainSamples: 60000,
    });
    expect(messageOf('mnist.trainSamples=8000')).toMatch(
      /^mnist\.trainSamples: 8000 is not allowed; up to 7500 /,
    );
    expect(messageOf('mnist.recordedSamples=3000')).toMatch(
      /^mnist\.recordedSamples: 3000 .* holds out 2000$/,
    );
  });

  it("takes an experiment of the user's own, and settings for it", () => {
    const taken = applyOverrides(['moons.epochs=20'], { ...experiments, moons: own });
    expect(Object.keys(taken).at(-1)).toBe('moons');
    expect(taken['moons']).toEqual({ ...own, epochs: 20 } satisfies Experiment);
  });

  it('names what is wrong in experiments.ts: a name, a kind, a field that is missing, unknown or not allowed', () => {
    expect(messageFor({ 'My moons': own })).toMatch(/^training\/experiments\.ts: "My moons" is no name /);
    expect(messageFor({ moons: { ...own, data: 'json' } })).toMatch(
      /^training\/experiments\.ts: moons\.data is "json"; it may be "spirals", "disks", "csv", "mnist"$/,
    );
    const { file, ...without } = own;
    expect(file).toBe('moons.csv');
    expect(messageFor({ moons: without })).toMatch(/moons\.file is missing; it may be a text$/);
    expect(messageFor({ moons: { ...own, turns: 1 } })).toMatch(/moons has no field "turns"/);
    expect(messageFor({ moons: { ...own, dimensions: 4 } })).toMatch(
      /^training\/experiments\.ts: moons\.dimensions: 4 is not allowed; it may be 2 or 3$/,
    );
  });

  it('says everything in one line', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          applyOverrides([text]);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
          expect((error as Error).message).not.toMatch(/[\n\r]/);
        }
      }),
    );
    expect(messageOf('spirals.seed=a\nb')).not.toContain('\n');
    expect(messageOf('spirals.se\ned=1')).not.toContain('\n');
  });
});
