import { describe, expect, it } from 'vitest';
import { paintScene } from '../support/paint-scene';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { doneAt } from '../../remotion/scenes/layer-walk';
import { scene, spiralsStretching } from '../../remotion/scenes/spirals-stretching';
import type { ExperimentFacts } from '../../remotion/stage/facts';
import { dotsAt as dotsOfTold, stateAt, storyAbout } from '../../remotion/scenes/spirals-stretching/story';
import type { Given } from '../../remotion/stage/scene';
import { factsOf, givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const storyOf = storyAbout('spirals');
const run = { experiment: spiralsFacts, tensors: spiralsTensors };
const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;

const dotsOf = (given: Given, time: number): Float64Array =>
  dotsOfTold({ ...momentAt(given, time), story: storyOf(given) });

describe('spirals-stretching', () => {
  it.each(sizes)(
    'at %s moves no dot by more than a twenty-fifth of the width in a thirtieth of a second',
    async (_, width, height) => {
      for (const slower of [0.6, 1.5]) {
        const given = await givenFor(scene, { ...run, width, height, slower });
        let before = dotsOf(given, 0);
        let fastest = 0;
        for (let frame = 1; frame <= given.duration * 30; frame++) {
          const now = dotsOf(given, frame / 30);
          for (let i = 0; i < now.length; i += 2)
            fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
          before = now;
        }
        expect(fastest / width).toBeLessThanOrEqual(0.04);
      }
    },
  );

  it.each(sizes)(
    'at %s keeps every dot inside the plane’s box once the sheet is there',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...run, width, height });
      const { plane } = storyOf(given).places;
      for (let time = given.cues.sheet!; time < given.duration; time += 0.2) {
        const dots = dotsOf(given, time);
        const [xs, ys] = [0, 1].map((axis) => dots.filter((_value, i) => i % 2 === axis));
        expect(Math.min(...xs!)).toBeGreaterThan(plane.x);
        expect(Math.max(...xs!)).toBeLessThan(plane.x + plane.width);
        expect(Math.min(...ys!)).toBeGreaterThan(plane.y);
        expect(Math.max(...ys!)).toBeLessThan(plane.y + plane.height);
      }
    },
  );

  it('ends each layer before the next begins, and all of them before the line is drawn', async () => {
    const given = await givenFor(scene, run);
    const { moves } = storyOf(given).walk;
    expect(moves.map(({ layer, part }) => `${part} ${layer}`)).toHaveLength(12);
    moves.slice(1).forEach((move, i) => expect(move.from).toBeGreaterThanOrEqual(moves[i]!.to));
    expect(moves.at(-1)!.to).toBeLessThanOrEqual(storyOf(given).lineFrom);
    expect(storyOf(given).lineFrom).toBeLessThan(given.cues.line! + 0.5);
    expect(stateAt(storyOf(given), given.duration).progress).toBe(4);
  });

  it('draws the line that parts the two spirals in the last plane', async () => {
    const given = await givenFor(scene, run);
    const { walk, points, labels } = storyOf(given);
    const map = walk.space.at(4);
    const [w, b] = [walk.network.weights[4]!.data, walk.network.biases[4]![0]!];
    const out = new Float64Array(3);
    for (let i = 0; i < labels.length; i++) {
      map(points[2 * i]!, points[2 * i + 1]!, out);
      expect(w[0]! * out[0]! + w[1]! * out[1]! + b > 0).toBe(labels[i] === 1);
    }
  });

  it('says the number of layers of its own run', () => {
    const said = (hidden: number[]): string =>
      scene
        .sentences(factsOf({ experiment: { ...spiralsFacts, widths: [2, ...hidden, 1] } }))
        .map(({ text }) => text)
        .join(' ');
    expect(said([2, 2, 2, 2])).toContain('five small layers');
    expect(said([2, 2])).toContain('three small layers');
    expect(said(Array<number>(6).fill(2))).toContain('The next two layers go on');
  });

  it('does not claim what its run does not show', () => {
    const facts = factsOf({
      experiment: { ...spiralsFacts, measures: { accuracy: 0.93 }, activation: 'sigmoid' },
    });
    const { sentences: said, claims } = resolveSentences(scene, facts);
    const text = said.map((sentence) => sentence.text).join(' ');
    expect(text).toContain('93 %');
    expect(text).not.toContain('a single straight line');
    expect(text).not.toContain('tanh');
    expect(claims.filter(({ holds }) => !holds).length).toBe(3);
  });

  it('can be drawn with another number of layers', async () => {
    const tensors = {
      ...spiralsTensors,
      'projection/spirals/weights-1': { shape: [1, 2, 2], data: new Float32Array(4).fill(0.5) },
      'projection/spirals/biases-1': { shape: [1, 2], data: new Float32Array(2) },
      'projection/spirals/weights-2': { shape: [1, 1, 2], data: new Float32Array(2).fill(1) },
      'projection/spirals/biases-2': { shape: [1, 1], data: new Float32Array(1) },
    };
    const given = await givenFor(scene, { tensors, experiment: { ...spiralsFacts, widths: [2, 2, 1] } });
    for (let time = 1.7; time < given.duration - 1; time += 1.7)
      expect(paintScene(scene, given, time).drawn.length).toBeGreaterThan(0);
  });
});

describe('spirals-stretching about another experiment', () => {
  const about = spiralsStretching('moons');
  const facts: ExperimentFacts = {
    ...spiralsFacts,
    experiment: 'moons',
    hyperparameters: { data: 'csv', hidden: [2, 2, 2, 2] },
  };
  const tensors = Object.fromEntries(
    Object.entries(spiralsTensors).map(([name, tensor]) => [name.replace('/spirals/', '/moons/'), tensor]),
  );
  const said = (change: Partial<ExperimentFacts> = {}): string =>
    resolveSentences(about, factsOf({ experiment: { ...facts, ...change } }))
      .sentences.map(({ text }) => text)
      .join(' ');

  it('has an id of its own, names the experiment, and keeps the code of its folder', () => {
    expect(about).toMatchObject({ id: 'spirals-stretching-moons', folder: 'spirals-stretching' });
    expect(about.title).toContain('moons');
    expect(spiralsStretching('spirals').id).toBe('spirals-stretching');
  });

  it('reads that experiment and nothing else', () => {
    expect(new Set(about.reads.map(({ name }) => name))).toEqual(new Set(['moons']));
  });

  it('says nothing of spirals, whether it parts its dots or not', () => {
    for (const accuracy of [1, 0.93, 0.5]) expect(said({ measures: { accuracy } })).not.toMatch(/spiral/i);
    const disks = { data: 'disks', hidden: [2, 2] };
    expect(said({ hyperparameters: disks })).toContain('in a ring of dots');
    expect(`${about.title} ${JSON.stringify(about.formulas(factsOf({ experiment: facts })))}`).not.toMatch(
      /spiral/i,
    );
  });

  it('says that all is parted only where accuracy and margin bear it out', () => {
    const enough = 'a single straight line parts them';
    expect(said({ measures: { accuracy: 1, margin: 0.1 } })).toContain(enough);
    expect(said({ measures: { accuracy: 1 } })).toContain(enough);
    expect(said({ measures: { accuracy: 1, margin: 0 } })).not.toContain(enough);
    expect(said({ measures: { accuracy: 0.93 } })).toContain('parts most of them');
    expect(said({ measures: { accuracy: 0.5 } })).not.toContain('most of them');
  });

  it('does not leave it at that nothing was torn where relu presses much of it flat', () => {
    expect(said()).toMatch(/And nothing was torn on the way\.$/);
    expect(said({ activation: 'relu' })).toContain('but relu presses flat what lies below zero');
  });

  it('speaks of one hidden layer as of one', () => {
    expect(said({ widths: [2, 2, 1] })).toContain('Its hidden layer holds two numbers: a place in the plane');
  });

  it.each(sizes)(
    'is drawn at %s from that experiment’s arrays, without its text leaving the frame',
    async (_, width, height) => {
      const given = await givenFor(about, { width, height, tensors, experiment: facts });
      for (let time = 0.7; time < given.duration; time += 1.3)
        for (const { kind, x0, x1 } of paintScene(about, given, time).drawn)
          if (kind !== 'line') expect(x0 >= 0 && x1 <= width).toBe(true);
    },
  );

  it.each(['tanh', 'sigmoid', 'relu', 'leakyRelu'] as const)(
    'writes %s around its matrices, and its numbers fit beside the plane',
    async (activation) => {
      for (const [, width, height] of sizes) {
        const given = await givenFor(about, { width, height, tensors, experiment: { ...facts, activation } });
        expect(given.formulas['layer 1']!.shapes.some(({ parts }) => parts.includes('activation'))).toBe(
          true,
        );
        const { safe } = given.layout;
        for (let time = 5; time < given.duration; time += 2.1)
          for (const { kind, x0, x1 } of paintScene(about, given, time).drawn)
            if (kind !== 'line') {
              expect(x0).toBeGreaterThanOrEqual(safe.x - 0.5);
              expect(x1).toBeLessThanOrEqual(safe.x + safe.width + 0.5);
            }
      }
    },
  );

  it('has room for the formulas of ten layers of three neurons in every layout', async () => {
    const widths = [2, ...Array<number>(10).fill(3), 1];
    const deep = Object.fromEntries(
      widths.slice(1).flatMap((rows, k) => {
        const cols = widths[k]!;
        const data = Float32Array.from({ length: rows * cols }, (_, i) => -11.11 + 3.3 * ((i + k) % 7));
        return [
          [`projection/moons/weights-${k + 1}`, { shape: [1, rows, cols], data }],
          [
            `projection/moons/biases-${k + 1}`,
            { shape: [1, rows], data: new Float32Array(rows).fill(-0.003) },
          ],
        ];
      }),
    );
    for (const [, width, height] of sizes) {
      const given = await givenFor(about, {
        width,
        height,
        tensors: { ...tensors, ...deep },
        experiment: { ...facts, widths, activation: 'leakyRelu' },
      });
      const { content } = given.layout;
      // Only what stands in the panel: the space itself is not looked at.
      const { plane } = storyAbout('moons')(given).places;
      for (let layer = 1; layer <= 10; layer += 3) {
        const time = doneAt(storyAbout('moons')(given).walk, layer - 1)! - 0.4;
        for (const { kind, x0, y0, x1, y1 } of paintScene(about, given, time).drawn) {
          const inPlane = x0 >= plane.x - 1 && x1 <= plane.x + plane.width + 1 && y0 >= plane.y - 1;
          if (kind === 'line' || inPlane) continue;
          expect(x0).toBeGreaterThanOrEqual(content.x - 0.5);
          expect(x1).toBeLessThanOrEqual(content.x + content.width + 0.5);
          expect(y0).toBeGreaterThanOrEqual(content.y - 0.5);
          expect(y1).toBeLessThanOrEqual(content.y + content.height + 0.5);
        }
      }
    }
  });

  it.each(['tanh', 'leakyRelu'] as const)(
    'keeps the dots of its small pictures inside them with %s',
    async (activation) => {
      for (const [, width, height] of sizes) {
        const given = await givenFor(about, { width, height, tensors, experiment: { ...facts, activation } });
        const { strip, places } = storyAbout('moons')(given);
        places.strip.forEach((box, k) =>
          strip[k]!.dots.forEach((v, i) => {
            const [from, size] = i % 2 ? [box.y, box.height] : [box.x, box.width];
            expect(v >= from && v <= from + size).toBe(true);
          }),
        );
      }
    },
  );

  it.each<[string, Partial<ExperimentFacts>, RegExp]>([
    [
      'hidden layers of another width',
      { widths: [2, 4, 4, 1] },
      /moons\.hidden is \[4,4\].*2 or 3.*\[2,2,2\]/,
    ],
    ['points in space', { widths: [3, 2, 1] }, /3 dimensions/],
    ['more than two classes', { widths: [2, 2, 4] }, /4 classes/],
    ['layers that do not bend', { activation: 'linear' }, /activation is linear/],
  ])('refuses %s before anything is drawn, in one line', (_, change, why) => {
    const attempt = (): string => said(change);
    expect(attempt).toThrow(CannotShowError);
    expect(attempt).toThrow(/^scene spirals-stretching-moons cannot show the experiment moons: [^\n]*$/);
    expect(attempt).toThrow(why);
  });
});
