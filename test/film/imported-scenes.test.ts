import { describe, expect, it } from 'vitest';
import {
  outlineOfImport,
  requireAllShowable,
  scenesAboutImport,
  variantsOf,
} from '../../remotion/film/variants';
import { scene as fullLayer } from '../../remotion/scenes/full-layer';
import { experiments } from '../../training/experiments';
import type { Imported } from '../../training/imported';
import { applyOverrides } from '../../training/overrides';

const entry: Imported = {
  file: 'mine.npz',
  sha256: 'a'.repeat(64),
  widths: [20, 6, 4],
  samples: 30,
  epochs: 3,
  classes: 3,
};

describe('scenes', () => {
  const narrow = { ...entry, widths: [2, 3, 2, 1] };
  const idsOf = (imported: Imported): string[] =>
    variantsOf(experiments, { mine: imported })
      .map(({ id }) => id)
      .filter((id) => id.endsWith('-mine'));

  it('about layers of any width are offered for activations that were brought', () => {
    expect(idsOf(entry)).toEqual(['mnist-pca-mine']);
    expect(idsOf(narrow)).toContain('mnist-pca-mine');
    expect(scenesAboutImport('mine', entry).ids).toEqual(['mnist-pca-mine']);
    expect(() => requireAllShowable([{ id: 'mnist-pca-mine' }], experiments, { mine: entry })).not.toThrow();
  });

  it('about dots in the plane or in space are offered where all layers are two or three wide, and refused elsewhere', () => {
    expect(idsOf(narrow)).toContain('spirals-stretching-mine');
    expect(scenesAboutImport('mine', entry).refusals).toEqual([
      expect.stringMatching(/^spirals-stretching-mine: /),
    ]);
  });

  it('that a film of them would refuse are not recommended', () => {
    const about = (widths: readonly number[]): readonly string[] =>
      scenesAboutImport('mine', { ...entry, widths: [...widths] }).ids;
    expect(about([2, 3, 4])).toEqual(['mnist-pca-mine']);
    expect(about([2, 1])).toEqual(['mnist-pca-mine']);
    for (const widths of [
      [2, 2],
      [2, 3],
      [3, 2, 1],
    ])
      expect(about(widths)).toContain('spirals-stretching-mine');
    const { refusals } = scenesAboutImport('mine', { ...entry, widths: [2, 3, 4] });
    expect(refusals).toEqual([expect.stringMatching(/^spirals-stretching-mine: its last layer is 4 wide/)]);
  });

  it('that draw with weights are not', () => {
    expect(fullLayer.canShow?.(outlineOfImport('mine', narrow))).toMatch(/without weights/);
  });

  it('of an experiment of the same name go first; the experiment is refused where it is trained', () => {
    expect(variantsOf(experiments, { mnist: entry }).map(({ id }) => id)).not.toContain('mnist-pca');
    expect(() => applyOverrides([], { mine: experiments.spirals }, ['mine'])).toThrow(
      /the name mine is that of activations in training\/imported\.json; .*--remove mine/,
    );
  });

  it('take no hyperparameters', () => {
    expect(() => applyOverrides(['mine.seed=3'], experiments, ['mine'])).toThrow(
      /--set mine\.seed=3: mine was brought by npm run import/,
    );
  });
});
