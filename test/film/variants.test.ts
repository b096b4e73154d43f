import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chaptersOf } from '../../remotion/film/chapters';
import { allScenes, filmScenes, sceneIds } from '../../remotion/film/running-order';
import { requireAllShowable, variantsOf } from '../../remotion/film/variants';
import { CannotShowError } from '../../remotion/scenes/about';
import type { ExperimentOutline } from '../../remotion/stage/outline';
import { experiments } from '../../training/experiments';
import { learningOf, type Experiments } from '../../training/hyperparameters';

const { spirals, disks2d, mnist } = experiments;
/** The user's own; changes may make it one that the schema refuses. */
const csv = (change: object = {}): Experiments[string] => {
  const moons: Experiments[string] = {
    data: 'csv',
    file: 'moons.csv',
    dimensions: 2,
    heldOutShare: 0.2,
    ...learningOf(disks2d),
    gauge: true,
    basis: 'last',
    hidden: [2, 2],
  };
  return { ...moons, ...change };
};
const idsOf = (them: Experiments): string[] => variantsOf(them).map(({ id }) => id);
const refusalOf =
  (id: string, them: Experiments): (() => void) =>
  () =>
    requireAllShowable([{ id }], them);

describe('variantsOf(experiments)', () => {
  it('offers each scene about every experiment that it can show', () => {
    expect(
      idsOf({ spirals, disks2d, moons: csv(), deep: csv({ hidden: [3, 2] }), mnist, small: mnist }),
    ).toEqual([
      'spirals-stretching-disks2d',
      'spirals-stretching-moons',
      'spirals-stretching-deep',
      'mnist-pca-small',
    ]);
  });

  it('offers nothing about what no scene can show, and nothing twice', () => {
    expect(idsOf({ spirals, mnist })).toEqual([]);
    expect(
      idsOf({
        space: csv({ dimensions: 3 }),
        wide: csv({ hidden: [4] }),
        flat: csv({ activation: 'linear' }),
      }),
    ).toEqual([]);
  });

  it('leaves to the training to refuse an experiment that is wrong', () => {
    expect(
      idsOf({ 'no name': csv(), lost: csv({ hidden: undefined }), odd: csv({ epochs: 'many' }) }),
    ).toEqual([]);
  });
});

describe('requireAllShowable(scenes, experiments)', () => {
  it('lets pass what can be shown, and scenes that are about no experiment', () => {
    expect(refusalOf('tanh-squish', {})).not.toThrow();
    expect(() => requireAllShowable(allScenes, experiments)).not.toThrow();
  });

  it('asks a scene about every experiment that it draws besides its own', () => {
    const beside = {
      id: 'beside',
      besides: { boundary: ({ hidden }: ExperimentOutline) => hidden.length > 1 || 'it has one layer' },
    };
    const { boundary } = experiments;
    expect(() => requireAllShowable([beside], { boundary })).not.toThrow();
    expect(() => requireAllShowable([beside], { boundary: { ...boundary, hidden: [64] } })).toThrow(
      /scene beside cannot show the experiment boundary: it has one layer/,
    );
    expect(() => requireAllShowable([beside], { spirals })).toThrow(/none of that name/);
  });

  it('asks a scene whose prop names its experiment', () => {
    const flat = {
      id: 'flat',
      props: z.object({ experiment: z.string().default('spirals') }),
      canShow: ({ hidden }: ExperimentOutline) => hidden[0] === 2 || `hidden is ${JSON.stringify(hidden)}`,
    };
    expect(() => requireAllShowable([flat], { spirals })).not.toThrow();
    expect(() => requireAllShowable([flat], { spirals: { ...spirals, hidden: [3] } })).toThrow(
      'scene flat cannot show the experiment spirals: hidden is [3]; change that, or leave the scene out',
    );
  });

  it('names all scenes that refuse, so that one look is enough', () => {
    const judge = ({ hidden }: ExperimentOutline) => hidden[0] === 2 || 'it is too wide';
    const scenes = ['one', 'two', 'three'].map((id) => ({ id, besides: { spirals: judge } }));
    expect(() =>
      requireAllShowable([...scenes, { id: 'other' }], { spirals: { ...spirals, hidden: [8] } }),
    ).toThrow(
      'scene one cannot show the experiment spirals: it is too wide; change that, or leave out what cannot show this: one, two, three',
    );
  });

  it.each([[[4, 4]], [[8]], [[2, 3, 4]]])(
    'refuses hidden layers of %j and names field, value and what may be',
    (hidden) => {
      const attempt = refusalOf('spirals-stretching', { ...experiments, spirals: { ...spirals, hidden } });
      expect(attempt).toThrow(CannotShowError);
      expect(attempt).toThrow(
        `scene spirals-stretching cannot show the experiment spirals: spirals.hidden is [${hidden.join(',')}], and the scene draws hidden layers of 2 or 3 neurons each, such as [2,2,2]; change that, or leave the scene out`,
      );
    },
  );

  it('judges the film’s own scenes and those about other experiments alike', () => {
    expect(refusalOf('spirals-stretching-moons', { moons: csv({ dimensions: 3 }) })).toThrow(
      /moons: its points have 3 dimensions/,
    );
    expect(refusalOf('mnist-pca', { mnist: csv() })).toThrow(/its data are csv/);
    expect(refusalOf('mnist-pca', {})).toThrow(/none of that name/);
  });

  it('counts as a wrong request', () => {
    expect(new CannotShowError('a', 'b', 'c').exitCode).toBe(2);
  });
});

describe('the running order', () => {
  it('offers the built-in disks beside the film, in a folder of their own', () => {
    expect(sceneIds).toContain('spirals-stretching-disks2d');
    expect(filmScenes.map(({ id }) => id)).not.toContain('spirals-stretching-disks2d');
    const folder = chaptersOf(allScenes).find(({ scenes }) =>
      scenes.some(({ id }) => id === 'spirals-stretching-disks2d'),
    );
    expect(folder?.title).toBe('More experiments');
  });

  it('keeps to what Remotion allows in ids', () => {
    for (const id of [...sceneIds, ...idsOf({ 'my-Own-3': csv() })]) expect(id).toMatch(/^[a-zA-Z0-9-]+$/);
  });
});
