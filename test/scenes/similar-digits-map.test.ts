import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/similar-digits';
import { errorOf, fitted, flatMap } from '../../remotion/scenes/similar-digits/flat-map';
import { storyOf } from '../../remotion/scenes/similar-digits/story';
import { nearestCentroids } from '../../training/measures';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';
import { CLASSES, runWith, saidBy } from './similar-digits-run';

const matrix = fc
  .integer({ min: 2, max: 10 })
  .chain((n) =>
    fc.array(
      fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
      {
        minLength: n,
        maxLength: n,
      },
    ),
  )
  .filter((points) =>
    points.every((a, i) => points.slice(i + 1).every((b) => Math.hypot(a[0] - b[0], a[1] - b[1]) > 0.2)),
  )
  .map((points) => points.map((a) => points.map((b) => Math.hypot(a[0] - b[0], a[1] - b[1]))));

describe('the flat map', () => {
  it('keeps every distance that a plane can keep', () => {
    fc.assert(
      fc.property(matrix, (distances) => {
        const { places, error } = flatMap(distances);
        expect(error).toBeLessThan(0.02);
        expect(errorOf(places, distances)).toBe(error);
      }),
      { numRuns: 60 },
    );
  });

  it('stays within its rectangle, scaled alike on both axes', () => {
    fc.assert(
      fc.property(
        matrix,
        fc.integer({ min: 50, max: 900 }),
        fc.integer({ min: 50, max: 900 }),
        (distances, width, height) => {
          const { places } = flatMap(distances);
          const { places: put, scale } = fitted(places, { width, height });
          for (let i = 0; i < put.length; i += 2) {
            expect(put[i]).toBeGreaterThanOrEqual(-1e-6);
            expect(put[i]).toBeLessThanOrEqual(width + 1e-6);
            expect(put[i + 1]).toBeGreaterThanOrEqual(-1e-6);
            expect(put[i + 1]).toBeLessThanOrEqual(height + 1e-6);
          }
          const scaled = distances.map((row) => row.map((d) => d * scale));
          expect(errorOf(put, scaled)).toBeCloseTo(errorOf(places, distances), 6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says how far it is off where no plane can hold the distances', () => {
    const simplex = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, (_, j) => (i === j ? 0 : 1)),
    );
    expect(flatMap(simplex).error).toBeGreaterThan(0.05);
  });
});

/** A run whose centroids lie apart as a function says. */
function runApart(apart: (a: number, b: number) => number) {
  const rows = Array.from({ length: CLASSES }, (_, a) =>
    Array.from({ length: CLASSES }, (_other, b) => (a === b ? 0 : apart(a, b))),
  );
  return runWith(0.9, { centroidDistances: [rows], nearestCentroids: [nearestCentroids(rows)] });
}

/** Every number of everything that is drawn, at a few moments of the map. */
async function drawnOnMap({ experiment, tensors }: ReturnType<typeof runWith>) {
  const given = await givenFor(scene, { experiment, tensors });
  const drawn = [0, 1, 2, 3].flatMap((i) => paintScene(scene, given, given.cues.map! + i).drawn);
  return { story: storyOf(given), drawn };
}

describe('middles that do not lie apart', () => {
  it.each([
    ['all on one spot', () => 0],
    ['all on one spot but for rounding', (a: number, b: number) => 1e-9 * (1 + a + b)],
    ['two on one spot', (a: number, b: number) => (Math.min(a, b) === 3 && Math.max(a, b) === 4 ? 0 : 2)],
  ])('%s: are drawn where they are, and none is called the closest', async (_, apart) => {
    const run = runApart(apart);
    const { story, drawn } = await drawnOnMap(run);
    expect(story.near).toBeUndefined();
    expect(story.thumb).toBeGreaterThan(20);
    for (const { ink } of drawn) expect(Object.values(ink).every(Number.isFinite)).toBe(true);
    expect(saidBy(run)).toContain('not all lie apart');
    expect(saidBy(run)).not.toContain('closest');
    expect(resolveSentences(scene, run.facts).claims).toContainEqual(
      expect.objectContaining({ claim: 'mnist-centroids-apart', holds: false }),
    );
  });

  it('leaves what lies apart as it was', async () => {
    const run = runApart((a, b) => Math.abs(a - b));
    const { story } = await drawnOnMap(run);
    expect(story.near?.classes).toEqual([0, 1]);
    expect(saidBy(run)).toContain('zero and one lie closest');
  });
});
