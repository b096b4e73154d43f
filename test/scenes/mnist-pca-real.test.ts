import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scene } from '../../remotion/scenes/mnist-pca';
import type { Given } from '../../remotion/stage/scene';
import { filmStore, type FilmStore } from '../support/film-store';

/** What holds for a run that was trained and projected as the film's is, only shorter. */
describe('the clouds of a real run', () => {
  let store: FilmStore | undefined;
  let given: Given;
  beforeAll(async () => {
    store = await filmStore([scene], ['mnist.epochs=1', 'mnist.trainSamples=1000']);
    given = await store.given(scene, { width: 1920, height: 1080 });
  }, 180_000);
  afterAll(() => store?.close());

  const pointsOf = (layer: number): Float32Array => {
    const { data, shape } = given.tensor('projection', 'mnist', `points-${layer}`);
    return Float32Array.from(data.subarray((shape[0]! - 1) * shape[1]! * 3));
  };

  it('has as many dots as the manifest says and the scene tells, at least 1,500', () => {
    const { recordedSamples, heldOutSamples } = given.facts.recording('mnist').measures;
    const labels = given.tensor('training', 'mnist', 'labels');
    expect(labels.shape).toEqual([recordedSamples]);
    expect(pointsOf(0).length / 3).toBe(recordedSamples);
    expect(recordedSamples).toBeGreaterThanOrEqual(1500);
    expect(recordedSamples).toBeLessThanOrEqual(heldOutSamples!);
    expect(scene.sentences(given.facts)[0]!.text).toContain(recordedSamples!.toLocaleString('en-GB'));
  });

  it('turns no axis over from one layer to the next', () => {
    const { widths } = given.facts.recording('mnist');
    for (let layer = 1; layer < widths.length; layer++) {
      const [from, to] = [pointsOf(layer - 1), pointsOf(layer)];
      for (let axis = 0; axis < 3; axis++) {
        let together = 0;
        for (let i = axis; i < from.length; i += 3) together += from[i]! * to[i]!;
        expect(together, `axis ${axis} into layer ${layer}`).toBeGreaterThan(0);
      }
    }
  });

  it('keeps each axis from one recorded epoch to the next as well', () => {
    const { data, shape } = given.tensor('projection', 'mnist', 'points-3');
    const size = shape[1]! * 3;
    const [before, after] = [shape[0]! - 2, shape[0]! - 1].map((row) =>
      data.subarray(row * size, (row + 1) * size),
    );
    for (let axis = 0; axis < 3; axis++) {
      let together = 0;
      for (let i = axis; i < size; i += 3) together += before![i]! * after![i]!;
      expect(together).toBeGreaterThan(0);
    }
  });
});
