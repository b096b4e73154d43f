import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spirals } from '../../data/spirals';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/spirals';
import { armsOf, boundaryLine, boundaryPoint, sideOf, sideRegion } from '../../remotion/scenes/spirals/arms';
import { bestLine, isRight, rightCount } from '../../remotion/scenes/spirals/best-line';
import { penAt, ribbonOf, ribbonOutline } from '../../remotion/scenes/spirals/ribbon';
import { bestMove, lineAt, storyOf } from '../../remotion/scenes/spirals/story';
import type { ExperimentFacts } from '../../remotion/stage/facts';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const run = { experiment: spiralsFacts, tensors: spiralsTensors };
const film = { seed: 42, turns: 0.75, noise: 0.06, samplesPerClass: 200 };
const data = spirals(film);

const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;

/** The best of all straight lines: one through two dots, moved by as little as it takes to have both on their own sides. */
function bestOfAll(points: ArrayLike<number>, labels: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < labels.length; i++)
    for (let j = i + 1; j < labels.length; j++) {
      const [nx, ny] = [points[2 * j + 1]! - points[2 * i + 1]!, points[2 * i]! - points[2 * j]!];
      let agree = 0;
      for (let k = 0; k < labels.length; k++) {
        if (k === i || k === j) continue;
        const above =
          nx * (points[2 * k]! - points[2 * i]!) + ny * (points[2 * k + 1]! - points[2 * i + 1]!) > 0;
        if (above === (labels[k] === 1)) agree++;
      }
      most = Math.max(most, agree + 2, labels.length - agree);
    }
  return most;
}

/** Even–odd rule. @param polygon [x₀, y₀, …] */
function inPolygon(polygon: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  const count = polygon.length / 2;
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const [xi, yi, xj, yj] = [polygon[2 * i]!, polygon[2 * i + 1]!, polygon[2 * j]!, polygon[2 * j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const withHyperparameters = (hyperparameters: ExperimentFacts['hyperparameters']) =>
  factsOf({ experiment: { ...spiralsFacts, hyperparameters } });
const brokenClaims = (hyperparameters: ExperimentFacts['hyperparameters']): string[] =>
  resolveSentences(scene, withHyperparameters(hyperparameters))
    .claims.filter(({ holds }) => !holds)
    .map(({ claim }) => claim);

describe('the arms', () => {
  it('are found again from dots without noise: the rate is the turns, and the start the first dot’s', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        fc.integer({ min: 20, max: 200 }),
        fc.integer(),
        (turns, samplesPerClass, seed) => {
          const { points, labels } = spirals({ seed: seed >>> 0, turns, noise: 0, samplesPerClass });
          const arms = armsOf(points, labels);
          expect(arms.rate).toBeCloseTo(Math.PI * turns, 3);
          expect(Math.cos(arms.start)).toBeCloseTo(1, 3);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stay finite for the fewest dots that there can be', () => {
    const { points, labels } = spirals({ seed: 1, turns: 0.75, noise: 1, samplesPerClass: 2 });
    expect(Object.values(armsOf(points, labels)).every(Number.isFinite)).toBe(true);
  });
});

describe('the boundary between the arms', () => {
  const arms = armsOf(data.points, data.labels);

  it('has every dot of the film on its own side', () => {
    for (let i = 0; i < data.labels.length; i++)
      expect(sideOf(arms, data.points[2 * i]!, data.points[2 * i + 1]!)).toBe(data.labels[i]);
  });

  it('has every dot on its own side wherever the narration says so', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1.5, noNaN: true }),
        fc.double({ min: 0, max: 0.15, noNaN: true }),
        fc.integer({ min: 20, max: 300 }),
        fc.integer(),
        (turns, noise, samplesPerClass, seed) => {
          fc.pre(!brokenClaims({ turns, noise, samplesPerClass }).includes('spirals-boundary'));
          const { points, labels } = spirals({ seed: seed >>> 0, turns, noise, samplesPerClass });
          const fitted = armsOf(points, labels);
          for (let i = 0; i < labels.length; i++)
            expect(sideOf(fitted, points[2 * i]!, points[2 * i + 1]!)).toBe(labels[i]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is drawn where its sides meet, and its two sides are the whole plane', () => {
    const regions = [sideRegion(arms, 6, 0, 2400), sideRegion(arms, 6, 1, 2400)] as const;
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5.8, noNaN: true }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (r, angle) => {
          const [x, y] = [r * Math.cos(angle), r * Math.sin(angle)];
          const out = new Float64Array(2);
          for (const u of [r, -r]) {
            boundaryPoint(arms, u, out);
            fc.pre(Math.hypot(out[0]! - x, out[1]! - y) > 0.02);
          }
          const side = sideOf(arms, x, y);
          expect(inPolygon(regions[side], x, y)).toBe(true);
          expect(inPolygon(regions[1 - side]!, x, y)).toBe(false);
        },
      ),
    );
  });

  it('goes through the centre, in one piece from far out to far out', () => {
    const line = boundaryLine(arms, 6, 1000);
    expect(Math.hypot(line[1000]!, line[1001]!)).toBeLessThan(1e-9);
    for (let i = 2; i < line.length; i += 2)
      expect(Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!)).toBeLessThan(0.1);
  });

  it('is a pen’s line: nothing at first, the whole of it at last, and the pen at its end', () => {
    const ribbon = ribbonOf(Float64Array.of(0, 0, 100, 0, 100, 50));
    expect(ribbonOutline(ribbon, 0, { width: 8, taper: 20 })).toEqual([]);
    expect(penAt(ribbon, 1)).toEqual([100, 50]);
    expect(penAt(ribbon, 0.5)).toEqual([75, 0]);
    const outline = ribbonOutline(ribbon, 1, { width: 8, taper: 0.001 });
    expect(Math.max(...outline)).toBeLessThan(108);
    expect(outline.every(Number.isFinite)).toBe(true);
  });
});

describe('the best straight line', () => {
  it('gets as many of the film’s dots right as any straight line can', () => {
    expect(rightCount(bestLine(data.points, data.labels), data.points, data.labels)).toBe(
      bestOfAll(data.points, data.labels),
    );
  });

  it('is never better than the best of all', () => {
    const dot = fc.tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.integer({ min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(fc.array(dot, { minLength: 4, maxLength: 14 }), (dots) => {
        // Shifted by a little each, so that no three are on one line.
        const points = dots.flatMap(([x, y], i) => [x + 1e-3 * Math.sin(7 * i), y + 1e-3 * Math.cos(11 * i)]);
        const labels = dots.map(([, , label]) => label);
        const right = rightCount(bestLine(points, labels), points, labels);
        expect(right).toBeLessThanOrEqual(bestOfAll(points, labels));
      }),
      { numRuns: 30 },
    );
  });

  it('leaves many dots on the wrong side wherever the narration says so', () => {
    for (const turns of [0.65, 0.75, 1, 2])
      for (const noise of [0, 0.06, 0.2]) {
        const shape = { turns, noise, samplesPerClass: 60 };
        expect(brokenClaims(shape)).not.toContain('spirals-entangled');
        const { points, labels } = spirals({ seed: 3, ...shape });
        expect(rightCount(bestLine(points, labels), points, labels) / labels.length).toBeLessThan(0.92);
      }
  });
});

describe('spirals', () => {
  it('keeps dots of both colours on both sides while the straight line turns', async () => {
    const given = await givenFor(scene, run);
    const story = storyOf(given);
    const { points, labels } = story;
    for (let time = given.cues.line!; time < given.cues.best! - 0.2; time += 1 / 15) {
      const line = lineAt({ ...momentAt(given, time), story });
      for (const label of [0, 1]) {
        const own = Array.from(
          labels,
          (l, i) => l === label && isRight(line, points[2 * i]!, points[2 * i + 1]!, l),
        );
        const right = own.filter(Boolean).length;
        expect(right).toBeGreaterThan(0);
        expect(right).toBeLessThan(labels.filter((l) => l === label).length);
      }
    }
  });

  it('brings the straight line to rest at its best place', async () => {
    const given = await givenFor(scene, run);
    const story = storyOf(given);
    const [, to] = bestMove(momentAt(given, 0).cue);
    expect(lineAt({ ...momentAt(given, to), story })).toEqual(story.best);
    expect(to).toBeLessThan(given.cues.curve!);
  });

  it.each(sizes)('at %s counts on screen what was counted', async (_, width, height) => {
    const given = await givenFor(scene, { ...run, width, height });
    const { points, labels, best } = storyOf(given);
    const { drawn } = paintScene(scene, given, given.duration - 0.9);
    const written = drawn.flatMap(({ text }) => text ?? []).join('');
    expect(written).toContain(String(rightCount(best, points, labels)));
    expect(written).toContain(String(labels.length));
  });

  it.each(sizes)('at %s has all of the dots in the content box', async (_, width, height) => {
    const given = await givenFor(scene, { ...run, width, height });
    const { right, wrong } = storyOf(given);
    const { content } = given.layout;
    for (const { x, y } of [right, wrong]) {
      expect(Math.min(...x)).toBeGreaterThan(content.x);
      expect(Math.max(...x)).toBeLessThan(content.x + content.width);
      expect(Math.min(...y)).toBeGreaterThan(content.y);
      expect(Math.max(...y)).toBeLessThan(content.y + content.height);
    }
  });

  it('does not say that a straight line fails where it does not, nor that noise is parted', () => {
    const said = (hyperparameters: ExperimentFacts['hyperparameters']): string =>
      resolveSentences(scene, withHyperparameters(hyperparameters))
        .sentences.map(({ text }) => text)
        .join(' ');
    expect(said({ ...film })).toContain('No straight line');
    expect(said({ ...film })).toContain('every dot');
    expect(said({ ...film, turns: 0.3 })).not.toContain('No straight line');
    for (const turns of [0.1, 0.3, 0.6])
      for (const words of ['wound', 'must', 'bends', 'leaves many'])
        expect(said({ ...film, turns })).not.toContain(words);
    expect(said({ ...film })).toContain('wound into it');
    expect(said({ ...film, noise: 0.5 })).toContain('bends and bends');
    expect(said({ ...film, noise: 0.5 })).not.toContain('every dot');
  });

  it('can show another experiment with spirals, and refuses other data', () => {
    const outline = { name: 'mine', inputs: 2, hidden: [4], activation: 'relu', classes: 2 };
    expect(scene.canShow?.({ ...outline, data: 'spirals' })).toBe(true);
    expect(scene.canShow?.({ ...outline, data: 'disks' })).toContain('disks');
    expect(scene.readsWith?.({ experiment: 'mine' })).toContainEqual({
      stage: 'dataset',
      name: 'mine',
      arrays: ['points', 'labels'],
    });
  });
});
