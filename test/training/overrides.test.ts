import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../cache/errors';
import { defaults, hyperparametersSchema } from '../../training/hyperparameters';
import { applyOverrides } from '../../training/overrides';

const messageOf = (...settings: string[]): string => {
  try {
    applyOverrides(settings);
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    expect((error as RequestError).exitCode).toBe(2);
    return (error as RequestError).message;
  }
  throw new Error(`${settings.join(' ')} was taken`);
};

describe('applyOverrides', () => {
  it('gives the defaults where nothing is set, and they are valid', () => {
    expect(applyOverrides([])).toEqual(defaults);
    expect(hyperparametersSchema.parse(defaults)).toEqual(defaults);
  });

  it('sets one field and leaves the others', () => {
    const { spirals, mnist } = applyOverrides(['spirals.seed=3']);
    expect(spirals).toEqual({ ...defaults.spirals, seed: 3 });
    expect(mnist).toEqual(defaults.mnist);
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
    expect(mnist.batchSize).toBe('full');
  });

  it('changes nothing in the defaults themselves', () => {
    applyOverrides(['spirals.hidden=[3]']);
    expect(defaults.spirals.hidden).toEqual([2, 2, 2, 2]);
  });

  it('names an unknown experiment and the nearest known one', () => {
    expect(messageOf('spiral.seed=3')).toBe(
      '--set spiral.seed=3: no experiment "spiral"; did you mean "spirals"? It may be spirals, mnist',
    );
    expect(messageOf('__proto__.seed=3')).toMatch(/no experiment "__proto__"; it may be spirals, mnist/);
  });

  it('names an unknown field and the nearest known one', () => {
    expect(messageOf('spirals.sed=3')).toMatch(
      /spirals has no field "sed"; did you mean "seed"\? It may be seed, /,
    );
    expect(messageOf('spirals.toString=3')).toMatch(/spirals has no field "toString"/);
    expect(messageOf('spirals.shift=1')).toMatch(/spirals has no field "shift"/);
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
