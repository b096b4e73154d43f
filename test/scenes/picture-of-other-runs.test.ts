import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmScenes } from '../../remotion/film/running-order';
import { layoutSizes } from '../../remotion/film/props';
import { isDrawn } from '../../remotion/stage/scene';
import { filmStore, type FilmStore } from '../support/film-store';
import { paintScene } from '../support/paint-scene';
import { below, outside, overlaps, texts } from '../support/picture-rules';

/** What a user may change must not break the pictures: hyperparameters far from the defaults, at a lower density. */

const quick = ['spirals.epochs=20', 'boundary.epochs=20'];
const runs = {
  'a wide network, relu and other spirals': [
    'boundary.hidden=[16,16]',
    'boundary.activation=relu',
    'spirals.activation=sigmoid',
    'spirals.seed=7',
    'spirals.noise=0.3',
  ],
  'a single neuron, few dots and hardly any turn': [
    'boundary.hidden=[1]',
    'spirals.activation=relu',
    'spirals.samplesPerClass=5',
    'spirals.turns=0.2',
    'spirals.hidden=[2]',
  ],
  'four neurons and three turns': ['boundary.hidden=[4]', 'boundary.activation=linear', 'boundary.turns=3'],
} as const;

/** Of the digits nothing here changes. */
const scenes = filmScenes.filter(isDrawn).filter(({ id }) => id !== 'mnist-pca');

describe.each(Object.entries(runs))('with %s', { timeout: 120_000 }, (_, set) => {
  let store: FilmStore | undefined;
  beforeAll(async () => {
    store = await filmStore(scenes, [...quick, ...set]);
  }, 120_000);
  afterAll(() => store?.close());

  it.each(
    scenes.flatMap((scene) =>
      Object.entries(layoutSizes).map(([layout, size]) => [scene.id, layout, scene, size] as const),
    ),
  )(
    '%s, %s, keeps texts apart, in the safe area, and out of the caption band',
    async (__, ___, scene, size) => {
      const given = await store!.given(scene, size);
      const { safe, captionBand, unit } = given.layout;
      const broken = Array.from({ length: Math.floor(given.duration) }, (_second, i) => i + 0.5).flatMap(
        (time) => {
          const { drawn } = paintScene(scene, given, time);
          expect(drawn.flatMap(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]).every(Number.isFinite)).toBe(true);
          return [
            ...below(drawn, captionBand.y),
            ...outside(texts(drawn), safe),
            ...overlaps(drawn, 3 * unit),
          ].map((what) => `${time} s: ${what}`);
        },
      );
      expect(broken.slice(0, 8)).toEqual([]);
    },
  );
});
