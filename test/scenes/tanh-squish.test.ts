import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/tanh-squish';
import { mapAt, stateAt, storyOf, viewAt } from '../../remotion/scenes/tanh-squish/story';
import { givenFor } from '../support/scene-given';

describe('tanh-squish', () => {
  it('ends with every point of the plane inside the box from −1 to 1', async () => {
    const given = await givenFor(scene);
    const state = stateAt(momentAt(given, given.duration));
    expect(state).toEqual({ matrix: 1, x: 1, y: 1 });
    const map = mapAt(storyOf(given).path, state);
    const out = new Float64Array(3);
    for (let x = -100; x <= 100; x += 7)
      for (let y = -100; y <= 100; y += 7) {
        map(x, y, out);
        expect(Math.abs(out[0]!)).toBeLessThanOrEqual(1);
        expect(Math.abs(out[1]!)).toBeLessThanOrEqual(1);
      }
  });

  it('takes one coordinate after the other, and neither before the matrix is done', async () => {
    const given = await givenFor(scene);
    for (let time = 0; time < given.duration; time += 1 / 30) {
      const { matrix, x, y } = stateAt(momentAt(given, time));
      if (x > 0) expect(matrix).toBe(1);
      if (y > 0) expect(x).toBe(1);
    }
  });

  it('comes closer only after the squish, and then rests', async () => {
    const given = await givenFor(scene);
    const near = viewAt(momentAt(given, given.cues.near!));
    expect(viewAt(momentAt(given, given.cues.y!)).half).toBeGreaterThan(2);
    expect(near).toEqual(viewAt(momentAt(given, given.cues.far! - 0.3)));
    expect(near).toEqual(viewAt(momentAt(given, given.duration)));
  });

  it('looks into a corner of the box while far out is spoken of', async () => {
    const given = await givenFor(scene);
    const { x, y, half } = viewAt(momentAt(given, given.cues.box! - 0.5));
    expect(half).toBeLessThan(0.3);
    for (const middle of [x, y]) expect(Math.abs(1 - middle)).toBeLessThan(half);
  });

  it('stays in order however fast or slowly it is spoken', async () => {
    for (const slower of [0.5, 2]) {
      const given = await givenFor(scene, { slower });
      for (let time = 0; time < given.duration; time += 0.1) {
        const { x, y } = stateAt(momentAt(given, time));
        if (y > 0) expect(x).toBe(1);
      }
    }
  });
});
