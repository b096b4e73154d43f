import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmScenes } from '../../remotion/film/running-order';
import { requireAllShowable } from '../../remotion/film/variants';
import { CannotShowError } from '../../remotion/scenes/about';
import { layoutSizes } from '../../remotion/film/props';
import { isDrawn, type DrawnScene } from '../../remotion/stage/scene';
import { applyOverrides } from '../../training/overrides';
import { filmStore, type FilmStore } from '../support/film-store';
import { paintScene } from '../support/paint-scene';
import { below, outside, overlaps, texts } from '../support/picture-rules';

/** What a user may change must not break the pictures: hyperparameters far from the defaults, at a lower density. */

const quick = [
  ...['spirals', 'boundary', 'disks2d', 'disks3d'].map((name) => `${name}.epochs=20`),
  'mnist.epochs=1',
  'mnist.recordedSamples=200',
];
/** Each with the scenes that refuse it. */
const runs = {
  'a wide network, relu and other spirals': {
    set: [
      'boundary.hidden=[16,16]',
      'boundary.activation=relu',
      'spirals.activation=sigmoid',
      'spirals.seed=7',
      'spirals.noise=0.3',
      'disks2d.activation=relu',
      'disks2d.hidden=[2,2]',
      'disks3d.hidden=[3,3]',
      'mnist.activation=relu',
      'mnist.hidden=[64]',
    ],
    refusing: [],
  },
  'a single neuron, few dots and hardly any turn': {
    set: [
      'boundary.hidden=[1]',
      'spirals.activation=relu',
      'spirals.samplesPerClass=5',
      'spirals.turns=0.2',
      'spirals.hidden=[2]',
      'disks2d.samplesPerClass=5',
      'disks2d.hidden=[2]',
      'disks3d.samplesPerClass=5',
      'disks3d.activation=relu',
      'mnist.trainSamples=100',
      'mnist.recordedSamples=10',
      'mnist.hidden=[2]',
    ],
    refusing: [],
  },
  'four neurons and three turns': {
    set: [
      'boundary.hidden=[4]',
      'boundary.activation=linear',
      'boundary.turns=3',
      'spirals.turns=1.25',
      'spirals.hidden=[2,2,2]',
      'disks2d.seed=3',
      'disks3d.activation=sigmoid',
      'disks3d.seed=3',
      'mnist.activation=sigmoid',
      'mnist.hidden=[100,50,25,12]',
    ],
    refusing: [],
  },
  'layers of three neurons between layers of two': {
    set: ['spirals.hidden=[2,3,3,2]', 'boundary.hidden=[2]', 'mnist.seed=3', 'mnist.epochs=2'],
    refusing: ['linear-boundary'],
  },
} as const;

/** What is drawn from neighbours among the digits, no hyperparameter changes. */
const film = filmScenes
  .filter(isDrawn)
  .filter(({ reads }) => reads.every(({ stage }) => stage !== 'neighbours'));
const refuses = (scene: DrawnScene, set: readonly string[]): boolean => {
  try {
    requireAllShowable([scene], applyOverrides(set));
    return false;
  } catch (error) {
    if (error instanceof CannotShowError) return true;
    throw error;
  }
};

describe.each(Object.entries(runs))('with %s', { timeout: 120_000 }, (_, { set, refusing }) => {
  const scenes = film.filter((scene) => !refuses(scene, set));
  let store: FilmStore | undefined;
  beforeAll(async () => {
    store = await filmStore(scenes, [...quick, ...set]);
  }, 120_000);
  afterAll(() => store?.close());

  it('only scenes that cannot show it refuse', () => {
    expect(film.filter((scene) => !scenes.includes(scene)).map(({ id }) => id)).toEqual(refusing);
  });

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
