import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/disks';
import { bendOf, radiusBetween } from '../../remotion/scenes/disks-data';
import { seenPart } from '../../remotion/scenes/disks/grid';
import { mapAt, movesOf, poseAt, storyOf } from '../../remotion/scenes/disks/story';
import { mappedPoints } from '../../remotion/scenes/mapped-dots';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';
import { disksRun, FILM_SHAPE, outlineOfDisks, sizes } from './disks-run';

const told = (given: Given, time: number) => ({ ...momentAt(given, time), story: storyOf(given) });

describe('disks', () => {
  it.each(sizes)(
    'at %s keeps all dots in the content box, however the plane is moved',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...disksRun(), width, height });
      const { content } = given.layout;
      for (let time = 0; time < given.duration; time += 0.25) {
        const { points, plane } = storyOf(given);
        const at = mappedPoints(points, mapAt(told(given, time)), plane);
        const [xs, ys] = [0, 1].map((axis) => at.filter((_value, i) => i % 2 === axis));
        expect(Math.min(...xs!)).toBeGreaterThan(content.x);
        expect(Math.max(...xs!)).toBeLessThan(content.x + content.width);
        expect(Math.min(...ys!)).toBeGreaterThan(content.y);
        expect(Math.max(...ys!)).toBeLessThan(content.y + content.height);
      }
    },
  );

  it.each(sizes)(
    'at %s has its grid going on to the edges of the frame at any time',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...disksRun(), width, height });
      const { region, grid, plane } = storyOf(given);
      const far = Math.max(...grid.map(({ to }) => to));
      for (let time = 0; time < given.duration; time += 0.4) {
        const map = mapAt(told(given, time));
        const out = new Float64Array(3);
        // The grid's border is outside of the frame: it goes around it.
        for (let k = 0; k <= 200; k++)
          for (const [x, y] of [
            [far, far * (k / 100 - 1)],
            [far * (k / 100 - 1), far],
          ] as const) {
            map(x, y, out);
            plane.project(out);
            const inside =
              out[0]! > region.x &&
              out[0]! < region.x + region.width &&
              out[1]! > region.y &&
              out[1]! < region.y + region.height;
            expect(inside).toBe(false);
          }
      }
    },
  );

  it.each(sizes)(
    'at %s leaves out only what of its grid is outside of the frame',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...disksRun(), width, height });
      const { region, grid, plane } = storyOf(given);
      const out = new Float64Array(3);
      let [seen, left] = [0, 0];
      for (let time = 0.5; time < given.duration; time += 0.5) {
        const own = told(given, time);
        const [map, pose] = [mapAt(own), poseAt(own)];
        for (const line of grid) {
          const part = seenPart(own.story, pose, line);
          for (let s = line.from; s < line.to; s += 0.13) {
            map(...(line.fixed === 'x' ? ([line.at, s] as const) : ([s, line.at] as const)), out);
            plane.project(out);
            const [x, y] = [out[0]! - region.x, out[1]! - region.y];
            if (x < 0 || y < 0 || x > region.width || y > region.height) continue;
            seen++;
            if (!part || part.from > s || part.to < s) left++;
          }
        }
      }
      expect(seen).toBeGreaterThan(5000);
      expect(left).toBe(0);
    },
  );

  it('turns, stretches and bends one after another, however fast it is spoken', async () => {
    for (const slower of [0.4, 1, 2]) {
      const given = await givenFor(scene, { ...disksRun(), slower });
      const { turn, stretch, bend } = movesOf(momentAt(given, 0));
      expect(turn[1]).toBeLessThanOrEqual(stretch[0]);
      expect(stretch[1]).toBeLessThanOrEqual(bend[0]);
    }
  });

  it('moves the plane without tearing it or laying it on itself: what is inside of the fence stays there', async () => {
    const given = await givenFor(scene, disksRun());
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (share, x, y) => {
          const map = mapAt(told(given, share * given.duration));
          const at = (px: number, py: number): readonly [number, number] => {
            const out = new Float64Array(3);
            map(px, py, out);
            return [out[0]!, out[1]!];
          };
          const step = 1e-5;
          const [here, right, up] = [at(x, y), at(x + step, y), at(x, y + step)];
          const area = (right[0] - here[0]) * (up[1] - here[1]) - (right[1] - here[1]) * (up[0] - here[0]);
          expect(area / step ** 2).toBeGreaterThan(0.01);
        },
      ),
    );
  });

  it('bends without changing the size of the ring', () => {
    const bend = bendOf(FILM_SHAPE);
    expect(bend(1.25)).toBeCloseTo(1.25, 12);
    expect(bend(-1.25)).toBeCloseTo(-1.25, 12);
  });

  it('has all of its dots in the end, and the fence between them in the accent', async () => {
    const given = await givenFor(scene, disksRun());
    const { drawn, dots } = paintScene(scene, given, given.duration - 0.8);
    for (const color of given.theme.classes)
      expect(dots.filter((dot) => dot.color === color)).toHaveLength(500);
    expect(drawn.filter(({ color }) => color === given.theme.accent)).toHaveLength(1);
    expect(radiusBetween(FILM_SHAPE)).toBe(0.625);
  });

  it('shows other radii, and refuses data that are not a disk in a ring, saying why', async () => {
    const given = await givenFor(scene, disksRun({ innerRadius: 1, ringRadii: [3, 3.5] }, 20));
    expect(paintScene(scene, given, given.duration / 2).dots).toHaveLength(40);
    const judge = scene.besides!['disks2d']!;
    expect(judge(outlineOfDisks)).toBe(true);
    expect(judge({ ...outlineOfDisks, data: 'csv' })).toBe(
      'its data are csv, and the scene draws a disk and the ring around it',
    );
  });
});
