import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/template';
import { presence } from '../../remotion/stage/curtain';
import { memo } from '../../remotion/stage/memo';
import { givenFor } from '../support/scene-given';

describe('every scene', () => {
  it('enters from the empty stage and has left it again when it ends', async () => {
    const given = await givenFor(scene);
    const at = (time: number): number => presence(momentAt(given, time));
    expect(at(0)).toBe(0);
    expect(at(given.duration / 2)).toBe(1);
    expect(at(given.duration)).toBe(0);
  });

  it('derives once for each composition what does not change', async () => {
    let made = 0;
    const derived = memo(({ duration }) => {
      made++;
      return duration;
    });
    const [a, b] = [await givenFor(scene), await givenFor(scene)];
    expect([derived(a), derived(a), derived(b)]).toEqual([a.duration, a.duration, b.duration]);
    expect(made).toBe(2);
  });
});
