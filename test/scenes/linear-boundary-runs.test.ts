import { describe, expect, it } from 'vitest';
import { scene } from '../../remotion/scenes/linear-boundary';
import { storyOf } from '../../remotion/scenes/linear-boundary/story';
import { paintScene } from '../support/paint-scene';
import { outside, texts } from '../support/picture-rules';
import { givenFor } from '../support/scene-given';
import { other, sizes } from './linear-boundary-run';

describe('linear-boundary of other runs', () => {
  it.each([
    [
      'one hidden layer',
      other(
        [
          [1, 0.5, -0.5, 1],
          [2, -1],
        ],
        [[0, 0.1], [0.2]],
      ),
    ],
    [
      'a boundary far from the sheet',
      other(
        [
          [1, 0.5, -0.5, 1],
          [0.2, -0.1],
        ],
        [[0, 0.1], [9]],
      ),
    ],
    [
      'a last layer of zeros',
      other(
        [
          [1, 0.5, -0.5, 1],
          [0, 0],
        ],
        [[0, 0.1], [0]],
      ),
    ],
    [
      'dead relus',
      other(
        [
          [-1, 0, 0, -1],
          [1, 1, 1, 1],
          [1, -1],
        ],
        [[-9, -9], [0, 0], [0.3]],
        'relu',
      ),
    ],
    [
      'a first layer of zeros',
      other(
        [
          [0, 0, 0, 0],
          [1, 1, 1, -1],
          [1, -1],
        ],
        [[0, 0], [0, 0], [0]],
      ),
    ],
    [
      'sigmoids',
      other(
        [
          [3, 1, -1, 3],
          [1, 2, -2, 1],
          [3, -4],
        ],
        [[0, 0], [0, -0.2], [0.3]],
        'sigmoid',
      ),
    ],
    [
      'a mirror',
      other(
        [
          [1, 0, 0, -1],
          [2, 3],
        ],
        [[0, 0], [0.1]],
      ),
    ],
  ])('can be drawn with %s', async (_, options) => {
    for (const [, width, height] of sizes) {
      const given = await givenFor(scene, { ...options, width, height });
      for (let time = 1.1; time < given.duration - 0.8; time += 0.9)
        for (const mark of paintScene(scene, given, time).drawn)
          expect([mark.x0, mark.y0, mark.x1, mark.y1].every(Number.isFinite)).toBe(true);
    }
  });

  it('has room for eight layers in every layout: no text leaves the safe area', async () => {
    const eight = Array.from({ length: 8 }, (_, i) => [1, 0.3 - 0.05 * i, -0.4, 1.1]);
    const options = other([...eight, [1, -1]], [...eight.map(() => [0.1, -0.1]), [0.1]]);
    for (const [, width, height] of sizes) {
      const given = await givenFor(scene, { ...options, width, height });
      const { safe } = given.layout;
      for (let time = 1; time < given.duration; time += 1.3)
        expect(outside(texts(paintScene(scene, given, time).drawn), safe)).toEqual([]);
    }
  });

  it('draws the line of dead relus, though every dot lies on it, and counts none on a side', async () => {
    const given = await givenFor(
      scene,
      other(
        [
          [-1, 0, 0, -1],
          [1.98, -1.17],
        ],
        [[-9, -9], [0]],
        'relu',
      ),
    );
    const { numbers, counts, outputs } = storyOf(given);
    expect(outputs.every((value) => value === 0)).toBe(true);
    expect(numbers).toBeDefined();
    expect(counts.map(({ right }) => right)).toEqual([0, 0]);
    const { plane } = storyOf(given).places;
    const { drawn } = paintScene(scene, given, given.cues['normal']! - 0.3);
    // From the lower edge of the plane's box to the upper one.
    expect(drawn.some(({ kind, y0, y1 }) => kind === 'line' && y1 - y0 >= plane.height)).toBe(true);
  });

  it('says that there is no line where the last weights are zero', async () => {
    const zeros = other(
      [
        [1, 0.5, -0.5, 1],
        [0, 0],
      ],
      [[0, 0.1], [0]],
    );
    const given = await givenFor(scene, zeros);
    expect(storyOf(given).numbers).toBeUndefined();
    const said = texts(paintScene(scene, given, given.cues['normal']!).drawn).map(({ text }) => text);
    expect(said.join('')).toContain('there is no line');
  });
});
