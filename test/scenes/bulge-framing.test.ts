import { describe, expect, it } from 'vitest';
import { scene } from '../../remotion/scenes/bulge';
import { reached } from '../../remotion/scenes/bulge/poses';
import { boxAlphaAt, stateAt, storyOf } from '../../remotion/scenes/bulge/story';
import { project } from '../../remotion/stage/camera';
import { cornersOf, viewFrom } from '../../remotion/stage/pose';
import { pointOf } from '../../remotion/stage/space-curve';
import { paintScene } from '../support/paint-scene';
import { outside } from '../support/picture-rules';
import { givenFor, type GivenOptions } from '../support/scene-given';
import { bulgeFacts, bulgeTensors, other, run, sizes } from './bulge-run';

/** Every recorded value of an array times a factor of its epoch. */
function scaled(tensors: NonNullable<GivenOptions['tensors']>, name: string, by: readonly number[]) {
  const { shape, data } = tensors[name]!;
  const size = data.length / by.length;
  return {
    [name]: { shape, data: Float32Array.from(data as Float32Array, (x, i) => x * by[Math.floor(i / size)]!) },
  };
}

const swollen = {
  ...bulgeTensors(),
  ...scaled(bulgeTensors(), 'projection/disks3d/weights-1', [1, 3, 0.4]),
  ...scaled(bulgeTensors(), 'projection/disks3d/biases-1', [1, 3, 0.4]),
};
/** Runs that swell on their way, and dots much nearer together or further apart than usual. */
const others: Readonly<Record<string, GivenOptions>> = {
  'the default run': run,
  relu: other({ activation: 'relu' }),
  leakyRelu: other({ activation: 'leakyRelu' }),
  sigmoid: other({ activation: 'sigmoid' }),
  'two layers': { tensors: bulgeTensors(true), experiment: { ...bulgeFacts, widths: [2, 3, 3, 1] } },
  'leakyRelu that is larger on the way than in the end': {
    ...other({ activation: 'leakyRelu' }),
    tensors: swollen,
  },
  'tanh that is larger on the way than in the end': { ...run, tensors: swollen },
  ...Object.fromEntries(
    [0.24, 3.2].map((by) => [
      `dots ${by} times as far apart`,
      {
        ...run,
        tensors: { ...bulgeTensors(), ...scaled(bulgeTensors(), 'dataset/disks3d/points', [by]) },
      },
    ]),
  ),
};

describe('bulge shows', () => {
  it.each(
    sizes.flatMap(([size, width, height]) =>
      Object.keys(others).map((name) => [name, size, width, height] as const),
    ),
  )(
    '%s at %s, all of it in the safe area at all times, without anything cut off',
    async (name, _, width, height) => {
      const given = await givenFor(scene, { ...others[name]!, width, height });
      const story = storyOf(given);
      const { view } = story.places;
      const slack = 4;
      for (let frame = 0; frame < given.duration * 30; frame += 2) {
        const { map, pose } = stateAt(story, frame / 30);
        const camera = viewFrom(pose);
        const places = reached(map, story.run.points, story.sheet.half);
        if (boxAlphaAt(story, frame / 30) > 0) places.push(...cornersOf(story.box));
        let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
        for (let i = 0; 3 * i < places.length; i++) {
          const { x, y } = project(camera, pointOf(places, i));
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
        const at = `at ${(frame / 30).toFixed(2)} s`;
        expect(left, at).toBeGreaterThanOrEqual(view.x - slack);
        expect(right, at).toBeLessThanOrEqual(view.x + view.width + slack);
        expect(top, at).toBeGreaterThanOrEqual(view.y - slack);
        expect(bottom, at).toBeLessThanOrEqual(view.y + view.height + slack);
      }
      for (let time = 0.7; time < given.duration - 1; time += 2.9) {
        const { drawn } = paintScene(scene, given, time);
        expect(drawn.length).toBeGreaterThan(100);
        expect(outside(drawn, given.layout.content, 2)).toEqual([]);
      }
    },
  );

  it('the same at a moment whatever was drawn before', async () => {
    const [one, two] = [await givenFor(scene, run), await givenFor(scene, run)];
    const at = one.duration * 0.7;
    paintScene(scene, one, 2);
    expect(paintScene(scene, one, at).drawn).toEqual(paintScene(scene, two, at).drawn);
  });
});
