import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { ownProps } from '../../remotion/film/own-props';
import { determinant, polarPath, type Matrix2 } from '../../remotion/motion/polar';
import { scene } from '../../remotion/scenes/linear-transform';
import { mapOf, movedBy, progressAt, storyOf } from '../../remotion/scenes/linear-transform/story';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';

const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const entry = fc.integer({ min: -500, max: 500 }).map((n) => n / 100);
const matrix = fc
  .tuple(entry, entry, entry, entry)
  .filter((W) => Math.abs(determinant(W)) >= 0.1) as fc.Arbitrary<Matrix2>;

const rows = ([a, b, c, d]: Matrix2): number[][] => [
  [a, b],
  [c, d],
];
const withMatrices = (given: Given, first: Matrix2, other: Matrix2): Given => ({
  ...given,
  props: ownProps(scene, { matrix: rows(first), other: rows(other) }),
});
const matrixAt = (given: Given, time: number): Matrix2 =>
  movedBy(storyOf(given), progressAt(momentAt(given, time))).matrix;

describe('linear-transform', () => {
  it('lands both arrows exactly where the columns say, first of the one matrix, then of the other', async () => {
    const given = await givenFor(scene);
    const { matrix: first, other } = storyOf(given);
    matrixAt(given, 0).forEach((value, i) => expect(value).toBeCloseTo([1, 0, 0, 1][i]!, 12));
    expect(matrixAt(given, given.cues.parallel!)).toEqual(first);
    matrixAt(given, given.duration).forEach((value, i) => expect(value).toBeCloseTo(other[i]!, 12));
  });

  it('moves only while it is said to: columns are read first, and rules while nothing moves', async () => {
    for (const slower of [0.6, 1, 1.6]) {
      const given = await givenFor(scene, { slower });
      for (let time = 0; time < given.duration; time += 1 / 30) {
        const { first, then } = progressAt(momentAt(given, time));
        if (time <= given.cues.move!) expect(first).toBe(0);
        if (time >= given.cues.even!) expect(first).toBe(1);
        if (time <= given.cues.other!) expect(then).toBe(0);
      }
      expect(progressAt(momentAt(given, given.duration - 0.7)).then).toBe(1);
    }
  });

  it('keeps the origin where it is, and neighbouring lines parallel and as far apart, at every instant', () => {
    const out = new Float64Array(3);
    fc.assert(
      fc.property(matrix, unit, (W, t) => {
        const map = mapOf(polarPath(W).at(t));
        const at = (x: number, y: number): number[] => {
          map(x, y, out);
          return [...out];
        };
        expect(at(0, 0).map(Math.abs)).toEqual([0, 0, 0]);
        const steps = [0, 1, 2].map((k) => at(k + 1, -1).map((value, i) => value - at(k, -1)[i]!));
        for (const step of steps) step.forEach((value, i) => expect(value).toBeCloseTo(steps[0]![i]!, 9));
      }),
    );
  });

  it('never presses the plane into a line on its way, also where a matrix turns it over', async () => {
    const given = await givenFor(scene);
    fc.assert(
      fc.property(matrix, matrix, unit, (first, other, t) => {
        fc.pre(first.some((value, i) => value !== other[i]));
        const story = storyOf(withMatrices(given, first, other));
        for (const progress of [
          { first: t, then: 0 },
          { first: 1, then: t },
        ]) {
          const {
            matrix: [a, b, c, d],
            lift: [p, q],
          } = movedBy(story, progress);
          expect(Math.hypot(a * d - b * c, c * q - d * p, p * b - q * a)).toBeGreaterThan(1e-3);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(sizes)('at %s fills the frame with its grid all the way', async (_, width, height) => {
    const given = await givenFor(scene, { width, height });
    const { lines, plane, places } = storyOf(given);
    const reach = Math.max(...lines.map(({ to }) => to));
    const { region } = places;
    for (let time = given.cues.right!; time < given.duration; time += 0.1) {
      const [a, b, c, d] = matrixAt(given, time);
      const det = a * d - b * c;
      for (const px of [region.x, region.x + region.width])
        for (const py of [region.y, region.y + region.height]) {
          const [x, y] = [plane.x.invert(px), plane.y.invert(py)];
          expect(Math.abs(d * x - b * y) / Math.abs(det)).toBeLessThan(reach);
          expect(Math.abs(a * y - c * x) / Math.abs(det)).toBeLessThan(reach);
        }
    }
  });

  it.each(sizes)(
    'at %s keeps both arrows in the frame, and off the matrix’s panel at the end',
    async (_, width, height) => {
      const given = await givenFor(scene, { width, height });
      const { plane, places } = storyOf(given);
      const { content } = given.layout;
      for (let time = 0; time < given.duration; time += 0.1) {
        const [a, b, c, d] = matrixAt(given, time);
        for (const [x, y] of [
          [a, c],
          [b, d],
        ] as const) {
          const [px, py] = [plane.x(x), plane.y(y)];
          expect(px).toBeGreaterThan(content.x);
          expect(px).toBeLessThan(content.x + content.width);
          expect(py).toBeGreaterThan(content.y);
          expect(py).toBeLessThan(content.y + content.height);
          const under = py < places.card.y + places.card.height;
          if (under) expect(px).toBeGreaterThan(places.card.x + 0.8 * places.card.width);
        }
      }
    },
  );

  it.each<[string, Matrix2, RegExp]>([
    ['a singular matrix', [1, 2, 2, 4], /^props\.scene\.matrix: the determinant/],
    ['one that is nearly singular', [1, 0, 0, 0.01], /^props\.scene\.matrix: the determinant/],
    ['entries that lead out of the frame', [9, 0, 0, 1], /^props\.scene\.matrix: entries/],
    [
      'entries that it would have to round',
      [0.125, 0, 0, 1],
      /^props\.scene\.matrix: entries .*2 decimals[^\n]*$/,
    ],
  ])('refuses %s in one line', (_, W, why) => {
    expect(() => ownProps(scene, { matrix: rows(W) })).toThrow(why);
  });

  it('takes every number of two decimals, whatever its binary error', () => {
    for (let n = -500; n <= 500; n++)
      for (const value of [n / 100, n * 0.01])
        expect(() => ownProps(scene, { matrix: rows([value, -1, 1, 0]) })).not.toThrow();
  });

  it('refuses another move that is none', () => {
    const same = rows([1.5, 0, 0, 1]);
    expect(() => ownProps(scene, { matrix: same, other: same })).toThrow(/^props\.scene\.other: must differ/);
    expect(() => ownProps(scene, { matrix: rows([1, 1, 0, 1]) })).toThrow(
      /^props\.scene\.other: must differ/,
    );
  });

  it.each(sizes)(
    'at %s keeps each dot of the lattice the same dot, in the frame or out of it',
    async (_, width, height) => {
      const given = await givenFor(scene, { width, height });
      const lattice = (time: number) =>
        paintScene(scene, given, time).dots.filter(({ color }) => color === given.theme.ink);
      let before = lattice(given.cues.origin! + 0.5);
      expect(before).toHaveLength(22);
      for (let time = given.cues.origin! + 0.5; time < given.duration - 1; time += 1 / 30) {
        const now = lattice(time);
        expect(now).toHaveLength(before.length);
        const moved = now.map(({ x, y }, i) => Math.hypot(x - before[i]!.x, y - before[i]!.y));
        expect(Math.max(...moved) / width).toBeLessThanOrEqual(0.04);
        before = now;
      }
    },
  );

  it('writes matrices with as many decimals as they need', async () => {
    const given = await givenFor(scene);
    expect(storyOf(given).decimals).toBe(0);
    expect(storyOf(withMatrices(given, [1.5, 0, 0, 1], [1, 1, 0, 1])).decimals).toBe(1);
    expect(storyOf(withMatrices(given, [1.25, 0, 0, 1], [1, 1, 0, 1])).decimals).toBe(2);
  });

  it('can be drawn with a matrix that turns the plane over', async () => {
    const given = withMatrices(await givenFor(scene), [0, 1, 1, 0], [-1.5, 0, 0.5, 1]);
    for (let time = 1.7; time < given.duration - 1; time += 1.7)
      expect(paintScene(scene, given, time).drawn.length).toBeGreaterThan(0);
  });

  it('draws the same picture for the same second, whatever was drawn before', async () => {
    const given = await givenFor(scene);
    const once = paintScene(scene, given, 16.5).drawn;
    paintScene(scene, given, 3);
    expect(paintScene(scene, given, 16.5).drawn).toEqual(once);
  });
});
