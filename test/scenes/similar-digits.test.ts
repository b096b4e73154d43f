import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scene } from '../../remotion/scenes/similar-digits';
import { canShow } from '../../remotion/scenes/similar-digits/can-show';
import { closest, mistakes, pairsToShow, softmax } from '../../remotion/scenes/similar-digits/pairs';
import { storyOf } from '../../remotion/scenes/similar-digits/story';
import { countsOf } from '../../remotion/scenes/similar-digits/words';
import { formatPercent } from '../../remotion/stage/number';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';
import { CLASSES, PIXELS, runWith, SAMPLES, saidBy, textsAt } from './similar-digits-run';

describe('which digits similar-digits shows', () => {
  it('takes the pairs that were mistaken most often, as the manifest lists them, each in its more frequent direction', async () => {
    const { experiment, tensors, labels, said } = runWith(0.9);
    const { pairs } = storyOf(await givenFor(scene, { experiment, tensors }));
    expect(pairs.length).toBe(2);
    pairs.forEach(({ is, said: other, sample, like, count }, k) => {
      expect([...experiment.confusedPairs[k]!.classes].sort()).toEqual([is, other].sort());
      expect(experiment.confusion[is]![other]).toBeGreaterThanOrEqual(experiment.confusion[other]![is]!);
      expect(count).toBe(experiment.confusion[is]![other]);
      expect([labels[sample], said[sample]]).toEqual([is, other]);
      expect([labels[like], said[like]]).toEqual([other, other]);
    });
  });

  it('takes the mistake that the network was surest of, by the softmax of its logits', async () => {
    const { experiment, tensors, labels, said, logits } = runWith(0.9);
    const { pairs } = storyOf(await givenFor(scene, { experiment, tensors }));
    for (const { is, said: other, sample } of pairs) {
      const share = (i: number): number => {
        const row = [...logits.subarray(i * CLASSES, (i + 1) * CLASSES)];
        return Math.exp(row[other]!) / row.reduce((sum, x) => sum + Math.exp(x), 0);
      };
      for (let i = 0; i < SAMPLES; i++)
        if (labels[i] === is && said[i] === other)
          expect(share(i)).toBeLessThanOrEqual(share(sample) + 1e-12);
    }
  });

  it('shows what came nearest to being mistaken where nothing was', async () => {
    const { experiment, tensors, labels } = runWith(0.1);
    expect(experiment.confusedPairs).toEqual([]);
    const { pairs } = storyOf(await givenFor(scene, { experiment, tensors }));
    expect(pairs.map(({ is, said }) => [is, said])).toEqual(
      closest(experiment)
        .slice(0, 2)
        .map(({ classes }) => [...classes]),
    );
    for (const { is, said, sample, like } of pairs)
      expect([labels[sample], labels[like]]).toEqual([is, said]);
  });

  it('passes over pairs of which no mistake was recorded, and digits that were not', () => {
    const { experiment, tensors, labels } = runWith(0.9);
    const said = Uint8Array.from(labels, (label, i) => (i === 7 ? 1 : label));
    const answers = {
      labels,
      said,
      shares: softmax(tensors['projection/mnist/trained-2'].data, CLASSES),
      classes: CLASSES,
      images: tensors['training/mnist/images'].data,
      pixels: PIXELS,
    };
    const seven = { classes: [1, 7] as [number, number], count: 2 };
    const confusion = experiment.confusion.map((row, i) => row.map((n, j) => (i === 7 && j === 1 ? 99 : n)));
    const [first] = pairsToShow(
      { ...experiment, confusion, confusedPairs: [...experiment.confusedPairs, seven] },
      answers,
      2,
    );
    expect(first).toMatchObject({ is: 7, said: 1, sample: 7, count: 1 });
  });

  it('makes shares of each row that are positive and add up to one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -200, max: 200, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (logits) => {
          const shares = softmax(logits, 10);
          expect(shares.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
          expect(shares[logits.indexOf(Math.max(...logits))]).toBe(Math.max(...shares));
        },
      ),
    );
  });
});

describe('what similar-digits writes', () => {
  it.each([
    [1920, 1080],
    [1080, 1920],
    [1080, 1080],
  ])('the counts of the manifest and the shares of the softmax, at %i × %i', async (width, height) => {
    const { experiment, tensors } = runWith(0.9);
    const given = await givenFor(scene, { experiment, tensors, width, height });
    const story = storyOf(given);
    const texts = textsAt(given, given.duration - 1);
    const counts = experiment.confusion.flat().filter((n) => n > 0);
    // The names of rows and columns are numbers, too.
    const names = Array.from({ length: CLASSES }, (_, digit) => [digit, digit]).flat();
    expect(
      texts
        .filter((text) => /^\d+$/.test(text))
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual([...counts, ...names].sort((a, b) => a - b));
    const written = texts.join(' ');
    for (const { is, said, sample, like } of story.pairs) {
      expect(written).toContain(`called ${said}`);
      expect(written).toContain(`is ${is}`);
      for (const [i, answer] of [
        [sample, said],
        [like, said],
      ] as const)
        expect(written).toContain(formatPercent(story.answers.shares[i * CLASSES + answer]!, 1));
    }
  });

  it('the distance of the two closest middles, as measured', async () => {
    const { experiment, tensors } = runWith(0.9);
    const given = await givenFor(scene, { experiment, tensors });
    const [near] = closest(experiment);
    const least = Math.min(
      ...experiment.centroidDistances
        .at(-1)!
        .flat()
        .filter((d) => d > 0),
    );
    expect(near!.distance).toBe(least);
    expect(textsAt(given, given.cues.near! + 0.6)).toContain(least.toFixed(1));
  });

  it('as many mistakes as there are, of as many digits as were held out', async () => {
    const { experiment, tensors, labels, said } = runWith(0.9);
    const given = await givenFor(scene, { experiment, tensors });
    const wrong = labels.filter((label, i) => said[i] !== label).length;
    expect(countsOf(experiment)).toEqual({ all: SAMPLES, wrong });
    expect(textsAt(given, given.cues.wrong! + 1)).toEqual(
      expect.arrayContaining([String(wrong), `of ${SAMPLES} held-out digits`]),
    );
  });
});

describe('what similar-digits says', () => {
  it('names the mistakes that are shown', () => {
    const run = runWith(0.9);
    const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    const [first] = mistakes(run.experiment);
    expect(saidBy(run)).toContain(
      `this ${names[first!.is]!} became ${first!.said === 8 ? 'an' : 'a'} ${names[first!.said]!}`,
    );
  });

  it('says that we might err too only of a network that seldom errs', () => {
    expect(saidBy(runWith(0.5))).toContain('you might too');
    expect(saidBy(runWith(2))).not.toContain('you might too');
    expect(saidBy(runWith(2))).toContain('Look where it errs');
  });

  it('names no mistake where there is none, or where not all held-out digits were recorded', () => {
    expect(saidBy(runWith(0.1))).toContain('none is misnamed');
    for (const run of [
      runWith(0.1),
      runWith(0.9, { measures: { recordedSamples: 200, heldOutSamples: SAMPLES } }),
    ])
      expect(saidBy(run)).not.toMatch(/became|you might/);
  });

  it('has all its cues whatever the run is, and draws', async () => {
    for (const noise of [0.1, 0.5, 0.9, 3]) {
      const { experiment, tensors } = runWith(noise);
      const given = await givenFor(scene, { experiment, tensors });
      expect(Object.keys(given.cues).sort()).toEqual(['first', 'map', 'near', 'second', 'table', 'wrong']);
      for (let time = 0; time < given.duration; time += 0.7) paintScene(scene, given, time);
    }
  });

  it('draws where a digit was not recorded', async () => {
    const run = runWith(0.9, {}, 9);
    const given = await givenFor(scene, run);
    for (let time = 0; time < given.duration; time += 0.7) paintScene(scene, given, time);
    expect(storyOf(given).placed.map(({ digit }) => digit)).not.toContain(9);
    expect(saidBy(run)).toContain('nine clouds');
  });

  it('shows handwritten digits only', () => {
    const outline = { name: 'mnist', inputs: 2, hidden: [2], activation: 'tanh', classes: 2 };
    expect(canShow({ ...outline, data: 'mnist' })).toBe(true);
    expect(canShow({ ...outline, data: 'spirals' })).toContain('spirals');
  });
});
