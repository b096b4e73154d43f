import { describe, expect, it } from 'vitest';
import { chaptersOf } from '../../remotion/film/chapters';
import { allScenes, sceneIds } from '../../remotion/film/running-order';
import type { Scene } from '../../remotion/stage/scene';

const scene = (id: string, chapter: string): Scene => ({
  id,
  title: id,
  chapter,
  sentences: () => [],
  reads: [],
  formulas: () => ({}),
  bitrate: 1,
  draw: () => undefined,
});

describe('chaptersOf', () => {
  it('gathers scenes that follow on each other in one chapter', () => {
    const chapters = chaptersOf([scene('a', 'One'), scene('b', 'One'), scene('c', 'Two')]);
    expect(chapters.map(({ title, scenes }) => [title, scenes.map(({ id }) => id)])).toEqual([
      ['One', ['a', 'b']],
      ['Two', ['c']],
    ]);
  });

  it('refuses a chapter that is left and entered again', () => {
    expect(() => chaptersOf([scene('a', 'One'), scene('b', 'Two'), scene('c', 'One')])).toThrow(
      /c belongs to/,
    );
  });

  it('refuses two scenes of one id', () => {
    expect(() => chaptersOf([scene('a', 'One'), scene('a', 'One')])).toThrow(/two scenes have the id a/);
  });
});

describe('the running order', () => {
  it('can be registered: ids are unique, may stand in a path and are not the film’s', () => {
    expect(() => chaptersOf(allScenes)).not.toThrow();
    for (const id of sceneIds) expect(id).toMatch(/^[a-z][a-zA-Z0-9-]*$/);
    expect(sceneIds).not.toContain('film');
  });
});
