import { describe, expect, it } from 'vitest';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { scene } from '../../remotion/scenes/linear-boundary';
import type { ExperimentFacts } from '../../remotion/stage/facts';
import { factsOf } from '../support/scene-given';
import { spiralsFacts } from '../support/spirals-network';

describe('what linear-boundary says', () => {
  it('says on which side the dots are only where all of them are, and otherwise how many', () => {
    const said = (change: Partial<ExperimentFacts>): { text: string; broken: number } => {
      const { sentences, claims } = resolveSentences(
        scene,
        factsOf({ experiment: { ...spiralsFacts, ...change } }),
      );
      return {
        text: sentences.map(({ text }) => text).join(' '),
        broken: claims.filter(({ holds }) => !holds).length,
      };
    };
    const all = said({ measures: { accuracy: 1, margin: 0.4 } });
    expect(all.text).toContain('blue below zero, orange above');
    expect(all.text).toContain('winds between the spirals');
    expect(all.broken).toBe(0);
    const some = said({ measures: { accuracy: 0.64 }, hyperparameters: { turns: 1.25 } });
    expect(some.text).toContain('64 % of them');
    expect(some.text).toContain('some dots on the wrong side');
    expect(some.text).not.toContain('winds');
    expect(some.broken).toBe(2);
    const none = said({ measures: { accuracy: 0.5 } });
    expect(none.text).not.toContain('the line bends');
    expect(none.text).toContain('no line comes between the dots');
    expect(said({ measures: { accuracy: 1, margin: 0 } }).text).not.toContain('orange above');
    expect(said({ measures: { accuracy: 1 }, hyperparameters: { turns: 0.3 } }).text).not.toContain('winds');
    // Accuracy alone does not say that both classes were named; counts do.
    const counted = {
      measures: { accuracy: 0.6 },
      confusion: [
        [120, 0],
        [80, 0],
      ],
    };
    expect(said(counted).text).not.toContain('the line bends');
  });

  it.each<[string, Partial<ExperimentFacts>, RegExp]>([
    ['hidden layers of another width', { widths: [2, 3, 3, 1] }, /spirals\.hidden is \[3,3\].*\[2,2,2\]/],
    ['nine hidden layers', { widths: [2, ...Array<number>(9).fill(2), 1] }, /at most 8 hidden layers/],
    ['no hidden layer', { widths: [2, 1] }, /spirals\.hidden is \[\]/],
    ['layers that do not bend', { activation: 'linear' }, /activation is linear/],
  ])('refuses %s before anything is drawn, in one line', (_, change, why) => {
    const attempt = (): unknown =>
      resolveSentences(scene, factsOf({ experiment: { ...spiralsFacts, ...change } }));
    expect(attempt).toThrow(CannotShowError);
    expect(attempt).toThrow(why);
  });

  it('says that the line winds only where it winds through all of the plane, and not just between a few dots', () => {
    const said = (denseAccuracy?: number): string => {
      const measures = { accuracy: 1, margin: 0.1, ...(denseAccuracy !== undefined && { denseAccuracy }) };
      const facts = factsOf({ experiment: { ...spiralsFacts, measures } });
      return resolveSentences(scene, facts).sentences.at(-1)!.text;
    };
    expect(said(0.727)).toContain('runs between the spirals');
    expect(said(0.999)).toContain('winds between the spirals');
    expect(said()).toContain('winds between the spirals');
  });

  it('says of outputs that may all be the same only what holds for them, too', () => {
    const dead: ExperimentFacts = {
      ...spiralsFacts,
      activation: 'relu',
      measures: { accuracy: 0.5, loss: Math.LN2, margin: 0 },
      loss: [Math.LN2],
      confusion: [
        [200, 0],
        [200, 0],
      ],
    };
    const { sentences, claims } = resolveSentences(scene, factsOf({ experiment: dead }));
    const text = sentences.map((sentence) => sentence.text).join(' ');
    expect(text).toContain('All that the last layer can draw is a straight line');
    expect(text).toContain('the numbers do not tell the classes apart');
    expect(text).not.toMatch(/side of|% of them|the line bends/);
    expect(claims.filter(({ holds }) => !holds).length).toBe(4);
    const better = resolveSentences(
      scene,
      factsOf({ experiment: { ...dead, measures: { accuracy: 0.5, loss: 0.6 } } }),
    );
    expect(better.sentences[0]!.text).toContain('is just a straight line');
  });
});
