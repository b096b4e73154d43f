import { describe, expect, it } from 'vitest';
import { scene as spiralsStretching } from '../../remotion/scenes/spirals-stretching';
import { scene as template } from '../../remotion/scenes/template';
import { scene as tanhSquish } from '../../remotion/scenes/tanh-squish';
import type { Box } from '../../remotion/stage/layout';
import { paintScene } from '../support/paint-scene';
import type { Mark } from '../support/recording-context';
import { givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const sizes = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
  [1280, 720],
] as const;
const cases = [tanhSquish, spiralsStretching, template].flatMap((scene) =>
  sizes.map(([width, height]) => [scene.id, width, height, scene] as const),
);

const inside = ({ x0, y0, x1, y1 }: Mark, { x, y, width, height }: Box): boolean =>
  x0 >= x - 0.5 && y0 >= y - 0.5 && x1 <= x + width + 0.5 && y1 <= y + height + 0.5;

describe.each(cases)('%s at %d×%d', (_, width, height, scene) => {
  const frames = givenFor(scene, { width, height, experiment: spiralsFacts, tensors: spiralsTensors }).then(
    (given) => ({
      given,
      all: Array.from({ length: Math.floor(given.duration / 0.5) }, (__, i) =>
        paintScene(scene, given, i * 0.5),
      ),
    }),
  );

  it('leaves the caption band to captions', async () => {
    const { given, all } = await frames;
    const top = given.layout.captionBand.y;
    for (const { drawn } of all) for (const mark of drawn) expect(mark.y1).toBeLessThanOrEqual(top + 0.5);
  });

  it('keeps captions inside their band', async () => {
    const { given, all } = await frames;
    const words = all.flatMap(({ caption }) => caption);
    expect(words.length).toBeGreaterThan(5);
    for (const mark of words) expect(inside(mark, given.layout.captionBand)).toBe(true);
  });

  it('keeps text and formulas inside the safe area', async () => {
    const { given, all } = await frames;
    const texts = all.flatMap(({ drawn }) => drawn.filter(({ kind }) => kind !== 'line'));
    expect(texts.length).toBeGreaterThan(10);
    for (const mark of texts) expect(inside(mark, given.layout.safe)).toBe(true);
  });

  it('writes nothing smaller than 24 pixels at 1080p', async () => {
    const { given, all } = await frames;
    for (const { drawn } of all)
      for (const { size } of drawn)
        if (size !== undefined) expect(size).toBeGreaterThanOrEqual(24 * given.layout.unit - 1e-6);
  });

  it('draws the same for the same moment, in any order', async () => {
    const { given, all } = await frames;
    const at = Math.floor(all.length / 2);
    expect(paintScene(scene, given, at * 0.5).drawn).toEqual(all[at]!.drawn);
  });
});
