import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { timeOfFrame } from '../../remotion/film/moment';
import { ownProps, readsOf, requireDrawable } from '../../remotion/film/own-props';
import { editorOf, layoutSizes, scenePropsSchema, sizeOf, untouched } from '../../remotion/film/props';
import { experimentOutlines, filmScenes } from '../../remotion/film/running-order';
import { experimentFactsSchema, type Facts } from '../../remotion/stage/facts';
import { layoutOf } from '../../remotion/stage/layout';
import type { ExperimentOutline } from '../../remotion/stage/outline';
import type { Scene } from '../../remotion/stage/scene';
import { factsOf } from '../support/scene-given';

const outline = (name: string, inputs: number): ExperimentOutline => ({
  name,
  data: 'csv',
  inputs,
  hidden: [2],
  activation: 'tanh',
  classes: 2,
});
const flat: Pick<Scene, 'props' | 'canShow'> = {
  props: z.object({ experiment: z.string().default('moons'), epoch: z.number().nullable().default(null) }),
  canShow: ({ inputs }) => inputs === 2 || 'it has other inputs',
};

describe('what Studio may change of a scene', () => {
  it('has a form whose values are what the film shows', () => {
    const { schema, defaults } = editorOf(flat, [outline('moons', 2)]);
    expect(defaults.scene).toEqual({ experiment: 'moons', epoch: null });
    expect(schema.safeParse(defaults).success).toBe(true);
    expect(defaults).toMatchObject({ theme: 'night', layout: 'wide', pace: 1, run: null });
  });

  it('offers those experiments that the scene can show, and no other', () => {
    const experiments = [outline('moons', 2), outline('rings', 2), outline('balls', 3)];
    const { schema, defaults } = editorOf(flat, experiments);
    const chosen = (experiment: string) => schema.safeParse({ ...defaults, scene: { experiment } }).success;
    expect(['moons', 'rings', 'balls', 'nothing'].map(chosen)).toEqual([true, true, false, false]);
  });

  it('keeps the scene’s own experiment where that was renamed', () => {
    expect(editorOf(flat, [outline('rings', 2)]).defaults.scene).toMatchObject({ experiment: 'moons' });
  });

  it('has a form for every scene of the film, which opens without a fault', () => {
    for (const scene of filmScenes) {
      const { schema, defaults } = editorOf(scene, experimentOutlines);
      expect(schema.safeParse(defaults).error, scene.id).toBeUndefined();
      expect(scenePropsSchema.safeParse(defaults).error, scene.id).toBeUndefined();
    }
  });
});

describe('a scene’s own props', () => {
  const scene = { id: 'flat', reads: [], ...flat };

  it('have the scene’s defaults for what is left out', () => {
    expect(ownProps(scene, { epoch: 3 })).toEqual({ experiment: 'moons', epoch: 3 });
  });

  it('are refused by name where the scene has none such, or not of that kind', () => {
    expect(() => ownProps(scene, { epoch: 'late' })).toThrow(/props\.scene\.epoch: .*number/);
    expect(() => ownProps(scene, { colour: 'red' })).toThrow(/props\.scene: .*colour/);
    expect(() => ownProps({ id: 'bare' }, { colour: 'red' })).toThrow(
      /props\.scene\.colour: bare has no props/,
    );
  });

  it('decide what is read, where the scene says so', () => {
    const reads = (props: Readonly<Record<string, unknown>>) =>
      [{ stage: 'dataset', name: String(props['experiment']), arrays: [] }] as const;
    expect(readsOf({ reads: [], readsWith: reads }, { experiment: 'rings' })[0]?.name).toBe('rings');
    expect(readsOf({ reads: [] }, {})).toEqual([]);
  });

  it('read by default what the scene says it reads', () => {
    for (const one of filmScenes) expect(readsOf(one, ownProps(one, {}))).toEqual(one.reads);
  });
});

describe('what props choose', () => {
  const facts = (widths: number[]): Facts => ({
    ...factsOf({}),
    experiment: (name) =>
      experimentFactsSchema.parse({
        experiment: name,
        hyperparameters: { data: 'csv' },
        widths,
        activation: 'tanh',
        backend: 'wasm',
        epochs: [0],
        loss: [1],
        accuracy: [0],
        measures: {},
      }),
    projection: () => {
      throw new Error('not asked for');
    },
  });

  it('is judged by what was measured, wherever the props came from', () => {
    const scene = { id: 'flat', ...flat };
    expect(() => requireDrawable(scene, { experiment: 'rings' }, facts([2, 2, 1]))).not.toThrow();
    expect(() => requireDrawable(scene, { experiment: 'balls' }, facts([3, 2, 1]))).toThrow(
      'scene flat cannot show the experiment balls: it has other inputs',
    );
  });

  it('is judged for every experiment that a scene draws besides', () => {
    const besides = { wide: ({ hidden }: ExperimentOutline) => hidden[0] === 8 || 'it is not 8 wide' };
    expect(() => requireDrawable({ id: 'two', besides }, {}, facts([2, 8, 1]))).not.toThrow();
    expect(() => requireDrawable({ id: 'two', besides }, {}, facts([2, 4, 1]))).toThrow(
      /wide: it is not 8 wide/,
    );
  });
});

describe('layout and pace', () => {
  it('gives a composition the size that its layout is for, or the one that was asked', () => {
    for (const [layout, { width, height }] of Object.entries(layoutSizes)) {
      expect(layoutOf(width, height).name).toBe(layout);
      expect(sizeOf({ ...untouched, layout: layout as keyof typeof layoutSizes })).toEqual({ width, height });
    }
    expect(sizeOf({ layout: 'tall', width: 640, height: 360 })).toEqual({ width: 640, height: 360 });
  });

  it('lets a scene go by as many times as fast as its pace says', () => {
    expect(timeOfFrame(45, 30)).toBe(1.5);
    expect(timeOfFrame(45, 30, 2)).toBe(3);
  });
});
