import { describe, expect, it } from 'vitest';
import { axisCandidates, discsAlong, freePlaces } from '../../remotion/scenes/free-place';
import { scene as matrixMultiply } from '../../remotion/scenes/matrix-multiply';
import { scene as weightedSum } from '../../remotion/scenes/weighted-sum';
import { outside, overlaps, texts } from '../support/picture-rules';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const room = { x: 0, y: 0, width: 400, height: 400 };
const label = (...places: readonly (readonly [number, number])[]) => ({
  width: 40,
  height: 20,
  candidates: places.map(([x, y], cost) => ({ x, y, cost: cost / 10 })),
});

describe('places for labels', () => {
  it('are the first ones where nothing is in the way', () => {
    expect(freePlaces([label([100, 100], [200, 200])], [], room)[0]).toMatchObject({ x: 100, y: 100 });
  });

  it('are off discs, inside the room, and off each other', () => {
    const disc = { x: 110, y: 105, radius: 5, cost: 1 };
    expect(freePlaces([label([100, 100], [200, 200])], [disc], room)[0]).toMatchObject({ x: 200 });
    expect(freePlaces([label([10, 100], [200, 200])], [], room)[0]).toMatchObject({ x: 200 });
    const [, second] = freePlaces([label([100, 100]), label([130, 110], [200, 200])], [], room);
    expect(second).toMatchObject({ x: 200 });
  });

  it('leave no gap along a line', () => {
    const discs = discsAlong([0, 0, 30, 40], 4, 1);
    discs.slice(1).forEach(({ x, y }, i) => {
      expect(Math.hypot(x - discs[i]!.x, y - discs[i]!.y)).toBeLessThanOrEqual(4);
    });
    expect(discs.at(-1)).toMatchObject({ x: 30, y: 40 });
  });

  it('of coordinates are across the axes from the point, whichever side it is on', () => {
    for (const [px, py] of [
      [100, 100],
      [300, 100],
      [100, 300],
      [300, 300],
    ] as const) {
      const [x, y] = axisCandidates([px, py], [200, 200], 40, [80, 80]);
      expect(Math.sign(x.candidates[0]!.y - 200)).toBe(-Math.sign(py - 200));
      expect(Math.sign(y.candidates[0]!.x - 200)).toBe(-Math.sign(px - 200));
    }
  });

  it.each([
    ['weighted-sum', weightedSum],
    ['matrix-multiply', matrixMultiply],
  ] as const)('suit other samples too, in every layout of %s', async (_, scene) => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [1080, 1080],
    ] as const) {
      const made = await givenFor(scene, {
        experiment: spiralsFacts,
        tensors: spiralsTensors,
        width,
        height,
      });
      for (const sample of [0, 40, 90, 139, 190, 230, 280, 330, 399]) {
        const given = { ...made, props: scene.props!.parse({ sample }) };
        const times = Object.values(given.cues).flatMap((cue) => [cue + 0.8, cue + 1.9, cue + 2.7]);
        const bad = times.flatMap((time) => {
          const { drawn } = paintScene(scene, given, time);
          const { layout } = given;
          return [
            ...overlaps(drawn, 3 * layout.unit),
            ...outside(texts(drawn), layout.safe, 14 * layout.unit),
          ].map((what) => `${width}×${height}, sample ${sample}, ${time.toFixed(2)} s: ${what}`);
        });
        expect(bad).toEqual([]);
      }
    }
  });
});
